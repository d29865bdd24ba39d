import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { z } from 'zod';
import { createApp } from '../../server/app.ts';
import type { Clock } from '../../server/clock.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import type { Runner } from '../../server/runner/index.ts';
import { createChanges } from '../../server/store/changes.ts';
import type { Database } from '../../server/store/database.ts';
import type { Measured } from './measure.ts';

const measuredSchema = z.object({ perSecond: z.number(), p50: z.number(), p99: z.number() });
const sessionSchema = z.object({ person: z.object({ id: z.string() }) });

export type HttpBench = { run(lanes: number, seconds: number): Promise<Measured>; close(): Promise<void> };

/** The API on a port of its own, with two people signed in. */
export async function overHttp(database: Database, runner: Runner, clock: Clock): Promise<HttpBench> {
  const log = pino({ level: 'error' });
  const accounts = await seedDemo(database);
  const changes = createChanges(database, log);
  const moveClock = () => Promise.reject(new Error('the clock of a benchmark stands'));
  const app = createApp({
    database,
    runner,
    clock,
    log,
    changes,
    redisUp: () => true,
    moveClock,
    trustProxy: 0,
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z
    .object({ port: z.number() })
    .parse(server.address() satisfies AddressInfo | string | null);

  const signIn = async (role: 'pointsManager' | 'leader') => {
    const account = accounts.find(({ roles }) => roles.includes(role));
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/session`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'jifen',
        origin: `http://127.0.0.1:${port}`,
      },
      body: JSON.stringify({ account: account?.account, password: account?.password }),
    });
    const { person } = sessionSchema.parse(await answer.json());
    return {
      id: person.id,
      cookie: answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    };
  };
  const sessions = { owner: await signIn('pointsManager'), leader: await signIn('leader') };

  return {
    async run(lanes, seconds) {
      const load = fork(new URL('http-load.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
      load.send({ port, lanes, seconds, sessions });
      const message = await new Promise((resolve, reject) => {
        load
          .once('message', resolve)
          .once('error', reject)
          .once('exit', () => reject(new Error('the load ended early')));
      });
      return measuredSchema.parse(message);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await changes.close();
    },
  };
}
