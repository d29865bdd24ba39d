import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { count, duty, rulesOffice, ruleSet, type RulesOffice } from './rule-sets.ts';
import { everything, startService, type Service } from './service.ts';
import { problemIn, refusal } from './visitor.ts';

let service: Service;
let office: RulesOffice;

beforeAll(async () => {
  service = await startService();
  office = await rulesOffice(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  await service.database.ruleDrafts.deleteMany({});
  service.clock.set('2026-07-15T01:00:00.000Z');
});

describe('a rule that cannot run is refused when it is published, with its path and the reason', () => {
  const money = (changes: object) => ({
    kind: 'amount',
    id: 'bad',
    name: 'bad',
    points: 50,
    step: 100_000,
    period: { every: 'month' },
    ...changes,
  });
  const target = (goal: object) => ({
    kind: 'target',
    id: 'bad',
    name: 'bad',
    points: 800,
    period: { every: 'month' },
    goal,
  });
  const severity = (min: number, max: number, levels: object = {}) => ({
    kind: 'severity',
    id: 'bad',
    name: 'bad',
    range: { min, max },
    levels,
  });
  const once = (from: string, to: string) => ({ period: { every: 'once', from, to } });
  const cases: [string, object, string, string][] = [
    [
      'a due moment that never comes',
      duty('bad', 'month', { due: { every: 'month', day: 31 } }),
      'due.day due_never_comes',
      '不是每个月都有 31 日。请填 1 至 28，或留空表示每月最后一天。',
    ],
    ['min above max', severity(-50, -1000), 'range.min min_above_max', '下限高于上限。'],
    [
      'a level outside the range',
      severity(-1000, -50, { critical: { min: -2000, max: -900 } }),
      'levels.critical outside_the_range',
      '超出了这条规则的范围（-1000 至 -50）。',
    ],
    ['a target of 0 fen', target({ of: 'money', fen: 0 }), 'goal.fen too_small', '不能小于 1。'],
    [
      'a target of 0 units',
      target({ of: 'units', units: 0, unit: '个' }),
      'goal.units too_small',
      '不能小于 1。',
    ],
    [
      'a target of 0 for attainment',
      count('bad', { target: 0, period: { every: 'week' } }),
      'target too_small',
      '不能小于 1。',
    ],
    [
      'a cap below one unit',
      count('bad', { cap: 49, period: { every: 'day' } }),
      'cap cap_below_one_unit',
      '上限低于一次的 50 分，这条规则永远给不出完整的分数。',
    ],
    [
      'a cap without a period',
      count('bad', { cap: 100 }),
      'period period_missing',
      '设了目标或上限，就要说明按什么周期计算。',
    ],
    [
      'a period longer than a year',
      money(once('2026-01-01', '2027-01-02')),
      'period.to longer_than_a_year',
      '周期不能超过一年。',
    ],
    [
      'a period that ends before it begins',
      money(once('2026-02-01', '2026-01-31')),
      'period.to ends_before_it_begins',
      '结束日期早于开始日期。',
    ],
    ['points that are not whole', money({ points: 0.5 }), 'points not_whole', '必须是整数。'],
    [
      'points of 0',
      money({ points: 0 }),
      'points points_are_zero',
      '不能是 0：请填写正数（加分）或负数（扣分）。',
    ],
    ['a step of 0', money({ step: 0 }), 'step too_small', '不能小于 1。'],
    [
      'day points of a single date',
      {
        kind: 'sla',
        id: 'bad',
        name: 'bad',
        due: { by: 'date', date: '2026-07-20' },
        points: { per: 'day', points: 30, when: 'all_done' },
      },
      'points.per day_points_of_one_date',
      '只有一个交付日期的规则不能按天给分，请改为按件。',
    ],
    [
      'a date that does not exist',
      { kind: 'sla', id: 'bad', name: 'bad', due: { by: 'date', date: '2026-02-30' } },
      'due.date date_does_not_exist',
      '没有这一天。请按 2026-01-31 的格式填写。',
    ],
    [
      'a kind that there is not',
      { kind: 'lottery', id: 'bad', name: 'bad' },
      'kind unknown_value',
      '只能是其中之一：duty, count, amount, target, proportional, sla, severity。',
    ],
  ];
  test.each(cases)('%s', async (_what, rule, fault, sentence) => {
    const { version } = await office.write('bad_department', ruleSet('bad_department', [rule]));
    const before = await everything(service.database);
    const answer = await office.publish('bad_department', version);
    expect(refusal(answer)).toBe('422 rule_set_not_ready');
    const [path = '', code = ''] = fault.split(' ');
    expect(problemIn(answer).faults).toEqual([
      { path: `areas.0.processes.0.keyResults.0.rules.0.${path}`, code, message: sentence },
    ]);
    expect(await everything(service.database)).toEqual(before);
  });

  test('all that is wrong at once, the weights of an area and ids used twice among it', async () => {
    const rules = [
      count('twice', { points: 1.5 }),
      duty('twice', 'month', { due: { every: 'month', day: 30 } }),
    ];
    const { version } = await office.write('bad_department', ruleSet('bad_department', rules, 9_000));
    const answer = await office.publish('bad_department', version);
    const faults = problemIn(answer).faults?.map(({ path, code }) => `${path} ${code}`);
    expect(faults?.toSorted()).toEqual([
      'areas.0 area_weights_do_not_sum',
      'areas.0.processes.0.keyResults.0.rules.0.points not_whole',
      'areas.0.processes.0.keyResults.0.rules.1.due.day due_never_comes',
      'areas.0.processes.0.keyResults.0.rules.1.id duplicate_id',
    ]);
    expect(problemIn(answer).detail).toBe('草稿里还有 4 处问题，全部改好后才能发布。');
  });
});
