import { z } from 'zod';
import {
  addDays,
  dueMoment,
  eachDay,
  lastRunningDay,
  nextRunningDay,
  runsOn,
  type CompanyCalendar,
  type Days,
  type RunningDays,
} from '../working-days.ts';
import { fault, timeOfDay, whole } from './fields.ts';
import { periodsEndingIn } from './period.ts';

/** The last day that every month has. */
const LAST_COMMON_DAY = 28;

const onDayOff = z
  .enum(['earlier', 'same', 'later'])
  .optional()
  .describe('Where a due day goes that is a day off: weekly to the last working day before, monthly nowhere');
const by = timeOfDay.optional().describe('The end of the day if left out');

/** When a duty of each period is due; without a day, at the end of its period (domain: kinds of rule). */
export const dutyDueSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), by }),
  z.strictObject({
    every: z.literal('week'),
    weekday: whole.min(1).max(7).optional().describe('1 is Monday, 7 is Sunday'),
    by,
    onDayOff,
  }),
  z
    .strictObject({
      every: z.literal('month'),
      day: whole.min(1).max(31).optional().describe('1 to 28; the last day of the month if left out'),
      by,
      onDayOff,
    })
    .superRefine(({ day }, report) => {
      if (day !== undefined && day > LAST_COMMON_DAY) fault(report, 'due_never_comes', ['day'], { day });
    }),
]);
export type DutyDue = z.output<typeof dutyDueSchema>;

/** What a duty is made of: when it is due, and on which days it runs. */
type Recurring = { due: DutyDue; days: RunningDays };

/** One period of a duty. */
export type DutyPeriod = Days & {
  /** The last instant that is still in time, ISO in UTC. */
  due: string;
  /** The day that decides whose duty it is: who is not there on the last running day until the due day has none. */
  decidedOn: string;
  /** Whether the calendar knows the holidays until the due day. */
  known: boolean;
};

/**
 * The periods of a duty that end within these days of the company's zone, in order, each with its due moment
 * (domain: kinds of rule, the Friday that is a public holiday). Days off have no daily duty, and a week or month in
 * which nobody works has none. Whoever plans ahead asks until the end of the period that runs.
 */
export function dutyPeriods(duty: Recurring, during: Days, calendar: CompanyCalendar): DutyPeriod[] {
  if (duty.due.every === 'day') {
    return eachDay(during)
      .filter((day) => runsOn(day, duty.days, calendar))
      .map((day) => dutyPeriod({ from: day, to: day }, day, duty, calendar));
  }
  return periodsEndingIn(during, { every: duty.due.every }).flatMap((period) => {
    const day = dueDayOf(duty, period, calendar);
    return day === undefined ? [] : [dutyPeriod(period, day, duty, calendar)];
  });
}

function dutyPeriod(
  period: Days,
  day: string,
  { due, days }: Recurring,
  calendar: CompanyCalendar,
): DutyPeriod {
  return {
    ...period,
    due: dueMoment(due.by === undefined ? day : `${day}T${due.by}`, calendar),
    decidedOn: lastRunningDay({ from: period.from, to: day }, days, calendar) ?? day,
    known: day <= calendar.knownUntil,
  };
}

/**
 * The due day of a week or month. A move stays within the period: with no working day on the side it would go to,
 * it goes to the other.
 */
function dueDayOf({ due, days }: Recurring, period: Days, calendar: CompanyCalendar): string | undefined {
  const last = lastRunningDay(period, days, calendar);
  if (last === undefined || due.every === 'day') return undefined;
  const named = namedDay(due, period);
  const move = due.onDayOff ?? (due.every === 'week' && due.weekday !== undefined ? 'earlier' : 'same');
  if (move === 'same' || runsOn(named, days, calendar)) return named;
  const before = lastRunningDay({ from: period.from, to: named }, days, calendar);
  const after = named < last ? nextRunningDay(named, days, calendar) : undefined;
  return move === 'earlier' ? (before ?? after) : (after ?? before);
}

function namedDay(due: Exclude<DutyDue, { every: 'day' }>, period: Days): string {
  const nth = due.every === 'week' ? due.weekday : due.day;
  return nth === undefined ? period.to : addDays(period.from, nth - 1);
}
