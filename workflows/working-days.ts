import { z } from 'zod';
import { dueInstant, isTimeZone, localDate } from './calendar.ts';
import { isWorked, kindOfDay, type DayRules } from './day-kinds.ts';

export { weekdayOf } from './day-kinds.ts';

const DAY_IN_MS = 86_400_000;
/** No search for a day goes further than this: a company that rests for a year has no next working day. */
const SEARCHED_DAYS = 366;

/** Days of the company's zone, both ends included, such as 2026-01-01 to 2026-01-31. */
export type Days = { from: string; to: string };

/** A company's calendar as it is stored, imported and edited; years without data are plain weeks. */
export const calendarSchema = z
  .strictObject({
    timeZone: z
      .string()
      .refine(isTimeZone, { params: { code: 'unknown_time_zone' } })
      .describe('The time zone of the company, such as Asia/Shanghai'),
    restDays: z
      .array(z.number().multipleOf(1).min(1).max(7))
      .max(6)
      .default([6, 7])
      .describe('Days of the week that are off: 1 is Monday, 7 is Sunday'),
    holidays: z.array(localDate).max(5000).describe('Days that are off, whatever day of the week they are'),
    makeUpDays: z.array(localDate).max(5000).describe('Working days, whatever day of the week they are'),
    knownUntil: localDate.describe('The last day for which holidays have been entered'),
  })
  .superRefine(({ holidays, makeUpDays }, report) => {
    const off = new Set(holidays);
    makeUpDays.forEach((day, index) => {
      const code = 'holiday_and_working_day';
      if (off.has(day)) {
        report.addIssue({
          code: 'custom',
          path: ['makeUpDays', index],
          params: { code, day },
          message: code,
        });
      }
    });
  });

/** A company's calendar made ready to be asked. */
export type CompanyCalendar = DayRules & { timeZone: string; knownUntil: string };

/** A stored calendar made ready to be asked. */
export function companyCalendar(stored: z.output<typeof calendarSchema>): CompanyCalendar {
  return {
    ...stored,
    restDays: new Set(stored.restDays),
    holidays: new Set(stored.holidays),
    makeUpDays: new Set(stored.makeUpDays),
  };
}

/** Due moments of each calendar that were asked before: working one out takes longer than all the rest. */
const dueMoments = new WeakMap<CompanyCalendar, Map<string, string>>();

/**
 * The last instant (ISO, UTC) that is still in time for a local day, or a local day and minute, of the company: as
 * `dueInstant`, worked out once. Throws a RangeError if the moment does not exist.
 */
export function dueMoment(local: string, calendar: CompanyCalendar): string {
  const known = dueMoments.get(calendar) ?? new Map<string, string>();
  const moment = known.get(local) ?? dueInstant(local, calendar.timeZone);
  dueMoments.set(calendar, known.set(local, moment));
  return moment;
}

/**
 * The local day of the company on which an instant falls: as `dayOf`, by the ends of the days around it, which are
 * worked out once.
 */
export function localDay(instant: string, calendar: CompanyCalendar): string {
  const millis = Date.parse(instant);
  let day = addDays(new Date(millis).toISOString().slice(0, 10), -1);
  while (Date.parse(dueMoment(day, calendar)) < millis) day = addDays(day, 1);
  return day;
}

/** On which days a rule runs: "daily" is every working day, unless the rule says every calendar day. */
export const runningDays = z.enum(['working', 'calendar']);
export type RunningDays = z.output<typeof runningDays>;

/** So many days after a day; before it if negative. Days are dates alone: no zone, no clock change. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_IN_MS).toISOString().slice(0, 10);
}

/** Whether a day is one of these days; an open end lasts for ever. */
export function isWithin(day: string, days: { from: string; to?: string | undefined }): boolean {
  return days.from <= day && (days.to === undefined || day <= days.to);
}

/** Every one of these days, in order. */
export function eachDay({ from, to }: Days): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Whether people work on this day. */
export function isWorkingDay(day: string, calendar: CompanyCalendar): boolean {
  return isWorked(kindOfDay(day, calendar));
}

/** Whether a rule that runs on such days runs on this one. */
export function runsOn(day: string, days: RunningDays, calendar: CompanyCalendar): boolean {
  return days === 'calendar' || isWorkingDay(day, calendar);
}

/**
 * The next day after this one on which such a rule runs (domain: "the next day"). Throws a RangeError if there is
 * none within a year.
 */
export function nextRunningDay(day: string, days: RunningDays, calendar: CompanyCalendar): string {
  for (let count = 1; count <= SEARCHED_DAYS; count += 1) {
    const next = addDays(day, count);
    if (runsOn(next, days, calendar)) return next;
  }
  throw new RangeError(`no working day within a year after ${day}`);
}

/** The last of these days on which such a rule runs; none if it runs on none of them. */
export function lastRunningDay(
  { from, to }: Days,
  days: RunningDays,
  calendar: CompanyCalendar,
): string | undefined {
  for (let day = to; day >= from; day = addDays(day, -1)) {
    if (runsOn(day, days, calendar)) return day;
  }
  return undefined;
}
