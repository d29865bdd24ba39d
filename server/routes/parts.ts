import type { Logger } from 'pino';
import type { Sessions } from '../access/session.ts';
import type { SessionCookie } from '../access/cookie.ts';
import type { Clock } from '../clock.ts';
import type { Runner } from '../runner/index.ts';
import type { Changes } from '../store/changes.ts';
import type { Database } from '../store/database.ts';
import type { Directory } from '../store/directory.ts';

/** What the handlers are made of; put together once in `app.ts`. */
export type Parts = {
  database: Database;
  directory: Directory;
  runner: Runner;
  sessions: Sessions;
  changes: Changes;
  cookie: SessionCookie;
  /** The time of the company: what due dates are held against; it can be moved in a demo. */
  clock: Clock;
  /** The time of the machine: what sessions and pauses are held against. */
  realClock: Clock;
  log: Logger;
  /** After so many ms a request is answered, whatever it still waits for. */
  patienceMs: number;
  redisUp: () => boolean;
  /** Moves the company's clock forward by so many ms and acts on every deadline on the way. */
  moveClock: (ms: number) => Promise<void>;
};
