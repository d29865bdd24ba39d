import { dayOf } from '../../workflows/calendar.ts';
import { isWithin } from '../../workflows/working-days.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { newestRuleBook, type RuleBook } from '../store/rule-book.ts';
import { readStaffing, type Staffing } from '../store/staffing.ts';

/** What claims are judged by, as of one moment. */
export type Ground = {
  database: Database;
  organisation: Organisation;
  book: RuleBook;
  staffing: Staffing;
  /** ISO, UTC; and the day of the company's zone that it is. */
  now: string;
  today: string;
  timeZone: string;
};

export async function readGround(
  database: Database,
  organisation: Organisation,
  now: string,
): Promise<Ground> {
  const [book, staffing] = await Promise.all([newestRuleBook(database), readStaffing(database)]);
  const timeZone = organisation.company?.timeZone ?? 'UTC';
  return { database, organisation, book, staffing, now, today: dayOf(now, timeZone), timeZone };
}

/** Who has the rules of an area: which positions do, whether a person has one on a day, and else from when. */
export function standingIn(
  { staffing }: Pick<Ground, 'staffing'>,
  { person, area, day }: { person: string; area: string; day: string },
): { holds: boolean; from: string | null; positions: string[] } {
  const having = staffing.positions.filter(({ areas }) => areas.includes(area));
  const ids = new Set(having.map(({ _id }) => _id));
  const held = staffing.assignmentsOf(person).filter(({ position }) => ids.has(position));
  return {
    // Who is on leave still has the position: what happened for it on that day counts.
    holds: held.some(({ from, to }) => isWithin(day, { from, to: to ?? undefined })),
    from: held.find(({ from }) => from > day)?.from ?? null,
    positions: having.map(({ name }) => name),
  };
}
