import { z } from 'zod';
import { localDate } from '../calendar.ts';
import { addDays, weekdayOf, type Days } from '../working-days.ts';
import { fault } from './fields.ts';

const LONGEST_IN_DAYS = 366;

/**
 * The stretch of time over which a rule adds up: it comes again every day, week (from Monday), month or year, or it
 * comes once.
 */
export const periodSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day') }),
  z.strictObject({ every: z.literal('week') }),
  z.strictObject({ every: z.literal('month') }),
  z.strictObject({ every: z.literal('year') }),
  z
    .strictObject({ every: z.literal('once'), from: localDate, to: localDate })
    .superRefine((period, report) => {
      if (period.from > period.to) fault(report, 'ends_before_it_begins', ['to']);
      if (addDays(period.from, LONGEST_IN_DAYS) <= period.to) fault(report, 'longer_than_a_year', ['to']);
    }),
]);
export type Period = z.output<typeof periodSchema>;

/** The period that a day of the company's zone belongs to; none if the rule's only one is another time. */
export function periodOf(day: string, period: Period): Days | undefined {
  switch (period.every) {
    case 'day':
      return { from: day, to: day };
    case 'week': {
      const from = addDays(day, 1 - weekdayOf(day));
      return { from, to: addDays(from, 6) };
    }
    case 'month': {
      const from = `${day.slice(0, 7)}-01`;
      return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
    }
    case 'year':
      return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` };
    case 'once': {
      const { from, to } = period;
      return from <= day && day <= to ? { from, to } : undefined;
    }
  }
}

/** Every period whose last day is one of these days, in order: a period belongs to where it ends. */
export function periodsEndingIn(days: Days, period: Period): Days[] {
  if (period.every === 'once') {
    const { from, to } = period;
    return days.from <= to && to <= days.to ? [{ from, to }] : [];
  }
  const periods: Days[] = [];
  let next = periodOf(days.from, period);
  while (next !== undefined && next.to <= days.to) {
    periods.push(next);
    next = periodOf(addDays(next.to, 1), period);
  }
  return periods;
}
