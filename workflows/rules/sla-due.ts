import { z } from 'zod';
import { localMoment, startOfDay } from '../calendar.ts';
import {
  dueMoment,
  localDay,
  nextRunningDay,
  runsOn,
  type CompanyCalendar,
  type RunningDays,
} from '../working-days.ts';
import { isAfter } from './fact.ts';
import { timeOfDay, whole } from './fields.ts';

const MINUTE_IN_MS = 60_000;
const MINUTES_OF_A_YEAR = 525_600;

/** When a timed item is due. */
export const slaDueSchema = z.discriminatedUnion('by', [
  z
    .strictObject({ by: z.literal('minutes'), minutes: whole.min(1).max(MINUTES_OF_A_YEAR) })
    .describe('So many minutes after it started'),
  z
    .strictObject({
      by: z.literal('cutoff'),
      until: timeOfDay.describe('What starts by then is due at the end of the same day'),
      nextDayBy: timeOfDay.describe('When on the next day what starts later is due'),
      wholeNextDay: z
        .array(z.string().trim().min(1).max(60))
        .max(20)
        .default([])
        .describe('Categories of items that then have until the end of the next day'),
    })
    .describe('The same day, or the next'),
  z
    .strictObject({ by: z.literal('date'), date: localMoment })
    .describe('A date on which one delivery is due; several items are its parts'),
]);
export type SlaDue = z.output<typeof slaDueSchema>;
export type StartedDue = Exclude<SlaDue, { by: 'date' }>;

/** When an item starts for its rule: on a day off, at the beginning of the next day on which the rule runs. */
function effectiveStart(startedAt: string, days: RunningDays, calendar: CompanyCalendar) {
  const day = localDay(startedAt, calendar);
  if (runsOn(day, days, calendar)) return { day, start: startedAt };
  const next = nextRunningDay(day, days, calendar);
  return { day: next, start: startOfDay(next, calendar.timeZone) };
}

/**
 * The last instant (ISO, UTC) at which an item is still in time, and the day that it belongs to: the one on which it
 * starts for its rule (domain: kinds of rule; purchasing of a day). Throws a RangeError if the company never works.
 */
export function dueOfItem(
  due: StartedDue,
  item: { startedAt: string; category?: string | undefined },
  days: RunningDays,
  calendar: CompanyCalendar,
): { day: string; due: string } {
  const { day, start } = effectiveStart(item.startedAt, days, calendar);
  if (due.by === 'minutes') {
    return { day, due: new Date(Date.parse(start) + due.minutes * MINUTE_IN_MS).toISOString() };
  }
  if (!isAfter(start, dueMoment(`${day}T${due.until}`, calendar))) {
    return { day, due: dueMoment(day, calendar) };
  }
  const next = nextRunningDay(day, days, calendar);
  const whole = item.category !== undefined && due.wholeNextDay.includes(item.category);
  return { day, due: dueMoment(whole ? next : `${next}T${due.nextDayBy}`, calendar) };
}
