import map from 'p-map';
import type { Logger } from 'pino';
import { addDays, localDay } from '../../workflows/working-days.ts';
import type { Clock } from '../clock.ts';
import { dutiesToChange } from '../planning/duties-to-change.ts';
import { dutiesToPlan, type Company } from '../planning/duties-to-plan.ts';
import { rulesByPresence, talliesToExpect } from '../planning/tallies-to-expect.ts';
import type { Runner } from '../runner/index.ts';
import { DUTIES, type Alarms } from './alarms.ts';
import { readCalendarWithVersion } from '../store/calendar.ts';
import type { Database } from '../store/database.ts';
import type { Directory } from '../store/directory.ts';
import { findPlannedDuties } from '../store/duties.ts';
import { keepPlanned, readPlanned, type Planned } from '../store/planned.ts';
import { readRuleBook } from '../store/rule-book.ts';
import { readStaffing } from '../store/staffing.ts';
import { expectTallies, settleAgain } from '../store/tallies.ts';

/** A leave that is recorded later than this after the fact lifts no duty by itself any more. */
const LOOK_BACK_DAYS = 62;
const AT_ONCE = 8;
const TALLIES_AT_ONCE = 1_000;

type Options = {
  database: Database;
  directory: Directory;
  runner: Runner;
  alarms: Alarms;
  clock: Clock;
  log: Logger;
};

/**
 * Brings duties in line with rules, positions, leave and calendar: plans those of every period that has begun since
 * the last time, and lifts or moves those that are there. Nothing to do as long as neither the day nor any of these
 * has changed; run twice, or by two workers, it makes each duty once.
 */
export function createPlanning(options: Options): () => Promise<void> {
  const { database, directory, runner, alarms, clock, log } = options;
  let done: Planned | null = null;

  async function planAll(company: Company, from: string, to: string): Promise<void> {
    const { plans, unreviewed } = dutiesToPlan(company, { from, to });
    await map(plans, (plan) => runner.plan(plan), { concurrency: AT_ONCE });
    const moments = [...new Set(plans.map(({ due }) => due))];
    await alarms
      .plant(moments.map((at) => ({ instance: DUTIES, at })))
      .catch(() => log.debug('the sweep will close the duties'));
    if (unreviewed.length > 0) log.warn({ people: unreviewed }, 'nobody could accept their work: no duties');
    const tallies = talliesToExpect(company, { from, to });
    for (let start = 0; start < tallies.length; start += TALLIES_AT_ONCE) {
      await expectTallies(database, tallies.slice(start, start + TALLIES_AT_ONCE));
    }
  }

  async function changeAll(company: Company, today: string): Promise<void> {
    const since = addDays(today, -LOOK_BACK_DAYS);
    const now = clock.now().toISOString();
    const duties = await findPlannedDuties(database, company.book.rules, { since, now });
    const orders = dutiesToChange(company, duties, now);
    await map(orders, (order) => runner.tell(order), { concurrency: AT_ONCE });
    await settleAgain(database, rulesByPresence(company), since, now);
  }

  return async () => {
    const [book, staffing, { calendar, version }, organisation] = await Promise.all([
      readRuleBook(database),
      readStaffing(database),
      readCalendarWithVersion(database),
      directory.read(),
    ]);
    const today = localDay(clock.now().toISOString(), calendar);
    const now: Planned = {
      until: today,
      edition: book.edition,
      staffing: staffing.version,
      calendar: version,
      people: organisation.people.filter(({ active }) => active).length,
    };
    done ??= await readPlanned(database);
    if (done !== null && isSame(done, now)) return;
    const company = { book, staffing, calendar, organisation };
    if (done !== null && !isSame({ ...done, until: today }, now)) await changeAll(company, today);
    await planAll(company, done === null || done.until > today ? today : done.until, today);
    await keepPlanned(database, now);
    done = now;
  };
}

function isSame(a: Planned, b: Planned): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
