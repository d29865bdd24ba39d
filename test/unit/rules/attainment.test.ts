import { describe, expect, it } from 'vitest';
import {
  attainmentOf,
  meanAttainment,
  scorecardOf,
  weightedAttainment,
} from '../../../workflows/rules/attainment.ts';
import { settle } from '../../../workflows/rules/index.ts';
import { ruleSetSchema } from '../../../workflows/rules/rule-set.ts';
import { given, item, local, money, rules, submission, units } from './facts.ts';

const progress = (reached: number, target: number, due = true) => ({
  from: '2026-07-01',
  to: '2026-07-31',
  reached,
  target,
  due,
});
const july = { during: { from: '2026-07-01', to: '2026-07-31' } };

describe("a rule's attainment", () => {
  it('is what was reached over its target, at most 100 %', () => {
    expect(attainmentOf([progress(5, 20)])).toBe(0.25);
    expect(attainmentOf([progress(26, 20)])).toBe(1);
    expect(attainmentOf([progress(26, 20), progress(0, 20)])).toBe(0.5);
  });

  it('is none without a target, or with nothing due yet', () => {
    expect(attainmentOf([])).toBeUndefined();
    expect(attainmentOf([progress(5, 20, false)])).toBeUndefined();
    expect(
      settle(rules.orders, given([money('2026-07-15T10:00', 500_000)], july)).attainment,
    ).toBeUndefined();
  });

  it('of a duty is duties accepted over duties due', () => {
    const facts = ['2026-07-13', '2026-07-14', '2026-07-20'].map((day) => submission(day, `${day}T10:00`));
    const at = (at: string) =>
      settle(rules.daily, given(facts, { during: july.during, at: local(at) })).attainment;

    expect(at('2026-07-15T22:00')).toBe(3 / 11);
    expect(at('2026-07-15T22:00:00.001')).toBe(3 / 12);
  });

  it('of a count is units over target, once the month is over or the target reached', () => {
    const at = (count: number, at: string) =>
      settle(rules.suggestions, given([units('2026-07-15T10:00', count)], { ...july, at: local(at) }))
        .attainment;

    expect(at(2, '2026-07-31T23:59:59.999')).toBeUndefined();
    expect(at(2, '2026-08-01T00:00')).toBe(2 / 3);
    expect(at(3, '2026-07-16T00:00')).toBe(1);
    expect(at(7, '2026-08-01T00:00')).toBe(1);
  });

  it('shows what was reached beyond the target, and counts it as 100 %', () => {
    const settled = settle(rules.suggestions, given([units('2026-07-15T10:00', 7)], july));

    expect(settled.progress).toEqual([{ ...july.during, reached: 7, target: 3, due: true }]);
    expect(settled.attainment).toBe(1);
  });

  it('of a month in which somebody reached something counts, there at its end or not', () => {
    const gone = { ...july, present: [{ from: '2020-01-01', to: '2026-07-20' }] };
    expect(settle(rules.suggestions, given([units('2026-07-15T10:00', 1)], gone)).attainment).toBe(1 / 3);
  });

  it('of a delivery that is done counts at once', () => {
    const at = local('2026-07-10T10:00');
    const done = item('2026-07-01T10:00', '2026-07-09T10:00');

    expect(settle(rules.productA, given([done], { at })).attainment).toBe(1);
    expect(settle(rules.productA, given([], { at })).attainment).toBeUndefined();
    expect(settle(rules.productA, given([])).attainment).toBe(0);
  });

  it('of a month in which nobody was there is none', () => {
    const away = { ...july, present: [{ from: '2020-01-01', to: '2026-06-30' }] };
    expect(settle(rules.suggestions, given([], away)).attainment).toBeUndefined();
    expect(settle(rules.suggestions, given([], july)).attainment).toBe(0);
  });
});

describe('attainment further up', () => {
  it('is the mean of those that have one', () => {
    expect(meanAttainment([1, 0.5, undefined])).toBe(0.75);
    expect(meanAttainment([undefined])).toBeUndefined();
    expect(meanAttainment([])).toBeUndefined();
  });

  it('of an area is weighted, re-scaled to those that have one', () => {
    const parts = (second: number | undefined) => [
      { weight: 6000, attainment: 1 },
      { weight: 2000, attainment: second },
      { weight: 2000, attainment: 0 },
    ];
    expect(weightedAttainment(parts(0.5))).toBeCloseTo(0.7, 12);
    expect(weightedAttainment(parts(undefined))).toBe(0.75);
    expect(weightedAttainment([{ weight: 10_000, attainment: undefined }])).toBeUndefined();
  });

  it('of a person follows from every rule', () => {
    const count = (id: string) => ({ kind: 'count', id, name: id, unit: 'x', points: 1 }) as const;
    const ruleSet = ruleSetSchema.parse({
      kind: 'rules',
      department: { id: 'd', name: 'D' },
      areas: [
        {
          id: 'a',
          name: 'A',
          processes: [
            {
              id: 'p',
              name: 'P',
              keyResults: [
                { id: 'k', name: 'K', weight: 7500, rules: [count('r'), count('s'), count('t')] },
                { id: 'l', name: 'L', weight: 2500, rules: [count('u')] },
              ],
            },
          ],
        },
        {
          id: 'b',
          name: 'B',
          processes: [
            { id: 'q', name: 'Q', keyResults: [{ id: 'm', name: 'M', weight: 10_000, rules: [count('v')] }] },
          ],
        },
      ],
    });
    const card = scorecardOf(
      ruleSet,
      new Map([
        ['r', 1],
        ['s', 0.5],
        ['u', 0],
      ]),
    );

    expect(card).toMatchObject({
      attainment: 0.5625,
      areas: [
        {
          id: 'a',
          attainment: 0.5625,
          keyResults: [
            { id: 'k', attainment: 0.75 },
            { id: 'l', attainment: 0 },
          ],
        },
        { id: 'b', attainment: undefined, keyResults: [{ rules: [{ id: 'v', attainment: undefined }] }] },
      ],
    });
  });
});
