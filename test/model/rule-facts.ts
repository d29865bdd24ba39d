import fc from 'fast-check';
import type { Fact } from '../../workflows/rules/fact.ts';
import { factsTakenBy } from '../../workflows/rules/index.ts';
import type { Rule } from '../../workflows/rules/rule.ts';

/** The days around which facts happen. */
export const SPAN = { from: '2026-06-01', to: '2026-08-31' };

const FIRST = Date.parse('2026-06-01T00:00:00Z');
const MINUTE = 60_000;
const after = (start: string, minutes: number) =>
  new Date(Date.parse(start) + minutes * MINUTE).toISOString();
const instant = fc
  .integer({ min: 0, max: 91 * 24 * 60 })
  .map((n) => new Date(FIRST + n * MINUTE).toISOString());

/** The local day in Shanghai, eight hours ahead all year, worked out without the code that is tested. */
export function shanghaiDay(at: string): string {
  return after(at, 8 * 60).slice(0, 10);
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return after(date.toISOString(), -((date.getUTCDay() + 6) % 7) * 24 * 60).slice(0, 10);
}

/** Facts of every type that a rule takes, at any minute of the span, each with an id of its own. */
export function factsFor(rule: Rule): fc.Arbitrary<Fact[]> {
  const weekly = rule.kind === 'duty' && rule.due.every === 'week';
  const one = fc.record({
    type: fc.constantFrom(...factsTakenBy(rule)),
    at: instant,
    minutes: fc.oneof(fc.integer({ min: 0, max: 45 }), fc.integer({ min: 0, max: 5000 })),
    size: fc.integer({ min: 1, max: 12 }),
    outcome: fc.constantFrom('waiting', 'accepted', 'rejected'),
    isDone: fc.boolean(),
    category: fc.constantFrom('label', 'other'),
  });
  return fc.array(one, { maxLength: 25 }).map((drawn) =>
    drawn.map(({ type, at, minutes, size, outcome, isDone, category }, index): Fact => {
      const id = `f${index}`;
      const later = after(at, minutes);
      switch (type) {
        case 'units':
          return { type, id, at, acceptedAt: later, units: size };
        case 'money':
          return { type, id, at, acceptedAt: later, fen: size * 4_999_999 };
        case 'receivable':
          return { type, id, at, fen: size * 6_000_000 };
        case 'submission': {
          const day = shanghaiDay(at);
          return { type, id, period: weekly ? mondayOf(day) : day, handedInAt: later, outcome };
        }
        case 'item':
          return { type, id, startedAt: at, category, ...(isDone ? { doneAt: later } : {}) };
        case 'decision':
          return { type, id, decidedAt: at, points: -50 * size };
      }
    }),
  );
}
