import { addDays } from '../../lib/dates.ts';
import { language } from '../../lib/language.svelte.ts';
import { t } from '../../lib/messages.ts';
import { weekdayOf } from '../../../workflows/day-kinds.ts';

/** The months of a year, `2026-01` to `2026-12`. */
export function monthsOf(year: string): string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
}

/** Every day of a month, in order. */
export function daysOf(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

/** The days of a month in weeks that begin on Monday; null where another month's day would be. */
export function weeksOf(month: string): (string | null)[][] {
  const days = daysOf(month);
  const before = weekdayOf(`${month}-01`) - 1;
  const cells = [...Array.from({ length: before }, () => null), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => {
    const row = cells.slice(week * 7, week * 7 + 7);
    return [...row, ...Array.from({ length: 7 - row.length }, () => null)];
  });
}

/** A week that begins on Monday: 5 January 1970 was one. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export function weekdayName(weekday: number, width: 'long' | 'short' | 'narrow'): string {
  return inLanguage(`1970-01-${String(weekday + 4).padStart(2, '0')}`, { weekday: width });
}

export function monthName(month: string): string {
  return inLanguage(`${month}-01`, { month: 'long' });
}

/** Some days of the week, as people name them: 周六、周日. */
export function weekdayList(days: readonly number[]): string {
  const names = days.map((day) => weekdayName(day, 'short'));
  if (names.length === 0) return t('calendar.none');
  return new Intl.ListFormat(language.locale, { type: 'conjunction', style: 'narrow' }).format(names);
}

function inLanguage(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language.locale, { timeZone: 'UTC', ...options }).format(dateOf(day));
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Days in a row of which the same can be said. */
export type Span<Said> = { from: string; to: string; said: Said };

/** Days, in order, put together where they are in a row and the same is said of them. */
export function spansOf<Said extends string>(days: readonly { day: string; said: Said }[]): Span<Said>[] {
  const spans: Span<Said>[] = [];
  for (const { day, said } of days) {
    const last = spans.at(-1);
    if (last !== undefined && last.said === said && addDays(last.to, 1) === day) last.to = day;
    else spans.push({ from: day, to: day, said });
  }
  return spans;
}

/** A day as people write it, without its day of the week: 2026年12月31日. */
export function dayText(day: string): string {
  return spanText({ from: day, to: day });
}

/** A span as people write it, with its year: 2027年2月6日至12日 · 6 – 12 Feb 2027. */
export function spanText({ from, to }: { from: string; to: string }): string {
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' };
  if (from === to) return inLanguage(from, options);
  if (language.code !== 'zh') {
    const format = new Intl.DateTimeFormat(language.locale, { timeZone: 'UTC', ...options });
    return format.formatRange(dateOf(from), dateOf(to));
  }
  // What Intl makes of a span in Chinese is 2027/2/6 – 2027/2/12.
  const { year, ...inYear } = options;
  const isMonth = from.slice(0, 7) === to.slice(0, 7);
  const isYear = from.slice(0, 4) === to.slice(0, 4);
  const end = isMonth ? { day: options.day } : isYear ? inYear : { year, ...inYear };
  return `${inLanguage(from, options)}至${inLanguage(to, end)}`;
}

/** A span inside a month, without the month: 1–3 日. */
export function spanInMonth({ from, to }: { from: string; to: string }): string {
  const [first, last] = [from, to].map((day) => String(Number(day.slice(8))));
  return t('calendar.days_of_month', { days: from === to ? `${first}` : `${first}–${last}` });
}
