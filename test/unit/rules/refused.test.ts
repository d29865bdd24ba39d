import { describe, expect, it } from 'vitest';
import { factSchema } from '../../../workflows/rules/fact.ts';
import { ruleSetSchema } from '../../../workflows/rules/rule-set.ts';
import { ruleSchema } from '../../../workflows/rules/rule.ts';
import { calendarSchema } from '../../../workflows/working-days.ts';
import { faultsIn } from './facts.ts';

const named = { id: 'r', name: 'R' };
const duty = { ...named, kind: 'duty', due: { every: 'day' }, points: 5 };
const count = { ...named, kind: 'count', unit: 'visits', points: 10 };
const amount = { ...named, kind: 'amount', points: 50, step: 100_000, period: { every: 'month' } };
const target = {
  ...named,
  kind: 'target',
  points: 800,
  goal: { of: 'money', fen: 100 },
  period: { every: 'month' },
};
const share = {
  ...named,
  kind: 'proportional',
  unit: 'visits',
  points: 100,
  target: 20,
  period: { every: 'week' },
};
const sla = { ...named, kind: 'sla', due: { by: 'minutes', minutes: 30 } };
const severity = { ...named, kind: 'severity', range: { min: -1000, max: -50 } };
const once = (from: string, to: string) => ({ every: 'once', from, to });

describe('a rule is taken', () => {
  it.each([duty, count, amount, target, share, sla, severity])('of the kind $kind', (rule) => {
    expect(faultsIn(ruleSchema, rule)).toEqual([]);
  });

  it.each([
    { what: 'a cap of exactly one unit', rule: { ...count, cap: 10, period: { every: 'day' } } },
    { what: 'a single period of a year', rule: { ...amount, period: once('2026-01-01', '2026-12-31') } },
    { what: 'a single period of a leap year', rule: { ...amount, period: once('2028-01-01', '2028-12-31') } },
    { what: 'a single day', rule: { ...amount, period: once('2026-01-01', '2026-01-01') } },
    { what: 'min that is max', rule: { ...severity, range: { min: -50, max: -50 } } },
    { what: 'the 28th', rule: { ...duty, due: { every: 'month', day: 28 } } },
    { what: 'no points', rule: { ...duty, points: 0 } },
    { what: 'a point for each fen', rule: { ...amount, points: 1, step: 1 } },
  ])('with $what', ({ rule }) => {
    expect(faultsIn(ruleSchema, rule)).toEqual([]);
  });
});

describe('a rule that cannot run is refused', () => {
  it.each([
    { rule: { ...duty, due: { every: 'month', day: 29 } }, fault: 'due.day due_never_comes' },
    { rule: { ...duty, due: { every: 'month', day: 31 } }, fault: 'due.day due_never_comes' },
    { rule: { ...duty, due: { every: 'month', day: 0 } }, fault: 'due.day too_small' },
    { rule: { ...duty, due: { every: 'week', weekday: 8 } }, fault: 'due.weekday too_big' },
    { rule: { ...duty, due: { every: 'day', by: '24:00' } }, fault: 'due.by invalid_format' },
    { rule: { ...duty, due: { every: 'day', by: '9:00' } }, fault: 'due.by invalid_format' },
    { rule: { ...duty, due: { every: 'century' } }, fault: 'due.every invalid_union' },
    { rule: { ...duty, due: { every: 'day', weekday: 5 } }, fault: 'due unrecognized_keys' },
    { rule: { ...duty, points: -5 }, fault: 'points too_small' },
    { rule: { ...amount, points: 2, step: 1 }, fault: 'step step_too_small' },
    { rule: { ...amount, points: -10_000_000, step: 1_000 }, fault: 'step step_too_small' },
    { rule: { ...duty, points: 1.5 }, fault: 'points not_multiple_of' },
    { rule: { ...duty, missed: 5 }, fault: 'missed too_big' },
    { rule: { ...count, points: 0 }, fault: 'points points_are_zero' },
    { rule: { ...count, points: 0.5 }, fault: 'points not_multiple_of' },
    { rule: { ...count, points: 10_000_001 }, fault: 'points too_big' },
    { rule: { ...count, cap: 9, period: { every: 'day' } }, fault: 'cap cap_below_one_unit' },
    { rule: { ...count, points: -10, cap: 9, period: { every: 'day' } }, fault: 'cap cap_below_one_unit' },
    { rule: { ...count, cap: 10 }, fault: 'period period_missing' },
    { rule: { ...count, target: 10 }, fault: 'period period_missing' },
    { rule: { ...count, target: 0, period: { every: 'day' } }, fault: 'target too_small' },
    { rule: { ...amount, step: 0 }, fault: 'step too_small' },
    { rule: { ...amount, step: 1.5 }, fault: 'step not_multiple_of' },
    {
      rule: { ...amount, period: once('2026-01-02', '2026-01-01') },
      fault: 'period.to ends_before_it_begins',
    },
    { rule: { ...amount, period: once('2026-01-01', '2027-01-02') }, fault: 'period.to longer_than_a_year' },
    {
      rule: { ...amount, period: once('2026-02-30', '2026-03-01') },
      fault: 'period.from date_does_not_exist',
    },
    { rule: { ...amount, period: undefined }, fault: 'period invalid_type' },
    { rule: { ...target, goal: { of: 'money', fen: 0 } }, fault: 'goal.fen too_small' },
    { rule: { ...target, goal: { of: 'units', units: 0, unit: 'x' } }, fault: 'goal.units too_small' },
    { rule: { ...target, goal: { of: 'receivables', percent: 101 } }, fault: 'goal.percent too_big' },
    { rule: { ...target, points: -1 }, fault: 'points too_small' },
    { rule: { ...share, target: 0 }, fault: 'target too_small' },
    { rule: { ...share, points: 0 }, fault: 'points too_small' },
    { rule: { ...sla, due: { by: 'minutes', minutes: 0 } }, fault: 'due.minutes too_small' },
    { rule: { ...sla, due: { by: 'minutes', minutes: 525_601 } }, fault: 'due.minutes too_big' },
    { rule: { ...sla, due: { by: 'date', date: '2026-02-29' } }, fault: 'due.date date_does_not_exist' },
    { rule: { ...sla, penalty: { per: 'breach', points: 10 } }, fault: 'penalty.points too_big' },
    { rule: { ...severity, range: { min: -50, max: -1000 } }, fault: 'range.min min_above_max' },
    { rule: { ...severity, range: { min: -1000, max: 0 } }, fault: 'range.max points_are_zero' },
    {
      rule: { ...severity, levels: { critical: { min: -1001, max: -600 } } },
      fault: 'levels.critical outside_the_range',
    },
    {
      rule: {
        ...sla,
        due: { by: 'date', date: '2026-07-20' },
        points: { per: 'day', points: 30, when: 'all_done' },
      },
      fault: 'points.per day_points_of_one_date',
    },
    { rule: { ...count, id: 'R-1' }, fault: 'id invalid_format' },
    { rule: { ...count, name: ' ' }, fault: 'name too_small' },
    { rule: { ...count, extra: 1 }, fault: ' unrecognized_keys' },
    { rule: { ...named, kind: 'lottery' }, fault: 'kind invalid_union' },
  ])('at $fault', ({ rule, fault }) => {
    expect(faultsIn(ruleSchema, rule)).toEqual([fault]);
  });

  it.each([null, undefined, 7, 'duty', [], {}])('if it is %j', (rule) => {
    expect(faultsIn(ruleSchema, rule).length).toBeGreaterThan(0);
  });
});

const keyResult = (id: string, weight: number, rules: unknown[] = [{ ...count, id: `${id}_rule` }]) => ({
  id,
  name: id,
  weight,
  rules,
});
const aSet = (keyResults: unknown[], area = 'area') => ({
  kind: 'rules',
  department: { id: 'sales', name: 'Sales' },
  areas: [{ id: area, name: 'Area', processes: [{ id: 'process', name: 'Process', keyResults }] }],
});

describe('a rule set', () => {
  it('is taken if the weights of each area sum to 100 %', () => {
    expect(faultsIn(ruleSetSchema, aSet([keyResult('a', 3333), keyResult('b', 6667)]))).toEqual([]);
  });

  it.each([9_999, 1])('is refused if they sum to %d hundredths of a percent, with the sum', (weight) => {
    const { error } = ruleSetSchema.safeParse(aSet([keyResult('a', weight)]));

    expect(error?.issues).toMatchObject([
      { path: ['areas', 0], params: { code: 'area_weights_do_not_sum', sum: weight / 100, area: 'Area' } },
    ]);
  });

  it('is refused if they sum to more', () => {
    expect(faultsIn(ruleSetSchema, aSet([keyResult('a', 5000), keyResult('b', 5001)]))).toEqual([
      'areas.0 area_weights_do_not_sum',
    ]);
  });

  it('is refused with an id that is used twice, at each but the first', () => {
    const twice = [
      keyResult('a', 5000),
      keyResult('b', 5000, [
        { ...count, id: 'a_rule' },
        { ...count, id: 'area' },
      ]),
    ];

    expect(faultsIn(ruleSetSchema, aSet(twice))).toEqual([
      'areas.0.processes.0.keyResults.1.rules.0.id duplicate_id',
      'areas.0.processes.0.keyResults.1.rules.1.id duplicate_id',
    ]);
  });

  it('names every fault at once, those between fields among them', () => {
    const faulty = aSet([
      keyResult('a', 5000, [
        { ...count, id: 'area', points: 0.5 },
        { ...duty, due: { every: 'month', day: 30 } },
      ]),
    ]);

    expect(faultsIn(ruleSetSchema, faulty).toSorted()).toEqual([
      'areas.0 area_weights_do_not_sum',
      'areas.0.processes.0.keyResults.0.rules.0.id duplicate_id',
      'areas.0.processes.0.keyResults.0.rules.0.points not_multiple_of',
      'areas.0.processes.0.keyResults.0.rules.1.due.day due_never_comes',
    ]);
  });

  it('is refused without areas, key results or rules', () => {
    expect(faultsIn(ruleSetSchema, { ...aSet([]), areas: [] })).toEqual(['areas too_small']);
    expect(faultsIn(ruleSetSchema, aSet([]))).toContain('areas.0.processes.0.keyResults too_small');
    expect(faultsIn(ruleSetSchema, aSet([keyResult('a', 10_000, [])]))).toEqual([
      'areas.0.processes.0.keyResults.0.rules too_small',
    ]);
  });
});

describe('a fact', () => {
  const claim = {
    type: 'units',
    id: 'x',
    at: '2026-07-15T10:00:00Z',
    acceptedAt: '2026-07-15T10:00:00Z',
    units: 1,
  };

  it('is taken with an instant in UTC', () => {
    expect(faultsIn(factSchema, claim)).toEqual([]);
  });

  it.each([
    { fact: { ...claim, units: 0 }, fault: 'units too_small' },
    { fact: { ...claim, units: 1.5 }, fault: 'units not_multiple_of' },
    { fact: { ...claim, at: '2026-07-15' }, fault: 'at invalid_format' },
    { fact: { ...claim, at: '2026-07-15T10:00:00+08:00' }, fault: 'at invalid_format' },
    { fact: { ...claim, id: '' }, fault: 'id too_small' },
    { fact: { type: 'money', id: 'x', at: claim.at, acceptedAt: claim.at, fen: -1 }, fault: 'fen too_small' },
    {
      fact: { type: 'money', id: 'x', at: claim.at, acceptedAt: claim.at, fen: 1.1 },
      fault: 'fen not_multiple_of',
    },
  ])('is refused at $fault', ({ fact, fault }) => {
    expect(faultsIn(factSchema, fact)).toEqual([fault]);
  });
});

describe('a calendar', () => {
  const known = { timeZone: 'Asia/Shanghai', holidays: [], makeUpDays: [], knownUntil: '2026-12-31' };

  it.each([
    { calendar: { ...known, timeZone: 'Asia/Nowhere' }, fault: 'timeZone unknown_time_zone' },
    { calendar: { ...known, holidays: ['2026-02-30'] }, fault: 'holidays.0 date_does_not_exist' },
    { calendar: { ...known, restDays: [0] }, fault: 'restDays.0 too_small' },
    { calendar: { ...known, restDays: [1, 2, 3, 4, 5, 6, 7] }, fault: 'restDays too_big' },
    {
      calendar: { ...known, holidays: ['2026-10-01'], makeUpDays: ['2026-10-01'] },
      fault: 'makeUpDays.0 holiday_and_working_day',
    },
  ])('is refused at $fault', ({ calendar, fault }) => {
    expect(faultsIn(calendarSchema, calendar)).toEqual([fault]);
  });
});
