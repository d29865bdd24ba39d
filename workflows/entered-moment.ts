import { DateTime } from 'luxon';
import { dueInstant } from './calendar.ts';

const LOCAL = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?$/u;
const MINUTE = "yyyy-MM-dd'T'HH:mm";
const HOUR_IN_MS = 3_600_000;
/** As `localDate`: years in which every instant has four digits and sorts as it stands. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2999;

/**
 * The instant (ISO, UTC) of a moment as people and other systems write it: an ISO instant with its zone, or a local
 * `2026-01-31T16:30`, `2026-01-31 16:30:05` or `2026/1/31 16:30` of the company's zone. With `wholeDay` a date alone
 * means its end. None if there is no such moment: 30 February, or an hour that a clock change leaves out.
 */
export function enteredMoment(
  text: string,
  timeZone: string,
  { wholeDay = false }: { wholeDay?: boolean } = {},
): string | undefined {
  const [local, year = '', month = '', date = '', hour, minute = '', seconds = '0', part = '0'] =
    LOCAL.exec(text.trim()) ?? [];
  if (local === undefined) return withZone(text.trim());
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (hour === undefined) {
    return wholeDay && isThere(`${day}T00:00`, 'utc') ? dueInstant(day, timeZone) : undefined;
  }
  const moment = `${day}T${hour.padStart(2, '0')}:${minute}`;
  if (Number(seconds) > 59 || !isThere(moment, timeZone)) return undefined;
  const millis = Number(seconds) * 1000 + Number(part.padEnd(3, '0'));
  return new Date(firstOf(moment, timeZone) + millis).toISOString();
}

/** In ms; of an hour that a clock change brings twice, the first. */
function firstOf(moment: string, zone: string): number {
  const one = Date.parse(dueInstant(moment, zone));
  const hourBefore = one - HOUR_IN_MS;
  return DateTime.fromMillis(hourBefore, { zone }).toFormat(MINUTE) === moment ? hourBefore : one;
}

function withZone(text: string): string | undefined {
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/u.test(text)) return undefined;
  const moment = DateTime.fromISO(text, { zone: 'utc' });
  return moment.isValid && isInCalendar(moment) ? moment.toUTC().toISO() : undefined;
}

function isThere(moment: string, zone: string): boolean {
  const read = DateTime.fromFormat(moment, MINUTE, { zone });
  return read.isValid && isInCalendar(read) && read.toFormat(MINUTE) === moment;
}

function isInCalendar({ year }: DateTime): boolean {
  return FIRST_YEAR <= year && year <= LAST_YEAR;
}
