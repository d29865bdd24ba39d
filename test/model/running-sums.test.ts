import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import type { RuleInput } from '../../workflows/rules/rule.ts';
import {
  acceptWork,
  aRuleDefinition,
  handIn,
  NOON,
  pointsIn,
  reverse,
  storyOfWork,
  who,
} from '../unit/work-story.ts';

/** Rules with a running sum, and what a sum comes to, worked out plainly. */
const summed: {
  what: string;
  rule: RuleInput;
  fact: (size: number) => ClaimFact;
  worth: (sum: number) => number;
}[] = [
  {
    what: 'points per step of money',
    rule: {
      kind: 'amount',
      id: 'orders',
      name: 'Additional orders',
      points: 50,
      step: 100,
      period: { every: 'month' },
    },
    fact: (fen) => ({ type: 'money', day: '2026-06-10', fen }),
    worth: (sum) => 50 * Math.floor(sum / 100),
  },
  {
    what: 'points per unit up to a cap',
    rule: {
      kind: 'count',
      id: 'suggestions',
      name: 'Suggestions',
      unit: 'suggestions',
      points: -7,
      period: { every: 'month' },
      cap: 1000,
    },
    fact: (units) => ({ type: 'units', day: '2026-06-10', units }),
    worth: (sum) => 0 - Math.min(7 * sum, 1000),
  },
  {
    what: 'points at a target',
    rule: {
      kind: 'target',
      id: 'sales',
      name: 'Sales target',
      points: 800,
      goal: { of: 'units', units: 150, unit: 'pieces' },
      period: { every: 'month' },
    },
    fact: (units) => ({ type: 'units', day: '2026-06-10', units }),
    worth: (sum) => (sum >= 150 ? 800 : 0),
  },
];

describe.each(summed)('claims with $what', ({ rule, fact, worth }) => {
  const definition = aRuleDefinition('claim', rule);
  const begun = (size: number) => {
    const story = storyOfWork(definition, {
      kind: 'claim',
      ...who,
      filer: who.owner,
      externalId: null,
      fact: fact(size),
    });
    return { story: story.takeAll(handIn()), size };
  };

  it('are worth what their sum is worth after every step, and nothing when all are reversed', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 130 }), { minLength: 1, maxLength: 6 });
    const picks = fc.array(fc.nat(5), { maxLength: 14 });
    fc.assert(
      fc.property(sizes, picks, (sizes, picks) => {
        const claims = sizes.map(begun);
        let sum = 0;
        let total = 0;
        const stepped = (which: number) => {
          const picked = claims[which % claims.length];
          if (picked === undefined) return;
          const { story } = picked;
          const event = story.state() === 'submitted' ? acceptWork() : reverse;
          if (story.state() === 'reversed') return;
          const effects = story.take(event, NOON, sum);
          for (const { type, params } of effects) if (type === 'count') sum += params.by;
          total += pointsIn(effects);
          const accepted = claims.filter(({ story }) => story.state() === 'accepted');
          expect(sum).toBe(accepted.reduce((all, { size }) => all + size, 0));
          expect(total).toBe(worth(sum));
        };
        picks.forEach(stepped);
        claims.forEach(({ story }, which) => {
          if (story.state() === 'accepted') stepped(which);
        });
        expect([sum, total]).toEqual([0, 0]);
      }),
      { numRuns: 100 },
    );
  });
});
