import { describe, expect, it } from 'vitest';
import { settle } from '../../../workflows/rules/index.ts';
import {
  holdsFrom,
  versionInForce,
  versionsDuring,
  type RuleVersion,
} from '../../../workflows/rules/versions.ts';
import { aRule, given, rules, submission, units, YEAR } from './facts.ts';

const fault = (points: number) =>
  aRule({ kind: 'count', id: 'fault', name: 'Fault', unit: 'faults', points });
const versions: RuleVersion[] = [
  { version: 2, from: '2026-07-15', rule: fault(-60) },
  { version: 1, from: '2026-01-01', rule: fault(-50) },
  { version: 3, from: '2026-09-01' },
];

describe('the version in force', () => {
  it.each([
    { day: '2025-12-31', version: undefined },
    { day: '2026-01-01', version: 1 },
    { day: '2026-07-14', version: 1 },
    { day: '2026-07-15', version: 2 },
    { day: '2026-08-31', version: 2 },
    { day: '2026-09-01', version: 3 },
  ])('on $day is $version', ({ day, version }) => {
    expect(versionInForce(versions, day)?.version).toBe(version);
    expect(versionInForce(versions.toReversed(), day)?.version).toBe(version);
  });

  it('of two from the same day is the later one', () => {
    const same = [1, 2].map((version) => ({ version, from: '2026-01-01', rule: fault(-version) }));
    expect(versionInForce(same.toReversed(), '2026-01-01')?.version).toBe(2);
  });

  it('settles the facts of its own days, a rule that ended none', () => {
    const facts = ['2026-07-14', '2026-07-15', '2026-09-01'].map((day) => units(`${day}T10:00`, 1));
    const settled = versionsDuring(versions, YEAR).flatMap(
      ({ version, rule, during }) => settle(rule, given(facts, { version, during })).entries,
    );

    expect(settled.map(({ day, points, version }) => [day, points, version])).toEqual([
      ['2026-07-14', -50, 1],
      ['2026-07-15', -60, 2],
    ]);
    expect(versionsDuring(versions, { from: '2025-01-01', to: '2025-12-31' })).toEqual([]);
  });
});

describe('a new version', () => {
  it.each([
    { what: 'without a period, the same day', before: fault(-1), after: fault(-2), from: '2026-07-15' },
    { what: 'of a daily duty, the same day', before: rules.daily, after: rules.daily, from: '2026-07-15' },
    { what: 'of a weekly duty, on Monday', before: rules.summary, after: rules.summary, from: '2026-07-20' },
    { what: 'of a month, on the 1st', before: rules.orders, after: rules.orders, from: '2026-08-01' },
    {
      what: 'from week to month, on a Monday that is the 1st',
      before: rules.summary,
      after: rules.orders,
      from: '2027-02-01',
    },
    { what: 'that is the first', before: undefined, after: rules.orders, from: '2026-08-01' },
    { what: 'that ends the rule', before: rules.orders, after: undefined, from: '2026-08-01' },
  ])('holds $what: $from', ({ before, after, from }) => {
    expect(holdsFrom(before, after, '2026-07-15')).toBe(from);
    expect(holdsFrom(before, after, from)).toBe(from);
  });

  it('of a single period does not cut it', () => {
    const august = aRule({
      kind: 'amount',
      id: 'august',
      name: 'August',
      points: 1,
      step: 1,
      period: { every: 'once', from: '2026-08-01', to: '2026-08-31' },
    });
    expect(holdsFrom(august, august, '2026-07-15')).toBe('2026-07-15');
    expect(holdsFrom(august, august, '2026-08-01')).toBe('2026-08-01');
    expect(holdsFrom(august, august, '2026-08-02')).toBe('2026-09-01');
  });

  it('leaves every week with one version', () => {
    const both = [1, 2].map((version) => ({
      version,
      from: version === 1 ? '2026-01-05' : holdsFrom(rules.summary, rules.summary, '2026-07-15'),
      rule: rules.summary,
    }));
    const facts = ['2026-07-13', '2026-07-20'].map((week) => submission(week, `${week}T10:00`));
    const settled = versionsDuring(both, { from: '2026-07-13', to: '2026-07-26' }).flatMap(
      ({ version, rule, during }) => settle(rule, given(facts, { version, during })).entries,
    );

    expect(settled.map(({ day, version }) => [day, version])).toEqual([
      ['2026-07-19', 1],
      ['2026-07-26', 2],
    ]);
  });
});
