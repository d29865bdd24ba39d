import { describe, expect, test } from 'vitest';
import { countedInstants, dueOf, periodOfItem, versionOf } from '../../../workflows/rules/item-period.ts';
import type { RuleVersion } from '../../../workflows/rules/versions.ts';
import { aRule, calendar, local } from './facts.ts';

const named = { id: 'r', name: 'R' };
const minutes = (count: number) =>
  aRule({
    kind: 'sla',
    ...named,
    due: { by: 'minutes', minutes: count },
    penalty: { per: 'breach', points: -10 },
  });
const delivery = (date: string) =>
  aRule({ kind: 'sla', ...named, due: { by: 'date', date }, points: { per: 'item', points: 500 } });
const collected = aRule({
  ...{ kind: 'target', ...named, points: 100, goal: { of: 'receivables', percent: 100 } },
  period: { every: 'month' },
});
const since = (version: number, from: string, rule?: RuleVersion['rule']): RuleVersion => ({
  version,
  from,
  rule,
});
const item = (startedAt: string) => ({ type: 'item', startedAt: local(startedAt) }) as const;

describe('an item counts', () => {
  test('on the day on which it starts, on a day off on the next one', () => {
    const versions = [since(1, '2026-01-01', minutes(30))];
    const day = (startedAt: string) => periodOfItem(versions, item(startedAt), calendar)?.period;
    expect(day('2026-03-06T23:59')).toEqual({ from: '2026-03-06', to: '2026-03-06' });
    expect(day('2026-03-07T00:00')).toEqual({ from: '2026-03-09', to: '2026-03-09' });
    expect(day('2026-02-14T10:00')).toEqual({ from: '2026-02-14', to: '2026-02-14' });
    expect(day('2026-02-15T10:00')).toEqual({ from: '2026-02-23', to: '2026-02-23' });
  });

  test('under the version of the day that it belongs to', () => {
    const versions = [since(1, '2026-01-01', minutes(30)), since(2, '2026-03-09', minutes(10))];
    expect(periodOfItem(versions, item('2026-03-06T10:00'), calendar)?.version).toBe(1);
    expect(periodOfItem(versions, item('2026-03-07T10:00'), calendar)?.version).toBe(2);
    expect(dueOf(versions, item('2026-03-06T10:00'), calendar)).toBe(local('2026-03-06T10:30'));
    expect(dueOf(versions, item('2026-03-07T10:00'), calendar)).toBe(local('2026-03-09T00:10'));
  });

  test('for a delivery on its date, and on another one once that has moved', () => {
    const versions = [since(1, '2026-01-01', delivery('2026-07-20'))];
    expect(periodOfItem(versions, item('2026-07-01T10:00'), calendar)?.day).toBe('2026-07-20');
    const moved = [...versions, since(2, '2026-07-15', delivery('2026-08-10'))];
    expect(periodOfItem(moved, item('2026-07-01T10:00'), calendar)).toMatchObject({
      version: 2,
      day: '2026-08-10',
    });
  });

  test('for money in the period in which it falls due', () => {
    const due = { type: 'receivable', at: local('2026-05-20T10:00') } as const;
    const place = periodOfItem([since(1, '2026-01-01', collected)], due, calendar);
    expect(place).toMatchObject({ day: '2026-05-20', period: { from: '2026-05-01', to: '2026-05-31' } });
  });

  test('nowhere where no version takes it', () => {
    const versions = [since(1, '2026-03-02', minutes(30)), since(2, '2026-03-09')];
    expect(periodOfItem(versions, item('2026-02-27T10:00'), calendar)).toBeUndefined();
    expect(periodOfItem(versions, item('2026-03-09T10:00'), calendar)).toBeUndefined();
    expect(
      periodOfItem(versions, { type: 'receivable', at: local('2026-03-03T10:00') }, calendar),
    ).toBeUndefined();
    expect(dueOf(versions, item('2026-03-09T10:00'), calendar)).toBeUndefined();
  });
});

test('a period is settled by the version of its first day, or the first that begins within it', () => {
  const august = { from: '2026-08-01', to: '2026-08-31' };
  expect(
    versionOf([since(1, '2026-01-01', collected), since(2, '2026-08-15', minutes(5))], august)?.version,
  ).toBe(1);
  expect(versionOf([since(1, '2026-08-10', collected)], august)?.version).toBe(1);
  expect(versionOf([since(1, '2026-09-01', collected)], august)).toBeUndefined();
});

test('the instants that are looked at reach back over the days off before', () => {
  const monday = { from: '2026-03-09', to: '2026-03-09' };
  expect(countedInstants(minutes(30), monday, calendar)).toEqual({
    from: local('2026-03-07T00:00'),
    to: local('2026-03-09T23:59:59.999'),
  });
  expect(countedInstants(delivery('2026-07-20'), monday, calendar)).toBeUndefined();
  expect(countedInstants(collected, { from: '2026-05-01', to: '2026-05-31' }, calendar)).toEqual({
    from: local('2026-05-01T00:00'),
    to: local('2026-05-31T23:59:59.999'),
  });
});
