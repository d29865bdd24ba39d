import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Runner } from '../runner/index.ts';
import type { Database } from '../store/database.ts';
import type { Alarms } from './alarms.ts';
import { createOutboxRelay } from './outbox-relay.ts';
import { repeat } from './repeat.ts';
import { createRollUp } from './roll-up.ts';
import { createSweep } from './sweep.ts';

const SWEEP_EVERY_MS = 5_000;
const RELAY_EVERY_MS = 1_000;
const ROLL_UP_EVERY_MS = 1_000;

export type WorkerService = {
  /** Fires what is due and delivers what waits, and returns when both are done. */
  catchUp(): Promise<void>;
  /** Tells that a commit has left something to deliver. */
  nudge(): void;
  close(): Promise<void>;
};

type Options = { database: Database; runner: Runner; alarms: Alarms; clock: Clock; log: Logger };

/** Everything that goes on off the requests: alarms, the sweep behind them, the outbox. */
export function startWorker({ database, runner, alarms, clock, log }: Options): WorkerService {
  const sweep = repeat(
    'the sweep',
    SWEEP_EVERY_MS,
    createSweep({ database, runner, alarms, clock, log }).run,
    log,
  );
  const relay = repeat('the outbox relay', RELAY_EVERY_MS, createOutboxRelay({ database, clock, log }), log);
  const rollUp = repeat('the roll-up', ROLL_UP_EVERY_MS, createRollUp(database), log);
  alarms.listen(async (instance) => {
    await runner.fireDue(instance);
  });
  sweep.soon();
  return {
    async catchUp() {
      await sweep.now();
      await relay.now();
      await rollUp.now();
    },
    nudge: () => relay.soon(),
    async close() {
      await sweep.stop();
      await relay.stop();
      await rollUp.stop();
    },
  };
}
