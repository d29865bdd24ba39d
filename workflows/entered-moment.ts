import { DateTime } from 'luxon';
import { addDays, dueMoment, type CompanyCalendar } from './working-days.ts';

const LOCAL = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?$/u;
const HOUR_IN_MS = 3_600_000;
const DAY_IN_MS = 24 * HOUR_IN_MS;
/** As `localDate`: years in which every instant has four digits and sorts as it stands. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2999;

/**
 * The instant (ISO, UTC) of a moment as people and other systems write it: an ISO instant with its zone, or a local
 * `2026-01-31T16:30`, `2026-01-31 16:30:05` or `2026/1/31 16:30` of the company's zone. With `wholeDay` a date alone
 * means its end. Full-width digits count as well. None if there is no such moment: 30 February, or an hour that a
 * clock change leaves out.
 */
export function enteredMoment(
  text: string,
  calendar: CompanyCalendar,
  { wholeDay = false }: { wholeDay?: boolean } = {},
): string | undefined {
  const plain = text.normalize('NFKC').trim();
  const [local, year = '', month = '', date = '', hour, minute = '', second = '0', part = '0'] =
    LOCAL.exec(plain) ?? [];
  if (local === undefined) return withZone(plain);
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (!isDay(day)) return undefined;
  if (hour === undefined) return wholeDay ? dueMoment(day, calendar) : undefined;
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return undefined;
  return onDay(day, { ...time, millisecond: Number(part.padEnd(3, '0')) }, calendar);
}

function withZone(text: string): string | undefined {
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/u.test(text)) return undefined;
  const moment = DateTime.fromISO(text, { zone: 'utc' });
  return moment.isValid && isInCalendar(moment.year) ? moment.toUTC().toISO() : undefined;
}

function isDay(day: string): boolean {
  const millis = Date.parse(`${day}T00:00:00Z`);
  const there = !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(day);
  return there && isInCalendar(Number(day.slice(0, 4)));
}

type Time = { hour: number; minute: number; second: number; millisecond: number };

/** A day on which no clock is changed has its hours one after another; so the slow way is seldom gone. */
function onDay(day: string, time: Time, calendar: CompanyCalendar): string | undefined {
  const start = Date.parse(dueMoment(addDays(day, -1), calendar)) + 1;
  const length = Date.parse(dueMoment(day, calendar)) + 1 - start;
  if (length !== DAY_IN_MS) return onDayOfChange(day, time, calendar.timeZone);
  const minutes = time.hour * 60 + time.minute;
  return new Date(start + (minutes * 60 + time.second) * 1000 + time.millisecond).toISOString();
}

/** A time that the change leaves out is read as another one; of an hour that comes twice the first is meant. */
function onDayOfChange(day: string, time: Time, zone: string): string | undefined {
  const read = DateTime.fromISO(day, { zone }).set(time);
  if (read.hour !== time.hour || read.minute !== time.minute) return undefined;
  const before = read.minus(HOUR_IN_MS);
  return new Date((before.hour === time.hour ? before : read).toMillis()).toISOString();
}

function isInCalendar(year: number): boolean {
  return FIRST_YEAR <= year && year <= LAST_YEAR;
}
