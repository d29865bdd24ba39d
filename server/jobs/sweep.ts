import map from 'p-map';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Runner } from '../runner/index.ts';
import type { Database } from '../store/database.ts';
import { findDutyMoments } from '../store/duties.ts';
import { mongoTime } from '../store/server-time.ts';
import { findDue, findNear } from '../store/timers.ts';
import { DUTIES, HORIZON_MS, type Alarms } from './alarms.ts';

const BATCH = 500;
const AT_ONCE = 8;
const PLANT_EVERY_MS = 3_600_000;
const DRIFT_ALARM_MS = 2_000;

export type Sweep = {
  /** Fires everything that is due, then plants alarms if Redis lost them or an hour has passed. */
  run(): Promise<void>;
};

type Options = { database: Database; runner: Runner; alarms: Alarms; clock: Clock; log: Logger };

/**
 * The guarantee behind the alarms: looks into MongoDB for what is due and has not fired. Any number of
 * workers can sweep at once; what one has fired is no longer due for the other.
 */
export function createSweep({ database, runner, alarms, clock, log }: Options): Sweep {
  let plantedAt = -Infinity;

  /** One that fails does not keep the others waiting. */
  async function fireOne(instance: string): Promise<boolean> {
    try {
      return await runner.fireDue(instance);
    } catch (error) {
      log.error({ error, instance }, 'a timer could not be fired');
      return false;
    }
  }

  async function fireAllDue(): Promise<void> {
    while ((await runner.closeDuties()) > 0);
    for (;;) {
      const due = await findDue(database, clock.now().toISOString(), BATCH);
      const fired = await map(due, fireOne, { concurrency: AT_ONCE });
      if (due.length < BATCH || !fired.includes(true)) return;
    }
  }

  async function plantNear(): Promise<void> {
    if (!alarms.up()) return;
    const now = clock.now();
    const overdue = performance.now() - plantedAt > PLANT_EVERY_MS;
    if (!overdue && !(await alarms.lost())) return;
    const until = new Date(now.getTime() + HORIZON_MS).toISOString();
    const duties = await findDutyMoments(database, until);
    const near = [...(await findNear(database, until)), ...duties.map((at) => ({ instance: DUTIES, at }))];
    for (let start = 0; start < near.length; start += BATCH)
      await alarms.plant(near.slice(start, start + BATCH));
    await alarms.planted();
    plantedAt = performance.now();
  }

  async function compareClocks(): Promise<void> {
    const drift = Math.abs((await mongoTime(database)).getTime() - Date.now());
    if (drift > DRIFT_ALARM_MS)
      log.error({ drift }, 'the clocks of this process and of MongoDB differ by over 2 s');
  }

  return {
    async run() {
      await fireAllDue();
      await compareClocks();
      await plantNear().catch((error: unknown) =>
        log.warn({ error }, 'alarms could not be planted; the sweep goes on'),
      );
    },
  };
}
