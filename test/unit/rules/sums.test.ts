import { describe, expect, it } from 'vitest';
import { pointsOfAmount } from '../../../workflows/rules/amount.ts';
import { settle } from '../../../workflows/rules/index.ts';
import { pointsOfShare } from '../../../workflows/rules/proportional.ts';
import {
  aRule,
  given,
  linesFor,
  local,
  money,
  PERSON,
  pointsFor,
  receivable,
  rules,
  sumOf,
  units,
  YEAR,
} from './facts.ts';

describe('a count', () => {
  const fault = aRule({ kind: 'count', id: 'fault', name: 'Fault', unit: 'faults', points: -50 });

  it('gives the points of each unit, dated by the day on which it happened', () => {
    const facts = [units('2026-07-15T23:59:59.999', 2), units('2026-07-16T00:00', 1)];
    expect(linesFor(fault, facts)).toEqual(['2026-07-15 -100 units', '2026-07-16 -50 units']);
  });

  it('gives no more than its cap, the last claim what is left of it', () => {
    const facts = [1, 2, 1, 1].map((count, n) => units(`2026-07-1${n}T10:00`, count));
    expect(linesFor(rules.suggestions, facts)).toEqual([
      '2026-07-10 30 units',
      '2026-07-11 60 units',
      '2026-07-12 10 units',
    ]);
  });

  it.each([
    { count: 3, points: 90 },
    { count: 4, points: 100 },
    { count: 5, points: 100 },
  ])('of $count at 30 with a cap of 100 is $points', ({ count, points }) => {
    expect(pointsFor(rules.suggestions, [units('2026-07-15T10:00', count)])).toBe(points);
  });

  it('takes no more than its cap, too', () => {
    const capped = aRule({
      kind: 'count',
      id: 'fault',
      name: 'Fault',
      unit: 'faults',
      points: -50,
      cap: 120,
      period: { every: 'month' },
    });
    expect(pointsFor(capped, [units('2026-07-15T10:00', 3), units('2026-08-15T10:00', 1)])).toBe(-170);
  });

  it('for a claim that the cap leaves nothing has no entry', () => {
    const facts = [units('2026-07-15T10:00', 9), units('2026-07-16T10:00', 1)];
    expect(linesFor(rules.suggestions, facts)).toEqual(['2026-07-15 100 units']);
  });

  it('takes a claim once, however often it was sent', () => {
    const claim = units('2026-07-15T10:00', 1, { id: 'from-elsewhere-7' });

    expect(pointsFor(fault, [claim, { ...claim }, claim])).toBe(-50);
    expect(pointsFor(fault, [claim, { ...claim, units: 2 }])).toBe(
      pointsFor(fault, [{ ...claim, units: 2 }, claim]),
    );
  });
});

describe('an amount', () => {
  it('says beforehand what a claim will give and what is missing', () => {
    const { orders } = rules;
    if (orders.kind !== 'amount') throw new Error('not of this kind');

    expect(pointsOfAmount(orders, 0, 60_000)).toEqual({ points: 0, missing: 40_000 });
    expect(pointsOfAmount(orders, 60_000, 60_000)).toEqual({ points: 50, missing: 80_000 });
    expect(pointsOfAmount(orders, 60_000, 40_000)).toEqual({ points: 50, missing: 100_000 });
  });

  it('accepted late for an early day takes no step from who had it before', () => {
    const first = money('2026-07-10T10:00', 60_000);
    const second = money('2026-07-12T10:00', 60_000);
    const late = money('2026-07-01T10:00', 90_000, { acceptedAt: local('2026-07-20T10:00') });

    expect(linesFor(rules.orders, [first, second])).toEqual(['2026-07-12 50 steps']);
    expect(linesFor(rules.orders, [late, second, first])).toEqual([
      '2026-07-01 50 steps',
      '2026-07-12 50 steps',
    ]);
  });

  it('without one that was reversed is what the others give', () => {
    const [a, b, c] = [60_000, 60_000, 90_000].map((fen, n) => money(`2026-07-1${n}T10:00`, fen));
    if (!a || !b || !c) throw new Error('three claims');

    expect(pointsFor(rules.orders, [a, b, c])).toBe(100);
    expect(pointsFor(rules.orders, [a, c])).toBe(50);
  });
});

describe('a target', () => {
  it('is reached by the next claim if the one that reached it is gone', () => {
    const [a, b, c] = [20_000_000, 18_000_000, 18_000_000].map((fen, n) => money(`2026-07-1${n}T10:00`, fen));
    if (!a || !b || !c) throw new Error('three claims');

    expect(linesFor(rules.sales, [a, b, c])).toEqual(['2026-07-11 800 target_reached']);
    expect(linesFor(rules.sales, [a, c])).toEqual(['2026-07-12 800 target_reached']);
    expect(linesFor(rules.sales, [a])).toEqual([]);
  });

  it('of units is reached by units', () => {
    const calls = aRule({
      kind: 'target',
      id: 'calls',
      name: 'Calls',
      points: 8,
      goal: { of: 'units', units: 50, unit: 'calls' },
      period: { every: 'day' },
    });
    expect(pointsFor(calls, [units('2026-07-15T10:00', 49)])).toBe(0);
    expect(pointsFor(calls, [units('2026-07-15T10:00', 49), units('2026-07-15T11:00', 1)])).toBe(8);
  });
});

describe('everything collected', () => {
  const rule = aRule({
    kind: 'target',
    id: 'collected',
    name: 'Collected',
    points: 100,
    goal: { of: 'receivables', percent: 100 },
    period: { every: 'month' },
  });
  const due = [receivable('2026-07-10T10:00', 100_000), receivable('2026-07-31T10:00', 1)];

  it('gives its points when the month is over, a fen short of it none', () => {
    const all = money('2026-07-20T10:00', 100_001);

    expect(linesFor(rule, [...due, all])).toEqual(['2026-07-31 100 target_reached']);
    expect(linesFor(rule, [...due, money('2026-07-20T10:00', 100_000)])).toEqual([]);
    expect(linesFor(rule, [...due, all], { at: local('2026-07-31T23:59:59.999') })).toEqual([]);
    expect(linesFor(rule, [...due, all], { at: local('2026-08-01T00:00') })).toHaveLength(1);
  });

  it('of a share is reached at whole fen, rounded up', () => {
    const most = aRule({
      kind: 'target',
      id: 'most',
      name: 'Most',
      points: 100,
      goal: { of: 'receivables', percent: 80 },
      period: { every: 'month' },
    });
    const of = (fen: number) =>
      pointsFor(most, [receivable('2026-07-10T10:00', 101), money('2026-07-20T10:00', fen)]);

    expect(of(80)).toBe(0);
    expect(of(81)).toBe(100);
  });

  it('has no month in which nothing was due', () => {
    expect(settle(rule, given([money('2026-07-20T10:00', 100_000)]))).toMatchObject({
      entries: [],
      progress: [],
    });
  });

  it('counts for attainment by how much of it was', () => {
    const facts = [receivable('2026-07-10T10:00', 100_000), money('2026-07-20T10:00', 25_000)];
    expect(settle(rule, given(facts)).attainment).toBe(0.25);
  });
});

describe('a share', () => {
  it.each([
    { points: 1, target: 2, done: 1, share: 1 },
    { points: 1, target: 3, done: 1, share: 0 },
    { points: 5, target: 8, done: 4, share: 3 },
    { points: 100, target: 7, done: 3, share: 43 },
    { points: 10_000_000, target: 1_000_000, done: 999_999, share: 9_999_990 },
    { points: 9_999_999, target: 999_999, done: 999_998, share: 9_999_989 },
  ])('of $points points for $done of $target is $share', ({ points, target, done, share }) => {
    expect(pointsOfShare({ points, target }, done)).toBe(share);
  });
});

describe('an entry', () => {
  it('says what for, of whom, by which rule and version, and on which facts it stands', () => {
    const claim = money('2026-07-15T10:00', 100_000, { id: 'invoice-1' });

    expect(settle(rules.orders, given([claim], { version: 3 })).entries).toEqual([
      {
        key: `rule/orders/${PERSON}/steps/invoice-1`,
        person: PERSON,
        points: 50,
        day: '2026-07-15',
        rule: 'orders',
        version: 3,
        reason: 'steps',
        facts: ['invoice-1'],
      },
    ]);
  });

  it('is none for a fact that the rule cannot take', () => {
    expect(() => settle(rules.orders, given([units('2026-07-15T10:00', 1)]))).toThrow(
      /orders takes no units/,
    );
    expect(() => settle(rules.daily, given([money('2026-07-15T10:00', 1)]))).toThrow(RangeError);
  });

  it('is dated in what is settled, period by period', () => {
    const facts = ['2026-06-28', '2026-06-29', '2026-07-05', '2026-07-06'].map((day) =>
      units(`${day}T10:00`, 20),
    );
    const months = [6, 7].map((month) =>
      settle(
        rules.revisits,
        given(facts, { during: { from: `2026-0${month}-01`, to: `2026-0${month}-${month + 24}` } }),
      ),
    );

    expect(months.map(({ entries }) => entries.map(({ day }) => day))).toEqual([
      ['2026-06-28'],
      ['2026-07-05', '2026-07-12'],
    ]);
    expect(sumOf(settle(rules.revisits, given(facts, { during: YEAR })).entries)).toBe(300);
  });
});
