import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import { pino, type Logger } from 'pino';
import { dayOf } from '../workflows/calendar.ts';
import { firstPositions } from './access/positions.ts';
import { createApp } from './app.ts';
import { firstCalendar } from './calendar/seed.ts';
import type { Clock } from './clock.ts';
import { readEnvironment } from './config.ts';
import type { DemoAccount } from './contract/people.ts';
import { seedDemo } from './demo/seed.ts';
import { createAlarms } from './jobs/alarms.ts';
import { startWorker } from './jobs/worker.ts';
import { publishCatalogue } from './rules/catalogue.ts';
import { createRunner } from './runner/index.ts';
import { buildTotals } from './store/build-totals.ts';
import { createChanges } from './store/changes.ts';
import { keepFirstCalendar } from './store/calendar.ts';
import { plantStaffing } from './store/change-staffing.ts';
import { companyOf, setClockOffset } from './store/company.ts';
import { connectDatabase } from './store/database.ts';
import { prepareCollections } from './store/indexes.ts';

export type ServerOptions = {
  mongodbUri: string;
  redisUrl: string;
  /** 0: any free one. */
  port: number;
  /** Address to listen on; without it all of the machine. */
  host?: string;
  services: ('api' | 'worker')[];
  /** Fill an empty database with the demo organisation, whose clock can be moved. */
  seedDemo: boolean;
  publicUrl?: string;
  trustProxy?: number;
  company?: { name: string; timeZone: string };
  log: Logger;
};

/** `demoAccounts` is empty unless the database is a demo. */
export type RunningServer = { url: string; close(): Promise<void>; demoAccounts: DemoAccount[] };

const CLOSE_WITHIN_MS = 10_000;

/** Puts the product together on two given servers: the API, a worker, or both in one process. */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const { log, services } = options;
  const database = await connectDatabase(options.mongodbUri);
  await prepareCollections(database);
  await buildTotals(database);
  const firstCompany = options.company ?? { name: 'Jifen', timeZone: 'Asia/Shanghai' };
  const demoAccounts = options.seedDemo ? await seedDemo(database) : [];
  const company = await companyOf(database, { ...firstCompany, demo: false });

  let offset = company.clockOffset;
  const clock: Clock = { now: () => new Date(Date.now() + offset) };
  const started = clock.now().toISOString();
  const { timeZone } = company;
  await keepFirstCalendar(database, firstCalendar(timeZone, dayOf(started, timeZone)), started);
  await plantStaffing(database, { positions: firstPositions(), assignments: [] });
  await publishCatalogue(database, { now: started, timeZone });
  const alarms = createAlarms(options.redisUrl, clock, log);
  let worker: ReturnType<typeof startWorker> | undefined;
  const runner = createRunner({
    database,
    clock,
    timeZone,
    committed({ after: { document }, outbox }) {
      const { _id: instance, nextTimerAt: at } = document;
      if (at !== null)
        alarms.plant([{ instance, at }]).catch(() => log.debug({ instance }, 'the sweep will ring'));
      if (outbox.length > 0) worker?.nudge();
    },
  });
  if (services.includes('worker')) worker = startWorker({ database, runner, alarms, clock, log });

  const changes = createChanges(database, log);
  const api = services.includes('api') ? await listen() : undefined;

  async function listen() {
    const app = createApp({
      database,
      runner,
      clock,
      log,
      changes,
      redisUp: alarms.up,
      ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
      trustProxy: options.trustProxy ?? 0,
      moveClock: async (ms: number) => {
        offset += ms;
        await setClockOffset(database, offset);
        await worker?.catchUp();
      },
    });
    const server = createServer(app);
    server.requestTimeout = 60_000;
    server.listen({ port: options.port, ...(options.host === undefined ? {} : { host: options.host }) });
    await once(server, 'listening');
    return server;
  }

  return {
    url: options.publicUrl ?? `http://localhost:${portOf(api) ?? options.port}`,
    demoAccounts,
    async close() {
      const closing = new Promise<void>((closed) =>
        api === undefined ? closed() : api.close(() => closed()),
      );
      const end = setTimeout(() => api?.closeAllConnections(), CLOSE_WITHIN_MS);
      await changes.close();
      api?.closeIdleConnections();
      await closing;
      clearTimeout(end);
      await worker?.close();
      await alarms.close();
      await database.client.close();
    },
  };
}

function portOf(server: Server | undefined): number | undefined {
  const address = server?.address();
  return typeof address === 'object' ? address?.port : undefined;
}

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const log = pino({ level: environment.LOG_LEVEL });
  const server = await runServer({
    mongodbUri: environment.MONGODB_URI,
    redisUrl: environment.REDIS_URL,
    port: environment.PORT,
    services: environment.SERVICES,
    seedDemo: false,
    trustProxy: environment.TRUST_PROXY,
    company: { name: environment.COMPANY_NAME, timeZone: environment.TIME_ZONE },
    ...(environment.PUBLIC_URL === undefined ? {} : { publicUrl: environment.PUBLIC_URL }),
    log,
  });
  log.info({ url: server.url, services: environment.SERVICES }, 'running');
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1);
      closing = true;
      void server.close().then(() => process.exit(0));
    });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
