import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';

const DATE = 'yyyy-MM-dd';
const DATE_AND_TIME = "yyyy-MM-dd'T'HH:mm";
const DAY_IN_MS = 86_400_000;
/** Years in which every instant, in any zone and moved by any rest, has four digits and sorts as it stands. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2999;

/** Whether this process knows the time zone, e.g. `Asia/Shanghai`. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** A day in the company's time zone, `2026-01-31`. Days that do not exist are refused. */
export const localDate = z
  .string()
  .refine((text) => isInCalendar(DateTime.fromFormat(text, DATE, { zone: 'utc' })), {
    params: { code: 'date_does_not_exist' },
  })
  .describe('A day in the time zone of the company, such as 2026-01-31');

/** A day, or a day and a minute, in the company's time zone: `2026-01-31` or `2026-01-31T22:00`. */
export const localMoment = z
  .string()
  .refine((text) => isInCalendar(parseLocal(text, 'utc')), { params: { code: 'date_does_not_exist' } })
  .describe('A day, or a day and time, in the time zone of the company; a day alone means its end');

function isInCalendar(moment: DateTime | undefined): boolean {
  return moment?.isValid === true && moment.year >= FIRST_YEAR && moment.year <= LAST_YEAR;
}

function parseLocal(text: string, timeZone: string): DateTime<true> | undefined {
  const day = DateTime.fromFormat(text, DATE, { zone: timeZone });
  if (day.isValid) return day.endOf('day');
  const moment = DateTime.fromFormat(text, DATE_AND_TIME, { zone: timeZone });
  return moment.isValid ? moment : undefined;
}

function at(instant: string, timeZone: string): DateTime {
  return DateTime.fromISO(instant, { zone: timeZone });
}

function toInstant(moment: DateTime): string {
  const text = moment.toUTC().toISO();
  if (text === null) throw new RangeError(`no such moment: ${moment.invalidExplanation ?? ''}`);
  return text;
}

/** The instants of a local time, the first one first: asked for one, luxon takes that of the present offset. */
function occurrences(moment: DateTime): DateTime[] {
  return moment.getPossibleOffsets();
}

/**
 * The last instant (ISO, UTC) that is still in time for a local moment; a day without a time means the end of
 * that day (domain: kinds of rule). Of an hour that a clock change repeats the second one counts. Throws a RangeError
 * if the moment does not exist.
 */
export function dueInstant(local: string, timeZone: string): string {
  const moment = parseLocal(local, timeZone);
  if (moment === undefined) throw new RangeError(`no such local moment: ${local}`);
  return toInstant(occurrences(moment).at(-1) ?? moment);
}

/** The same time of day so many calendar days later (earlier if negative) in the company's time zone. */
export function moveByDays(instant: string, days: number, timeZone: string): string {
  return toInstant(at(instant, timeZone).plus({ days }));
}

/** The first instant of a local day, ISO in UTC. */
export function startOfDay(day: string, timeZone: string): string {
  const start = DateTime.fromFormat(day, DATE, { zone: timeZone }).startOf('day');
  return toInstant(occurrences(start)[0] ?? start);
}

/** The local day on which an instant falls, `2026-01-31`. */
export function dayOf(instant: string, timeZone: string): string {
  return at(instant, timeZone).toFormat(DATE);
}

/** Whole days between two instants, a started day counted whole: a pause of 29 hours is 2. */
export function startedDaysBetween(from: string, to: string): number {
  return Math.ceil((Date.parse(to) - Date.parse(from)) / DAY_IN_MS);
}

/** Calendar days late in the company's time zone: 0 on the due day, 1 the next (domain: kinds of rule). */
export function daysLate(due: string, done: string, timeZone: string): number {
  const days = at(done, timeZone).startOf('day').diff(at(due, timeZone).startOf('day'), 'days').days;
  return Math.max(0, Math.round(days));
}

/** The last day of the first such month (1–12) that ends after `start`: how a month without a year is read. */
export function endOfMonthAfter(start: string, month: number): string {
  const from = DateTime.fromFormat(start, DATE);
  const sameYear = DateTime.utc(from.year, month).endOf('month');
  const end = sameYear.toFormat(DATE) > start ? sameYear : sameYear.plus({ years: 1 }).endOf('month');
  return end.toFormat(DATE);
}
