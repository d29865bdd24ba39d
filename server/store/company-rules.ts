import { isWithin, type CompanyCalendar } from '../../workflows/working-days.ts';
import { readCalendarWithVersion } from './calendar.ts';
import type { Database } from './database.ts';
import { newestRuleBook, type RuleBook } from './rule-book.ts';
import { readStaffing, type Staffing } from './staffing.ts';

/** What facts are judged by, as of one moment: every version of every rule, who has it when, the calendar. */
export type CompanyRules = {
  book: Pick<RuleBook, 'rules' | 'versionsOf'>;
  staffing: Pick<Staffing, 'presence' | 'peopleIn'>;
  calendar: CompanyCalendar;
  calendarVersion: number;
  /** Whether somebody has a position with this area on a day, on leave or not. */
  holds(person: string, area: string, day: string): boolean;
};

/** Reads them; what is at hand is not read again. */
export async function readCompanyRules(database: Database): Promise<CompanyRules> {
  const [book, staffing, { calendar, version: calendarVersion }] = await Promise.all([
    newestRuleBook(database),
    readStaffing(database),
    readCalendarWithVersion(database),
  ]);
  const areas = new Map(staffing.positions.map(({ _id, areas }) => [_id, areas]));
  return {
    book,
    staffing,
    calendar,
    calendarVersion,
    holds: (person, area, day) =>
      staffing
        .assignmentsOf(person)
        .some(
          ({ position, from, to }) =>
            isWithin(day, { from, to: to ?? undefined }) && areas.get(position)?.includes(area) === true,
        ),
  };
}
