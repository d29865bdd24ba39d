import type { ChangedDay } from '../../../workflows/named-days.ts';
import { t } from '../../lib/messages.ts';
import { spansOf, spanText } from './days.ts';

/** What becomes of some days, in a line for each row of days: 2027年2月6日至12日 → 放假 · 春节. */
export function changeLines(days: readonly ChangedDay[]): string[] {
  const said = days.map(({ day, to, name }) => {
    const kind = t(`calendar.kind_${to}`);
    return { day, said: name === '' ? kind : `${kind} · ${name}` };
  });
  return spansOf(said).map((span) => `${spanText(span)} → ${span.said}`);
}

/** The days that have changed, to be looked up. */
export function setOf(days: readonly ChangedDay[]): ReadonlySet<string> {
  return new Set(days.map(({ day }) => day));
}
