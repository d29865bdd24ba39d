import { clock } from './clock.svelte.ts';
import { language } from './language.svelte.ts';
import { t } from './messages.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

/** Parts of an instant as the company's wall clock and calendar show them. */
function partsOf(instant: number): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: clock.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** The company's calendar day of an instant, `2026-01-31`: what date fields and the API speak. */
export function localDay(instant: number | string): string {
  const { year, month, day } = partsOf(typeof instant === 'string' ? Date.parse(instant) : instant);
  return `${year}-${month}-${day}`;
}

/** Today in the company's calendar. */
export function today(): string {
  return localDay(clock.now);
}

/** So many days after a calendar day. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function format(instant: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language.locale, { timeZone: clock.timeZone, ...options }).format(
    new Date(instant),
  );
}

function yearIfOther(instant: string): Intl.DateTimeFormatOptions {
  return localDay(instant).slice(0, 4) === today().slice(0, 4) ? {} : { year: 'numeric' };
}

const dayOptions: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', weekday: 'short' };
const timeOptions: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** A day: 1月31日周六 · Sat 31 Jan; the year too if it is not this one. */
export function day(instant: string): string {
  return format(instant, { ...dayOptions, ...yearIfOther(instant) });
}

/** A calendar day as the API writes it, `2026-01-31`, as people write it. */
export function calendarDay(text: string): string {
  return new Intl.DateTimeFormat(language.locale, { timeZone: 'UTC', ...dayOptions, year: 'numeric' }).format(
    new Date(`${text}T00:00:00Z`),
  );
}

/** The month of a calendar day as the API writes it: 2026年8月 · August 2026. */
export function monthName(text: string): string {
  return new Intl.DateTimeFormat(language.locale, { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(
    new Date(`${text}T00:00:00Z`),
  );
}

/** A day and a time: 1月31日周六 23:59. */
export function moment(instant: string): string {
  return `${day(instant)} ${time(instant)}`;
}

export function time(instant: string): string {
  return format(instant, timeOptions);
}

function span(ms: number, hoursUntil = 2 * DAY): { unit: 'minute' | 'hour' | 'day'; count: number } {
  if (ms < HOUR) return { unit: 'minute', count: Math.max(1, Math.floor(ms / MINUTE)) };
  if (ms < hoursUntil) return { unit: 'hour', count: Math.floor(ms / HOUR) };
  return { unit: 'day', count: Math.floor(ms / DAY) };
}

/** How long until a due moment, or how long it is past: 还剩 9 小时 · 已逾期 2 天. */
export function timeLeft(due: string): string {
  const left = Date.parse(due) - clock.now;
  // What is near is counted more closely than what is past.
  const { unit, count } = left >= 0 ? span(left) : span(-left, DAY);
  return left >= 0 ? t(`domain.left_${unit}`, { count }) : t(`domain.over_${unit}`, { count });
}

/** How long ago something happened: 3 天前; what is longer ago than a month has a date. */
export function ago(instant: string): string {
  const passed = clock.now - Date.parse(instant);
  if (passed < MINUTE) return t('domain.just_now');
  if (passed > MONTH) return day(instant);
  const { unit, count } = span(passed);
  return t(`domain.ago_${unit}`, { count });
}

/** A moment, and how long ago that is as long as it is not long ago: 1月31日周六 09:30 · 3 天前. */
export function momentAgo(instant: string): string {
  const isLongAgo = clock.now - Date.parse(instant) > MONTH;
  return isLongAgo ? moment(instant) : `${moment(instant)} · ${ago(instant)}`;
}

export type Urgency = 'overdue' | 'urgent' | 'soon' | 'calm';

/** How near a due moment is: red when it is past, amber within three days, deeper within one. */
export function urgencyOf(due: string): Urgency {
  const left = Date.parse(due) - clock.now;
  if (left < 0) return 'overdue';
  if (left < DAY) return 'urgent';
  return left < 3 * DAY ? 'soon' : 'calm';
}
