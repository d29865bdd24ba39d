import { periodOf } from '../../workflows/rules/period.ts';
import { language } from './language.svelte.ts';
import { calendarDay, monthName } from './dates.ts';
import { t } from './messages.ts';

/** The days of a period as people say them: 2026年11月 · 11月23日 至 11月29日 · 2026年11月24日周二. */
export function periodText({ from, to }: { from: string; to: string }): string {
  if (from === to) return calendarDay(from);
  const month = periodOf(from, { every: 'month' });
  if (month?.from === from && month.to === to) return monthName(from);
  const isOfOneYear = from.slice(0, 4) === to.slice(0, 4);
  return t('claims.days', { from: dayText(from, !isOfOneYear), to: dayText(to, !isOfOneYear) });
}

/** A day without its weekday. */
function dayText(day: string, withYear: boolean): string {
  return new Intl.DateTimeFormat(language.locale, {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(new Date(`${day}T00:00:00Z`));
}
