import { describe, expect, it } from 'vitest';
import { ruleOf } from './tables.ts';

const each = (fields: Record<string, unknown>): unknown => expect.objectContaining(fields);

describe('the points column', () => {
  it.each([
    ['30 分/天', '', { kind: 'duty', points: 30, due: { every: 'day' } }],
    ['-50 分/次', '遗漏订单', { kind: 'count', points: -50, unit: '次' }],
    ['100 分/周', '', { kind: 'duty', points: 100, due: { every: 'week' } }],
    ['500分/月', '', { kind: 'duty', points: 500, due: { every: 'month' } }],
    ['50 分/千', '', { kind: 'amount', points: 50, step: 100_000, period: { every: 'month' } }],
    ['50 分/千元', '', { kind: 'amount', step: 100_000 }],
    ['1000 分/万', '', { kind: 'amount', points: 1000, step: 1_000_000 }],
    ['5 分/500 元', '', { kind: 'amount', points: 5, step: 50_000 }],
    ['50 points/¥1,000', '', { kind: 'amount', points: 50, step: 100_000 }],
    ['200 分/个', '', { kind: 'count', points: 200, unit: '个' }],
    ['10分/张', '', { kind: 'count', points: 10, unit: '张' }],
    ['30 分/条', '', { kind: 'count', points: 30, unit: '条' }],
    ['800', '每月销售额 38 万元', { kind: 'target', points: 800, goal: { of: 'money', fen: 38_000_000 } }],
    ['800 分', '每月销售额 38 万元', { kind: 'target', points: 800 }],
    [800, '每月销售额 38 万元', { kind: 'target', points: 800 }],
    ['-50 至 -1000', '', { kind: 'severity', range: { min: -1000, max: -50 } }],
    ['-50~-1000 分/次', '', { kind: 'severity', range: { min: -1000, max: -50 } }],
    ['扣 50-1000 分', '', { kind: 'severity', range: { min: -1000, max: -50 } }],
    ['-50 到 1000 分', '', { kind: 'severity', range: { min: -1000, max: -50 } }],
    ['３０　分／天', '', { kind: 'duty', points: 30 }],
    ['1 000 分/月', '', { kind: 'duty', points: 1000 }],
    ['每天 30 分', '', { kind: 'duty', points: 30, due: { every: 'day' } }],
    ['每次扣 50 分', '', { kind: 'count', points: -50, unit: '次' }],
    ['每增加 1000 元奖 50 分', '', { kind: 'amount', points: 50, step: 100_000 }],
    ['扣 50 分/次', '', { kind: 'count', points: -50 }],
    ['10 points/day', '', { kind: 'duty', points: 10, due: { every: 'day' } }],
    ['-10 points/quality fault', '', { kind: 'count', points: -10, unit: 'quality fault' }],
    ['-50 to -1000 points', '', { kind: 'severity', range: { min: -1000, max: -50 } }],
    ["'-50 分/次", '', { kind: 'count', points: -50 }],
    ['10 分/张', '最多 200 分，每月', { kind: 'count', cap: 200, period: { every: 'month' } }],
    ['不计分', '每月 10 日前完成', { kind: 'duty', points: 0, due: { every: 'month', day: 10 } }],
  ])('%j with %j', (points, criterion, fields) => {
    expect(ruleOf(points, criterion)).toEqual(each(fields));
  });

  it.each(['-', '−', '–', '—', '－', '﹣', '‐', '‑', '⁻', '➖'])('takes %s for a minus sign', (minus) => {
    expect(ruleOf(`${minus}50 分/次`)).toEqual(each({ kind: 'count', points: -50 }));
  });
});

describe('the due moments in texts', () => {
  it.each([
    ['每周五 22 点前', '5 分/周', { every: 'week', weekday: 5, by: '22:00' }],
    ['每周五 22:00 前', '5 分/周', { every: 'week', weekday: 5, by: '22:00' }],
    ['每周日晚上 10 点半前', '5 分/周', { every: 'week', weekday: 7, by: '22:30' }],
    ['每月 10 日前', '5 分/月', { every: 'month', day: 10 }],
    ['每月十日前', '5 分/月', { every: 'month', day: 10 }],
    ['每月最后 1 天', '5 分/月', { every: 'month' }],
    ['月底前', '5 分/月', { every: 'month' }],
    ['每月 31 日前', '5 分/月', { every: 'month' }],
    ['22:00 前', '5 分/天', { every: 'day', by: '22:00' }],
    ['每日 18：00 前', '5 分', { every: 'day', by: '18:00' }],
    ['每天', '5 分', { every: 'day' }],
    ['每月 1 日（休息日顺延）', '5 分/月', { every: 'month', day: 1, onDayOff: 'later' }],
    ['by Friday 22:00', '5 points/week', { every: 'week', weekday: 5, by: '22:00' }],
    ['by the 10th', '5 points/month', { every: 'month', day: 10 }],
    ['by 5 pm', '5 points/day', { every: 'day', by: '17:00' }],
  ])('%s', (criterion, points, due) => {
    expect(ruleOf(points, criterion)).toEqual(each({ kind: 'duty', due }));
  });

  it.each([
    ['30 分钟内答复', '30 分/天', { by: 'minutes', minutes: 30 }],
    ['三十分钟内答复', '30 分/天', { by: 'minutes', minutes: 30 }],
    ['2 小时内答复', '30 分/天', { by: 'minutes', minutes: 120 }],
    [
      '16:30 前的订单当天发货，16:30 后的第二天 12:00 前发货',
      '30 分/天',
      { by: 'cutoff', until: '16:30', nextDayBy: '12:00', wholeNextDay: [] },
    ],
    [
      '下午 4 点半前下单当天发货，其余次日中午 12 点前（标签产品除外：次日内发货）',
      '30 分/天',
      { by: 'cutoff', until: '16:30', nextDayBy: '12:00', wholeNextDay: ['标签产品'] },
    ],
    ['7 月 20 日前交付', '500', { by: 'date', date: '2026-07-20' }],
    ['2026-07-20 18:00 前交付', '500 分', { by: 'date', date: '2026-07-20T18:00' }],
    ['delivered by 20 July', '500 points', { by: 'date', date: '2026-07-20' }],
  ])('%s is a timed item', (criterion, points, due) => {
    expect(ruleOf(points, criterion)).toEqual(each({ kind: 'sla', due }));
  });

  it('of a day that not every month has is asked', () => {
    expect(ruleOf('5 分/月', '每月 30 日前')).toEqual({ open: 'duty' });
  });
});

describe('the targets in texts', () => {
  it.each([
    ['每周 20 个', '100 分/周', { kind: 'proportional', target: 20, unit: '个', period: { every: 'week' } }],
    ['每月 100', '4 分/个', { kind: 'count', target: 100, period: { every: 'month' } }],
    ['每月至少 2 家', '200 分/个', { kind: 'count', target: 2, period: { every: 'month' } }],
    [
      '8 月 2 个',
      '100 分/个',
      { target: 2, period: { every: 'once', from: '2026-08-01', to: '2026-08-31' } },
    ],
    ['每月 38 万', '800', { goal: { of: 'money', fen: 38_000_000 }, period: { every: 'month' } }],
    ['每月 380,000 元', '800', { goal: { of: 'money', fen: 38_000_000 } }],
    ['每月 38 万/380,000 元', '800', { goal: { of: 'money', fen: 38_000_000 } }],
    ['每月 3 8 0 0 0 0 元', '800', { goal: { of: 'money', fen: 38_000_000 } }],
    ['当月应收款 100% 收回', '100 分/月', { goal: { of: 'receivables', percent: 100 } }],
    ['每天 50 通电话、拜访 1 家', '10 分/天', { kind: 'duty', due: { every: 'day' } }],
    ['20 customers revisited a week', '100 points/week', { kind: 'proportional', target: 20 }],
  ])('%s at %s', (criterion, points, fields) => {
    expect(ruleOf(points, criterion)).toEqual(each(fields));
  });

  it('without a period are asked for it', () => {
    expect(ruleOf('10 分/个', '20 个意向客户')).toEqual({ open: 'count' });
  });
});
