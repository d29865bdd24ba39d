import { once } from 'node:events';
import { pino } from 'pino';
import { z } from 'zod';
import { createApp } from '../../server/app.ts';
import { systemClock } from '../../server/clock.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { createRunner } from '../../server/runner/index.ts';
import { createChanges } from '../../server/store/changes.ts';
import { connectDatabase, type Database } from '../../server/store/database.ts';
import { createDirectory } from '../../server/store/directory.ts';
import { sumEntries } from '../../server/store/read-totals.ts';
import { rollUp } from '../../server/store/roll-up.ts';
import { readScorecard } from '../../server/views/scorecard.ts';
import { fillCompany, leaveMovements } from './scorecard-data.ts';

const ENTRIES = Number(process.env['BENCH_ENTRIES'] ?? 1_000_000);
const REQUESTS = 200;
const WAITING = 300;
const PILED_UP = 20_000;
const query = { department: 'd0', from: '2026-01', to: '2026-12' };

/** The scorecard of a department of 200 people over a year, with 1,000,000 entries in the ledger, and what it stands on. */
export async function benchScorecard(mongodbUri: string): Promise<void> {
  const uri = new URL(mongodbUri);
  uri.pathname = '/scorecards';
  const database = await connectDatabase(uri.href);
  try {
    await fillCompany(database, ENTRIES);
    await leaveMovements(database, WAITING);
    console.log(
      `\n${ENTRIES.toLocaleString('en')} entries, ${WAITING} movements waiting${' '.repeat(14)}p50 ms    p95 ms`,
    );
    const organisation = await createDirectory(database).read();
    const context = { database, organisation, caller: '' };
    await report('scorecard of a department, a year: the view', () =>
      readScorecard(context, query, { all: true }),
    );
    await report('the same over HTTP, with a session', await overHttp(database));
    await report('balances of 1,000 people', () => sumEntries(database, { all: true }));
    await database.movements.deleteMany({});
    await leaveMovements(database, PILED_UP);
    await report(`scorecard with ${PILED_UP} movements waiting`, () =>
      readScorecard(context, query, { all: true }),
    );
    const start = performance.now();
    while ((await rollUp(database, 1_000)) > 0);
    const perSecond = (PILED_UP / (performance.now() - start)) * 1_000;
    console.log(`${'movements rolled up'.padEnd(50)}${perSecond.toFixed(0).padStart(10)} per s`);
  } finally {
    for (const close of closing) await close();
    await database.db.dropDatabase();
    await database.client.close();
  }
}

const closing: (() => Promise<void>)[] = [];

async function report(name: string, work: () => Promise<unknown>): Promise<void> {
  for (let n = 0; n < 10; n += 1) await work();
  const latencies: number[] = [];
  for (let n = 0; n < REQUESTS; n += 1) {
    const start = performance.now();
    await work();
    latencies.push(performance.now() - start);
  }
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1).padStart(10);
  console.log(`${name.padEnd(50)}${at(0.5)}${at(0.95)}`);
}

/** Asks the API for the scorecard, as the points manager of the demo. */
async function overHttp(database: Database): Promise<() => Promise<void>> {
  const log = pino({ level: 'error' });
  const [account] = (await seedDemo(database)).filter(({ roles }) => roles.includes('pointsManager'));
  const changes = createChanges(database, log);
  const app = createApp({
    database,
    runner: createRunner({ database, clock: systemClock, timeZone: 'Asia/Shanghai' }),
    clock: systemClock,
    log,
    changes,
    redisUp: () => true,
    moveClock: () => Promise.reject(new Error('the clock of a benchmark stands')),
    trustProxy: 0,
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await changes.close();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const origin = `http://127.0.0.1:${port}`;
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'jifen', origin };
  const body = JSON.stringify({ account: account?.account, password: account?.password });
  const signedIn = await fetch(`${origin}/api/v1/session`, { method: 'POST', headers, body });
  const cookie = signedIn.headers.getSetCookie().join('; ').split(';')[0] ?? '';
  return async () => {
    const answer = await fetch(`${origin}/api/v1/scorecard?${new URLSearchParams(query)}`, {
      headers: { cookie },
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(text);
  };
}
