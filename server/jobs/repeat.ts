import type { Logger } from 'pino';

export type Repeating = {
  /** Runs the work now and waits for it; a run under way is waited for first. */
  now(): Promise<void>;
  /** Runs the work soon without waiting for it. */
  soon(): void;
  stop(): Promise<void>;
};

/**
 * Does work again and again inside this process: an interval of its own rather than a scheduler in Redis,
 * which dies with Redis, silently. Runs never overlap; an error is logged and the next run comes all the same.
 */
export function repeat(name: string, everyMs: number, work: () => Promise<void>, log: Logger): Repeating {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const run = async () => {
    try {
      await work();
    } catch (error) {
      log.error({ error }, `${name} failed; it comes again`);
    }
  };
  const now = (): Promise<void> => {
    running = running.then(run);
    return running;
  };
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => void now().then(schedule), everyMs * (0.8 + Math.random() * 0.4));
  };
  schedule();

  return {
    now,
    soon() {
      if (again || stopped) return;
      again = true;
      setImmediate(() => {
        again = false;
        if (!stopped) void now();
      });
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
