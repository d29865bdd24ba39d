import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp, type AppOptions } from '../../server/app.ts';
import { firstCalendar } from '../../server/calendar/seed.ts';
import { hashPassword } from '../../server/access/password.ts';
import { demoCompany, demoDepartments, demoPeople } from '../../server/demo/organisation.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import { createRunner, type Runner } from '../../server/runner/index.ts';
import { createChanges } from '../../server/store/changes.ts';
import { keepFirstCalendar } from '../../server/store/calendar.ts';
import { companyOf } from '../../server/store/company.ts';
import { connectDatabase, type Database } from '../../server/store/database.ts';
import { prepareCollections } from '../../server/store/indexes.ts';
import { stoppedClock } from '../support/company.ts';
import { testDatabase } from '../support/servers.ts';
import { createVisitor, type Visitor } from './visitor.ts';

const STARTED = '2026-01-05T01:00:00.000Z';
export const PASSWORD = 'correct horse battery';

/** The id of somebody of the demo company. */
export function idOf(account: string): string {
  const person = demoPeople.find((candidate) => candidate.account === account);
  if (person === undefined) throw new Error(`nobody is called ${account}`);
  return person.id;
}

export type Service = {
  url: string;
  database: Database;
  runner: Runner;
  clock: ReturnType<typeof stoppedClock>;
  realClock: ReturnType<typeof stoppedClock>;
  /** Somebody with an account, signed in. */
  as(account: string): Promise<Visitor>;
  /** Somebody who is not signed in. */
  stranger(): Visitor;
  close(): Promise<void>;
};

type Settings = Partial<AppOptions> & { demo?: boolean; uri?: string };

/** The API on a port and a database of its own, with the people of the demo company; clocks stand still. */
export async function startService(settings: Settings = {}): Promise<Service> {
  const { demo = false, uri = testDatabase().uri, ...options } = settings;
  const database = await connectDatabase(uri);
  await prepareCollections(database);
  await fill(database, demo);
  const clock = stoppedClock(STARTED);
  const realClock = stoppedClock(new Date().toISOString());
  const runner = createRunner({ database, clock, timeZone: demoCompany.timeZone });
  const changes = createChanges(database, pino({ level: 'silent' }));
  const app = createApp({
    database,
    runner,
    clock,
    realClock,
    changes,
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    redisUp: () => true,
    moveClock: async (ms) => clock.set(new Date(clock.now().getTime() + ms).toISOString()),
    trustProxy: 0,
    ...options,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${portOf(server)}`;
  return {
    url,
    database,
    runner,
    clock,
    realClock,
    async as(account) {
      const visitor = createVisitor(url);
      const answer = await visitor.post('/session', { account, password: PASSWORD });
      if (answer.status !== 200) throw new Error(`${account} cannot sign in: ${JSON.stringify(answer.body)}`);
      return visitor;
    },
    stranger: () => createVisitor(url),
    async close() {
      await changes.close();
      server.closeAllConnections();
      server.close();
      await database.db.dropDatabase();
      await database.client.close();
    },
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function fill(database: Database, demo: boolean): Promise<void> {
  await companyOf(database, { ...demoCompany, demo });
  await keepFirstCalendar(database, firstCalendar(demoCompany.timeZone, '2026-01-05'), STARTED);
  await publishCatalogue(database, { now: STARTED, timeZone: demoCompany.timeZone });
  const passwordHash = await hashPassword(PASSWORD);
  await database.departments.insertMany(demoDepartments);
  await database.people.insertMany(
    demoPeople.map(({ id, ...person }) => ({ _id: id, ...person, passwordHash, active: true })),
  );
}

const WRITTEN = [
  'instances',
  'duties',
  'history',
  'ledger',
  'outbox',
  'notifications',
  'drafts',
  'people',
  'departments',
  'positions',
  'assignments',
  'absences',
  'calendar',
  'ruleSets',
  'ruleVersions',
  'ruleDrafts',
  'items',
  'tallies',
];

/**
 * What a refused request must not change: a digest of each collection. Definitions are left out: they are named
 * by their content, so that one more of them changes nothing for anybody.
 */
export async function everything({ db }: Database): Promise<string[]> {
  return Promise.all(
    [...WRITTEN, 'evidence.files', 'evidence.chunks'].map(async (name) => {
      const documents = await db.collection(name).find().sort({ _id: 1 }).toArray();
      const digest = createHash('sha256').update(JSON.stringify(documents)).digest('hex').slice(0, 12);
      return `${name}: ${documents.length}, ${digest}`;
    }),
  );
}
