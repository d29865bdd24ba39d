import { systemClock } from '../../server/clock.ts';
import { createRunner } from '../../server/runner/index.ts';
import { verify } from '../../server/runner/verify.ts';
import type { Database } from '../../server/store/database.ts';
import { overHttp } from './http.ts';
import { measure, median, type Measured } from './measure.ts';
import { rawDriver } from './raw.ts';
import { throughRunner } from './runner.ts';

const ROUNDS = 3;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4);
const LANES = [1, 16, 64];

/**
 * Commands per second and latency of (a) the raw driver, (b) the runner, (c) the API, on one MongoDB in one run,
 * rounds interleaved, the median of each.
 */
export async function benchCommands(database: Database): Promise<void> {
  const runner = createRunner({ database, clock: systemClock, timeZone: 'Asia/Shanghai' });
  const http = await overHttp(database, runner, systemClock);
  const ways: Way[] = [
    {
      name: '(a) raw driver, one transaction each',
      run: (lanes, seconds) => measure(lanes, seconds, rawDriver(database)),
    },
    { name: '(b) the runner', run: (lanes, seconds) => measure(lanes, seconds, throughRunner(runner)) },
    { name: '(c) the API over HTTP, with a session', run: http.run },
  ];
  try {
    for (const { run } of ways) await run(16, 1);
    for (const lanes of LANES) {
      const rounds = ways.map((): Measured[] => []);
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const [index, way] of ways.entries()) rounds[index]?.push(await way.run(lanes, SECONDS));
      }
      report(ways, lanes, rounds.map(median));
    }
    const { instances, steps, findings } = await verify(database);
    console.log(`verify: ${instances} instances, ${steps} steps, ${findings.length} findings`);
  } finally {
    await http.close();
  }
}

type Way = { name: string; run: (lanes: number, seconds: number) => Promise<Measured> };

function report(ways: readonly Way[], lanes: number, measured: readonly Measured[]): void {
  const base = measured[0];
  console.log(`\n${lanes} in flight${' '.repeat(32)}per s      p50 ms    p99 ms    speed ×   p50 ×`);
  for (const [index, { perSecond, p50, p99 }] of measured.entries()) {
    const ratio = base === undefined ? [1, 1] : [perSecond / base.perSecond, p50 / base.p50];
    const columns = [
      perSecond.toFixed(0),
      p50.toFixed(2),
      p99.toFixed(2),
      ...ratio.map((value) => value.toFixed(2)),
    ];
    console.log(
      `${(ways[index]?.name ?? '').padEnd(40)}${columns.map((text) => text.padStart(10)).join('')}`,
    );
  }
}
