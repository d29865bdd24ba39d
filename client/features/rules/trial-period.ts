import { addDays } from '../../lib/dates.ts';
import { link } from '../../lib/router.ts';

/** Days of the company, both ends included. */
export type Days = { from: string; to: string };

/** The stretches that are tried most: the month before, this one so far, the three months before this one. */
export function usualPeriods(today: string): Record<'last_month' | 'this_month' | 'quarter', Days> {
  const first = `${today.slice(0, 7)}-01`;
  const lastOfBefore = addDays(first, -1);
  const before = `${lastOfBefore.slice(0, 7)}-01`;
  const twoBefore = `${addDays(before, -1).slice(0, 7)}-01`;
  const threeBefore = `${addDays(twoBefore, -1).slice(0, 7)}-01`;
  return {
    last_month: { from: before, to: lastOfBefore },
    this_month: { from: first, to: today },
    quarter: { from: threeBefore, to: lastOfBefore },
  };
}

export function addressOfTrial(department: string, days: Days): string {
  return link('/rules/:department/try', { params: { department }, search: days });
}
