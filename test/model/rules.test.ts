import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, postingKey, type Posting } from '../../workflows/rules/corrections.ts';
import type { Fact } from '../../workflows/rules/fact.ts';
import { settle } from '../../workflows/rules/index.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import { aRule, given, rules, sumOf } from '../unit/rules/facts.ts';
import { naive } from './naive-rules.ts';
import { factsFor, SPAN } from './rule-facts.ts';

/** What holds for every kind of rule, whatever the facts. */

const RUNS = { numRuns: 60 };
const all: Record<string, Rule> = {
  ...rules,
  collected: aRule({
    kind: 'target',
    id: 'collected',
    name: 'Collected',
    points: 100,
    goal: { of: 'receivables', percent: 80 },
    period: { every: 'month' },
  }),
};
const during = { from: '2026-05-01', to: '2026-10-31' };
const settled = (rule: Rule, facts: readonly Fact[], changes: Partial<Parameters<typeof settle>[1]> = {}) =>
  settle(rule, given(facts, { during, ...changes }));
const momentOf = fc
  .integer({ min: 0, max: 120 * 24 * 60 })
  .map((n) => new Date(Date.parse(SPAN.from) + n * 60_000).toISOString());

describe.each(Object.entries(all))('the rule %s', (_id, rule) => {
  const facts = factsFor(rule);

  it('gives the same for the same facts, in any order of arrival and however often each arrives', () => {
    const arrived = facts.chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length }),
      ),
    );
    fc.assert(
      fc.property(arrived, momentOf, ([facts, again], at) => {
        expect(settled(rule, again, { at })).toEqual(settled(rule, facts, { at }));
      }),
      RUNS,
    );
  });

  it('comes to the same in the ledger whichever way it got there, and each posting is unique', () => {
    fc.assert(
      fc.property(facts, fc.array(fc.nat(24), { maxLength: 3 }), momentOf, (facts, gone, at) => {
        const arrivals = [
          ...facts.map((_, n) => facts.slice(0, n + 1)),
          facts.filter((_, n) => !gone.includes(n)),
        ];
        let ledger: Posting[] = [];
        for (const known of arrivals) {
          ledger = [
            ...ledger,
            ...difference(ledger, settled(rule, known, { at }).entries, { today: '2026-10-01' }),
          ];
        }
        const right = settled(rule, arrivals.at(-1) ?? [], { at }).entries;

        expect(sumOf(ledger)).toBe(sumOf(right));
        expect(difference(ledger, right, { today: '2026-10-01' })).toEqual([]);
        expect(new Set(ledger.map(postingKey)).size).toBe(ledger.length);
        expect(sumOf([...ledger, ...difference(ledger, [], { today: '2026-10-01' })])).toBe(0);
      }),
      RUNS,
    );
  });

  it('gives whole points, dated in what is settled, each under a key of its own', () => {
    fc.assert(
      fc.property(facts, momentOf, (facts, at) => {
        const { entries, attainment } = settled(rule, facts, { at });

        expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
        expect(entries.every(({ points }) => Number.isInteger(points) && points !== 0)).toBe(true);
        if (attainment !== undefined) expect(Math.min(Math.max(attainment, 0), 1)).toBe(attainment);
      }),
      RUNS,
    );
  });

  it('holds until it says', () => {
    fc.assert(
      fc.property(facts, momentOf, (facts, at) => {
        const now = settled(rule, facts, { at });
        const until = now.holdsUntil ?? '2999-12-31T00:00:00.000Z';
        const between = new Date((Date.parse(at) + Date.parse(until)) / 2).toISOString();

        expect(settled(rule, facts, { at: until }).entries).toEqual(now.entries);
        expect(settled(rule, facts, { at: between }).entries).toEqual(now.entries);
      }),
      RUNS,
    );
  });

  it('gives month by month what it gives for all of them', () => {
    const months = ['05-31', '06-30', '07-31', '08-31', '09-30', '10-31'].map((end) => ({
      from: `2026-${end.slice(0, 2)}-01`,
      to: `2026-${end}`,
    }));
    fc.assert(
      fc.property(facts, (facts) => {
        const parts = months.flatMap((during) => settled(rule, facts, { during }).entries);
        const keys = (entries: typeof parts) =>
          entries.map(({ key, points }) => `${key} ${points}`).toSorted();
        expect(keys(parts)).toEqual(keys(settled(rule, facts).entries));
      }),
      RUNS,
    );
  });
});

describe.each(Object.entries(naive))('the rule %s', (id, plain) => {
  it('gives what the plainest sum gives', () => {
    const rule = all[id];
    if (rule === undefined) throw new Error(`no rule ${id}`);
    fc.assert(
      fc.property(factsFor(rule), (facts) => {
        expect(sumOf(settled(rule, facts).entries)).toBe(plain(facts));
      }),
      { numRuns: 200 },
    );
  });
});

describe.each(['orders', 'referrals', 'sales'] as const)('of %s', (id) => {
  it('a claim split into two gives the same as one', () => {
    fc.assert(
      fc.property(factsFor(rules[id]), fc.nat(), fc.nat(), (facts, which, where) => {
        const claim = facts[which % Math.max(facts.length, 1)];
        if (claim?.type !== 'money') return;
        const part = 1 + (where % (claim.fen - 1));
        const split: Fact[] = [
          ...facts.filter((fact) => fact !== claim),
          { ...claim, id: `${claim.id}a`, fen: part },
          { ...claim, id: `${claim.id}b`, fen: claim.fen - part },
        ];
        expect(sumOf(settled(rules[id], split).entries)).toBe(sumOf(settled(rules[id], facts).entries));
      }),
      RUNS,
    );
  });
});
