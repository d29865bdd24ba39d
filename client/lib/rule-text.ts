import { periodOf, type Period } from '../../workflows/rules/period.ts';
import type { Rule, RuleKind } from '../../workflows/rules/rule.ts';
import { calendarDay, monthName } from './dates.ts';
import { language } from './language.svelte.ts';
import { money, number, t } from './messages.ts';

type RuleOf<Kind extends RuleKind> = Extract<Rule, { kind: Kind }>;
const MINUTES_OF_AN_HOUR = 60;

/** Points as a rule states them: 30 is no gain yet, so it has no sign. */
function points(value: number): string {
  return number(value).replace('-', '−');
}

/** What a rule gives and when, in one line as people of the trade write it: 10 分/天，22:00 前，工作日. */
export function ruleText(rule: Rule): string {
  return partsOf(rule)
    .filter((part) => part !== '')
    .join(t('rules.comma'));
}

function partsOf(rule: Rule): string[] {
  switch (rule.kind) {
    case 'duty':
      return dutyParts(rule);
    case 'count':
      return countParts(rule);
    case 'amount':
      return [
        t('rules.per_step', {
          points: points(rule.points),
          money: money(rule.step),
          sum: sumOver(rule.period),
        }),
      ];
    case 'target':
      return [t('rules.points_plain', { points: points(rule.points) }), goalOf(rule)];
    case 'proportional':
      return [
        t('rules.up_to', { points: pointsPer(rule.points, rule.period) }),
        t('rules.in_proportion', { count: number(rule.target), unit: rule.unit }),
      ];
    case 'sla':
      return slaParts(rule);
    case 'severity': {
      const [from, to] = gentlerFirst(rule.range);
      return [t('rules.range', { from: points(from), to: points(to) })];
    }
  }
}

/** Of penalties the smaller one is named first: −50 至 −1000. */
function gentlerFirst({ min, max }: { min: number; max: number }): [number, number] {
  return max < 0 ? [max, min] : [min, max];
}

function pointsPer(value: number, period: Period): string {
  return period.every === 'once'
    ? t('rules.points_plain', { points: points(value) })
    : t(`rules.points_per_${period.every}`, { points: points(value) });
}

/** How often, before a number: 每月; a period that comes once says its days. */
function eachPeriod(period: Period): string {
  return period.every === 'once'
    ? t('rules.each_once', { span: spanOf(period) })
    : t(`rules.each_${period.every}`);
}

function spanOf({ from, to }: Extract<Period, { every: 'once' }>): string {
  const month = periodOf(from, { every: 'month' });
  return month?.from === from && month.to === to
    ? monthName(from)
    : t('rules.span', { from: calendarDay(from), to: calendarDay(to) });
}

function sumOver(period: Period): string {
  return period.every === 'once'
    ? t('rules.sum_once', { span: spanOf(period) })
    : t(`rules.sum_${period.every}`);
}

function dutyParts({ due, days, points: given, missed }: RuleOf<'duty'>): string[] {
  const onDayOff = due.every === 'day' ? undefined : due.onDayOff;
  return [
    given === 0 ? t('rules.no_points') : pointsPer(given, { every: due.every }),
    given === 0
      ? t('rules.each_due', { period: t(`rules.each_${due.every}`), due: dutyDue(due) })
      : dutyDue(due),
    due.every === 'day' ? t(`rules.days_${days}`) : '',
    onDayOff === undefined || onDayOff === 'same' ? '' : t(`rules.day_off_${onDayOff}`),
    missed === 0 ? '' : t('rules.missed_costs', { points: points(missed) }),
  ];
}

function dutyDue(due: RuleOf<'duty'>['due']): string {
  const time = due.by === undefined ? '' : t('rules.at_time', { time: due.by });
  switch (due.every) {
    case 'day':
      return due.by === undefined ? '' : t('rules.by_time', { time: due.by });
    case 'week':
      return due.weekday === undefined && due.by === undefined
        ? t('rules.by_week_end')
        : t('rules.by_day', { day: weekdayName(due.weekday ?? 7), time });
    case 'month':
      return due.day === undefined
        ? t('rules.by_month_end', { time })
        : t('rules.by_month_day', { day: due.day, time });
  }
}

/** 1 is Monday: 周一 · Monday. */
export function weekdayName(weekday: number): string {
  const style = language.code === 'zh' ? 'short' : 'long';
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(language.locale, { weekday: style, timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, weekday),
  );
}

function countParts({ points: given, unit, period, target, cap }: RuleOf<'count'>): string[] {
  const each = eachPeriod(period ?? { every: 'day' });
  return [
    t('rules.per_unit', { points: points(given), unit }),
    target === undefined ? '' : t('rules.target_of', { period: each, count: number(target), unit }),
    cap === undefined
      ? ''
      : t(given < 0 ? 'rules.cap_loss' : 'rules.cap_gain', { period: each, points: points(cap) }),
  ];
}

function goalOf({ goal, period }: RuleOf<'target'>): string {
  const within = period.every === 'once' ? spanOf(period) : t(`rules.within_${period.every}`);
  switch (goal.of) {
    case 'units':
      return t('rules.goal_sum', { period: within, goal: `${number(goal.units)} ${goal.unit}` });
    case 'money':
      return t('rules.goal_sum', { period: within, goal: money(goal.fen) });
    case 'receivables':
      return t('rules.goal_receivables', { period: within, percent: goal.percent });
  }
}

function slaParts({ due, days, points: given, penalty }: RuleOf<'sla'>): string[] {
  return [
    given === undefined
      ? ''
      : given.per === 'item'
        ? t(due.by === 'date' ? 'rules.in_time_once' : 'rules.in_time_each', { points: points(given.points) })
        : t(`rules.day_${given.when}`, { points: points(given.points) }),
    slaDue(due),
    penalty === undefined ? '' : t(`rules.penalty_${penalty.per}`, { points: points(penalty.points) }),
    due.by === 'date' || days === 'working' ? '' : t('rules.days_calendar'),
  ];
}

function slaDue(due: RuleOf<'sla'>['due']): string {
  switch (due.by) {
    case 'minutes':
      return due.minutes % MINUTES_OF_AN_HOUR === 0
        ? t('rules.within_hours', { count: due.minutes / MINUTES_OF_AN_HOUR })
        : t('rules.within_minutes', { count: due.minutes });
    case 'cutoff': {
      const { until, nextDayBy, wholeNextDay } = due;
      const except =
        wholeNextDay.length === 0
          ? ''
          : t('rules.cutoff_except', { categories: wholeNextDay.join(t('rules.list_comma')) });
      return t('rules.cutoff', { until, by: nextDayBy, except });
    }
    case 'date': {
      const [day = '', time] = due.date.split('T');
      const at = time === undefined ? '' : t('rules.at_time', { time });
      return t('rules.by_date', { day: calendarDay(day), time: at });
    }
  }
}
