import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Runner } from '../runner/index.ts';
import type { Database } from '../store/database.ts';
import { DUTIES, type Alarms } from './alarms.ts';
import { createDirectory } from '../store/directory.ts';
import { createOutboxRelay } from './outbox-relay.ts';
import { createPlanning } from './planning.ts';
import { repeat } from './repeat.ts';
import { createRollUp } from './roll-up.ts';
import { createSettling } from './settling.ts';
import { createSweep } from './sweep.ts';

const PLAN_EVERY_MS = 5_000;
const SWEEP_EVERY_MS = 5_000;
const SETTLE_EVERY_MS = 2_000;
const RELAY_EVERY_MS = 1_000;
const ROLL_UP_EVERY_MS = 1_000;

export type WorkerService = {
  /** Plans and fires what is due, settles, delivers and adds up what waits, and returns when all of it is done. */
  catchUp(): Promise<void>;
  /** Tells that a commit has left something to deliver. */
  nudge(): void;
  close(): Promise<void>;
};

type Options = { database: Database; runner: Runner; alarms: Alarms; clock: Clock; log: Logger };

/** Everything that goes on off the requests: duties, alarms and the sweep behind them, settling, totals, the outbox. */
export function startWorker({ database, runner, alarms, clock, log }: Options): WorkerService {
  const planning = repeat(
    'planning',
    PLAN_EVERY_MS,
    createPlanning({ database, directory: createDirectory(database), runner, alarms, clock, log }),
    log,
  );
  const sweep = repeat(
    'the sweep',
    SWEEP_EVERY_MS,
    createSweep({ database, runner, alarms, clock, log }).run,
    log,
  );
  const relay = repeat('the outbox relay', RELAY_EVERY_MS, createOutboxRelay({ database, clock, log }), log);
  const settling = repeat('settling', SETTLE_EVERY_MS, createSettling({ database, runner, clock, log }), log);
  const rollUp = repeat('the roll-up', ROLL_UP_EVERY_MS, createRollUp(database), log);
  alarms.listen(async (instance) => {
    if (instance === DUTIES) await sweep.now();
    else await runner.fireDue(instance);
  });
  planning.soon();
  sweep.soon();
  return {
    async catchUp() {
      for (const part of [planning, sweep, settling, rollUp, relay]) await part.now();
    },
    nudge: () => relay.soon(),
    async close() {
      for (const part of [planning, sweep, settling, rollUp, relay]) await part.stop();
    },
  };
}
