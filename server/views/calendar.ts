import { dueInstant } from '../../workflows/calendar.ts';
import { isWorked, kindOfDay } from '../../workflows/day-kinds.ts';
import { rulesOf } from '../../workflows/named-days.ts';
import { eachDay } from '../../workflows/working-days.ts';
import type { CalendarView, EnteredCalendar } from '../contract/calendar.ts';
import { findCalendar } from '../store/calendar.ts';
import type { CalendarDocument } from '../store/calendar-document.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { findDueBeyond } from '../store/due-beyond.ts';
import type { Sight } from '../store/visible.ts';

/** What has been entered, without who did it and when. */
export function enteredView(stored: CalendarDocument): EnteredCalendar {
  const { timeZone, restDays, holidays, makeUpDays, names, knownUntil } = stored;
  return { timeZone, restDays, holidays, makeUpDays, names, knownUntil };
}

/** The calendar, with every day of a year if one is asked for. Two rounds: the calendar, then what lies beyond it. */
export async function readCalendarView(
  { database, organisation }: { database: Database; organisation: Organisation },
  year: string | undefined,
  sight: Sight,
): Promise<CalendarView> {
  const stored = await findCalendar(database);
  const { version, changedAt, changedBy, timeZone, knownUntil } = stored;
  return {
    calendar: enteredView(stored),
    version,
    changedAt,
    changedBy: changedBy === null ? null : organisation.ref(changedBy),
    beyond: await findDueBeyond(database, sight, dueInstant(knownUntil, timeZone)),
    days: year === undefined ? [] : daysOf(year, stored),
  };
}

function daysOf(year: string, stored: CalendarDocument): CalendarView['days'] {
  const rules = rulesOf(stored);
  return eachDay({ from: `${year}-01-01`, to: `${year}-12-31` }).map((day) => {
    const kind = kindOfDay(day, rules);
    return {
      day,
      kind,
      working: isWorked(kind),
      known: day <= stored.knownUntil,
      name: stored.names[day] ?? null,
    };
  });
}
