import type { Clock } from '../clock.ts';
import type { ClockView } from '../contract/people.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { findNextDeadline } from '../store/timers.ts';

const DAY_MS = 86_400_000;

type Context = { database: Database; clock: Clock };

/** The time of the company, and the next deadline of any project. */
export async function readClock({ database, clock }: Context): Promise<ClockView> {
  return { now: clock.now().toISOString(), nextDeadline: await findNextDeadline(database) };
}

/** How far it is to the next day or to just after the next deadline, in ms. Throws `no_deadline`. */
export async function distanceOf({ database, clock }: Context, by: 'day' | 'nextDeadline'): Promise<number> {
  if (by === 'day') return DAY_MS;
  const next = await findNextDeadline(database);
  if (next === null) throw new Refusal('no_deadline');
  return Math.max(0, Date.parse(next) + 1 - clock.now().getTime());
}
