import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import express, { Router, type Express } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { ABSOLUTE_MS, createSessions } from './access/session.ts';
import { sessionCookie } from './access/cookie.ts';
import { systemClock, type Clock } from './clock.ts';
import { Refusal } from './errors.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { routes } from './routes/index.ts';
import { pageRoutes } from './routes/pages.ts';
import type { Parts } from './routes/parts.ts';
import { answerWithProblem } from './routes/problems.ts';
import { ownPagesOnly, securityHeaders } from './routes/security.ts';
import type { Runner } from './runner/index.ts';
import type { Changes } from './store/changes.ts';
import type { Database } from './store/database.ts';
import { createDirectory } from './store/directory.ts';

export type AppOptions = {
  database: Database;
  runner: Runner;
  /** The time of the company; in a demo it can be moved. */
  clock: Clock;
  log: Logger;
  changes: Changes;
  redisUp: () => boolean;
  moveClock: (ms: number) => Promise<void>;
  publicUrl?: string;
  /** How many proxies stand before the product: whose word is taken for the address of a client. */
  trustProxy: number;
  /** The real time, for sessions; tests pass another one in. */
  realClock?: Clock;
  clientFolder?: string;
  /** After so many ms a request is answered, whatever it still waits for: longer than a command is tried. */
  patienceMs?: number;
};

/** Compiled code lies in `dist/server`, beside the built client; source does not. */
const builtClient = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../dist/client' : '../client', import.meta.url),
);

/** The whole HTTP side on given parts; it opens nothing by itself. */
export function createApp(options: AppOptions): Express {
  const { database, runner, clock, log, changes, redisUp, moveClock, publicUrl, trustProxy } = options;
  const realClock = options.realClock ?? systemClock;
  const parts: Parts = {
    database,
    runner,
    clock,
    realClock,
    log,
    changes,
    redisUp,
    moveClock,
    patienceMs: options.patienceMs ?? 30_000,
    directory: createDirectory(database),
    sessions: createSessions(database, realClock),
    cookie: sessionCookie(publicUrl, ABSOLUTE_MS),
  };

  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', trustProxy);
  app.set('etag', false);
  app.use(securityHeaders(publicUrl));
  app.use(healthRoutes(parts));
  app.use(
    pinoHttp({ logger: log, genReqId: () => randomUUID(), serializers: shown, customLogLevel: levelOf }),
  );
  app.use('/api/v1', apiRoutes(parts, publicUrl));
  app.use(pageRoutes(options.clientFolder ?? builtClient));
  app.use(() => {
    throw new Refusal('not_found');
  });
  app.use(answerWithProblem);
  return app;
}

/** What the log shows of a request and its answer: no header at all, so no cookie. */
const shown = {
  req: ({ id, method, url, remoteAddress }: Record<string, unknown>) => ({ id, method, url, remoteAddress }),
  res: ({ statusCode }: Record<string, unknown>) => ({ statusCode }),
};

function levelOf(_request: unknown, { statusCode }: { statusCode: number }) {
  return statusCode >= 500 ? 'error' : 'debug';
}

function apiRoutes(parts: Parts, publicUrl: string | undefined): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.use(ownPagesOnly(publicUrl));
  for (const { spec, handler } of routes) router[spec.method](spec.path, handler(parts));
  router.use(docsRoutes(routes));
  return router;
}
