import { language } from '../../lib/language.svelte.ts';
import { t } from '../../lib/messages.ts';

/** Days of the company, both ends included; without an end they go on. */
export type Span = { from: string; to: string | null };

/** As people write it: 2026年1月1日至2026年1月5日, one day alone, or 2026年1月1日起. */
export function spanText({ from, to }: Span): string {
  if (to === null) return t('people.since', { day: dayText(from) });
  return from === to ? dayText(from) : t('people.span', { from: dayText(from), to: dayText(to) });
}

function dayText(day: string): string {
  const options = { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' } as const;
  return new Intl.DateTimeFormat(language.locale, options).format(new Date(`${day}T00:00:00Z`));
}

/** Whether a day is past them, before them or one of them. */
export function whenOf({ from, to }: Span, today: string): 'past' | 'now' | 'upcoming' {
  if (to !== null && to < today) return 'past';
  return from > today ? 'upcoming' : 'now';
}
