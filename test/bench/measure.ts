/** Speed of one way of doing commands, with so many in flight; latencies in ms. */
export type Measured = { perSecond: number; p50: number; p99: number };

/** Times one command. */
export type Timed = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Runs `lanes` of work beside each other for so long; a lane sends its next command when it has its answer. */
export async function measure(
  lanes: number,
  seconds: number,
  lane: (timed: Timed) => Promise<void>,
): Promise<Measured> {
  const latencies: number[] = [];
  const timed: Timed = async (work) => {
    const start = performance.now();
    const result = await work();
    latencies.push(performance.now() - start);
    return result;
  };
  const start = performance.now();
  const until = start + seconds * 1_000;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < until) await lane(timed);
    }),
  );
  return summed(latencies, performance.now() - start);
}

export function summed(latencies: readonly number[], ms: number): Measured {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: (sorted.length / ms) * 1_000, p50: at(0.5), p99: at(0.99) };
}

/** The middle one of several rounds, by speed. */
export function median(rounds: readonly Measured[]): Measured {
  const middle = rounds.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(rounds.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
