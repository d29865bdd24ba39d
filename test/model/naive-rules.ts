import type { Fact } from '../../workflows/rules/fact.ts';
import { mondayOf, shanghaiDay } from './rule-facts.ts';

/**
 * What a person's facts give under the rules of the worked examples, when everything is over: by the plainest sums
 * over whole periods, in Shanghai, in a summer without a holiday but the 19th of June.
 */
export const naive: Record<string, (facts: readonly Fact[]) => number> = {
  orders: (facts) => total(sums(facts, monthOf), (fen) => Math.floor(fen / 100_000) * 50),
  referrals: (facts) => total(sums(facts, monthOf), (fen) => Math.floor(fen / 1_000_000) * 1000),
  sales: (facts) => total(sums(facts, monthOf), (fen) => (fen >= 38_000_000 ? 800 : 0)),
  revisits: (facts) =>
    total(
      sums(facts, (at) => mondayOf(shanghaiDay(at))),
      (units) => Math.min(units, 20) * 5,
    ),
  suggestions: (facts) => total(sums(facts, monthOf), (units) => Math.min(units * 30, 100)),
  complaint: (facts) => facts.reduce((sum, fact) => sum + (fact.type === 'decision' ? fact.points : 0), 0),
  replies: (facts) => {
    const days = new Map<string, { due: number; done: number }[]>();
    for (const fact of facts) {
      if (fact.type !== 'item') continue;
      const start = workingStart(Date.parse(fact.startedAt));
      const item = { due: start + 1_800_000, done: Date.parse(fact.doneAt ?? '2999-01-01') };
      days.set(dayAt(start), [...(days.get(dayAt(start)) ?? []), item]);
    }
    return [...days].reduce((sum, [day, items]) => {
      const end = Date.parse(`${day}T00:00:00+08:00`) + DAY - 1;
      const closing = Math.max(end, ...items.map(({ due }) => due));
      const breaches = items.filter(({ due, done }) => done > due).length;
      return sum + (items.every(({ done }) => done <= closing) ? 30 : 0) - 10 * breaches;
    }, 0);
  },
};

const DAY = 86_400_000;
const dayAt = (millis: number) => shanghaiDay(new Date(millis).toISOString());
const monthOf = (at: string) => shanghaiDay(at).slice(0, 7);

function workingStart(start: number): number {
  const day = dayAt(start);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isOff = weekday === 0 || weekday === 6 || day === '2026-06-19';
  return isOff ? workingStart(Date.parse(`${day}T00:00:00+08:00`) + DAY) : start;
}

function sums(facts: readonly Fact[], periodOf: (at: string) => string): number[] {
  const byPeriod = new Map<string, number>();
  for (const fact of facts) {
    if (fact.type !== 'units' && fact.type !== 'money') continue;
    const size = fact.type === 'units' ? fact.units : fact.fen;
    byPeriod.set(periodOf(fact.at), (byPeriod.get(periodOf(fact.at)) ?? 0) + size);
  }
  return [...byPeriod.values()];
}

function total(sums: readonly number[], pointsOf: (sum: number) => number): number {
  return sums.reduce((points, sum) => points + pointsOf(sum), 0);
}
