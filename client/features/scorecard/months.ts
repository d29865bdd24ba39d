import { today, monthName } from '../../lib/dates.ts';
import { t } from '../../lib/messages.ts';

/** Months as the API writes them, `2026-01`, both ends included. */
export type Months = { from: string; to: string };
export const spans = ['month', 'quarter', 'year'] as const;
export type Span = (typeof spans)[number];

const LENGTH: Record<Span, number> = { month: 1, quarter: 3, year: 12 };

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function monthOf(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** The month, quarter or year that a month lies in. */
export function spanAt(span: Span, month: string): Months {
  const length = LENGTH[span];
  const first = Math.floor(numberOf(month) / length) * length;
  return { from: monthOf(first), to: monthOf(first + length - 1) };
}

/** Which of them these months are; none, if an address names others. */
export function spanOf(months: Months): Span | undefined {
  return spans.find((span) => {
    const { from, to } = spanAt(span, months.from);
    return from === months.from && to === months.to;
  });
}

/** The months of the same length before (−1) or after (1). */
export function beside({ from, to }: Months, steps: -1 | 1): Months {
  const length = numberOf(to) - numberOf(from) + 1;
  return { from: monthOf(numberOf(from) + steps * length), to: monthOf(numberOf(to) + steps * length) };
}

/** The month to stay at when the span changes: this one if it is among them. */
export function anchorOf({ from, to }: Months): string {
  const now = today().slice(0, 7);
  return now >= from && now <= to ? now : from;
}

/** 2026年1月 · 2026年第1季度 · 2026年. */
export function nameOf(months: Months): string {
  const { from, to } = months;
  const year = from.slice(0, 4);
  switch (spanOf(months)) {
    case 'month':
      return monthName(`${from}-01`);
    case 'quarter':
      return t('scorecard.quarter', { year, count: (numberOf(from) % 12) / 3 + 1 });
    case 'year':
      return t('scorecard.year', { year });
    case undefined:
      return t('scorecard.months', { from: monthName(`${from}-01`), to: monthName(`${to}-01`) });
  }
}

/** First and last day of these months. */
export function daysOf({ from, to }: Months): { from: string; to: string } {
  const last = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5)), 0));
  return { from: `${from}-01`, to: last.toISOString().slice(0, 10) };
}
