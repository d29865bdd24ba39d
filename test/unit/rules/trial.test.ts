import { describe, expect, test } from 'vitest';
import { compareTrial, lookedAt, tryRule } from '../../../workflows/rules/trial.ts';
import type { Fact } from '../../../workflows/rules/fact.ts';
import type { Rule, RuleInput } from '../../../workflows/rules/rule.ts';
import type { Days } from '../../../workflows/working-days.ts';
import { aRule, decision, given, item, money, units } from './facts.ts';

const MARCH: Days = { from: '2026-03-01', to: '2026-03-31' };
const named = { id: 'r', name: 'R' };
const visits = aRule({
  ...{ kind: 'proportional', ...named, unit: 'visits', points: 100, target: 20, period: { every: 'week' } },
});

function tried(rule: Rule, facts: Fact[], during = MARCH) {
  const { version: _, ...rest } = given(facts, { during });
  return tryRule(rule, rest);
}

describe('a rule that is tried on some days', () => {
  test('looks at whole periods, and at what may still be late', () => {
    expect(lookedAt(visits, MARCH)).toEqual({ from: '2026-02-23', to: '2026-04-05' });
    const daily: RuleInput = { kind: 'duty', ...named, due: { every: 'day' }, points: 2 };
    expect(lookedAt(aRule(daily), MARCH)).toEqual(MARCH);
    const due = { by: 'date', date: '2026-02-20' } as const;
    const late = aRule({ kind: 'sla', ...named, due, penalty: { per: 'day_late', points: -50 } });
    expect(lookedAt(late, MARCH)).toEqual({ from: '2025-02-28', to: '2026-03-31' });
  });

  test('gives what is dated there, and nothing of the periods around it', () => {
    const facts = [
      units('2026-02-27T10:00', 20),
      units('2026-03-06T10:00', 10),
      units('2026-03-31T10:00', 20),
    ];
    expect(tried(visits, facts).points).toBe(150);
    const capped = aRule({
      kind: 'count',
      ...named,
      unit: 'x',
      points: 10,
      period: { every: 'week' },
      cap: 50,
    });
    const straddling = [units('2026-03-30T10:00', 4), units('2026-04-01T10:00', 4)];
    expect(tried(capped, straddling).points).toBe(40);
    expect(tried(capped, straddling, { from: '2026-04-01', to: '2026-04-30' }).points).toBe(10);
  });

  test('goes on taking points for what became late before', () => {
    const due = { by: 'date', date: '2026-02-27' } as const;
    const late = aRule({ kind: 'sla', ...named, due, penalty: { per: 'day_late', points: -50 } });
    expect(tried(late, [item('2026-02-01T09:00', '2026-03-02T10:00')]).points).toBe(-100);
  });

  test('leaves alone what it cannot take, and moves a choice into its range', () => {
    expect(tried(visits, [money('2026-03-03T10:00', 500)])).toEqual({ points: 0, moved: 0 });
    const severity = aRule({ kind: 'severity', ...named, range: { min: -500, max: -50 } });
    const choices = [decision('2026-03-03T10:00', -600), decision('2026-03-04T10:00', -100)];
    expect(tried(severity, choices)).toEqual({ points: -600, moved: 1 });
  });
});

describe('what was given beside what was tried', () => {
  const departmentOf = (person: string) => (person === 'c' ? 'sales' : 'service');
  const points = (rule: string, person: string, points: number) => ({ rule, person, points });
  const compared = compareTrial(
    [points('x', 'a', 100), points('x', 'a', -30), points('y', 'b', 50), points('x', 'c', 10)],
    [points('x', 'a', 90), points('y', 'b', 20), points('y', 'a', 5), points('x', 'c', 10)],
    departmentOf,
  );

  test('sums up for everybody, who gains the most first', () => {
    expect(compared.people.map(({ id, given, tried }) => `${id} ${given} ${tried}`)).toEqual([
      'a 70 95',
      'c 10 10',
      'b 50 20',
    ]);
    expect(compared).toMatchObject({ total: { given: 130, tried: 125 }, gaining: 1, losing: 1 });
    expect(compared.people[0]?.rules).toEqual([
      { id: 'x', given: 70, tried: 90 },
      { id: 'y', given: 0, tried: 5 },
    ]);
  });

  test('sums up by department and by rule, with how many gain and lose by it', () => {
    expect(compared.departments).toEqual([
      { id: 'sales', given: 10, tried: 10 },
      { id: 'service', given: 120, tried: 115 },
    ]);
    expect(compared.rules).toEqual([
      { id: 'x', given: 80, tried: 100, gaining: 1, losing: 0 },
      { id: 'y', given: 50, tried: 25, gaining: 1, losing: 1 },
    ]);
  });

  test('is nothing where nothing was given and nothing would be', () => {
    const none = compareTrial([], [], departmentOf);
    expect(none).toEqual({
      total: { given: 0, tried: 0 },
      gaining: 0,
      losing: 0,
      people: [],
      departments: [],
      rules: [],
    });
  });
});
