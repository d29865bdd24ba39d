import { MAX_POINTS } from '../definition.ts';
import type { DutyDue } from '../rules/duty-periods.ts';
import type { Period } from '../rules/period.ts';
import type { RuleKind } from '../rules/rule.ts';
import { recurringIn, runningDaysIn } from './due-words.ts';
import { countedIn, said, type Item } from './item.ts';
import type { Json } from './json.ts';
import { NUMBER, numberOf } from './numbers.ts';
import type { Asker } from './questions.ts';
import { slaFields } from './sla-draft.ts';
import { goalOf } from './target-draft.ts';
import { targetPeriodIn } from './target-words.ts';

/** The fields of a rule that its kind has beside the common ones, as far as they are known. */
export type Fields = Record<string, Json | undefined>;

const LAST_COMMON_DAY = 28;

/** What an item becomes as a rule of this kind; what the table does not say is asked. */
export function fieldsOf(kind: RuleKind, item: Item, ask: Asker, start: string): Fields {
  switch (kind) {
    case 'duty':
      return dutyFields(item, ask);
    case 'count':
      return countFields(item, ask, start);
    case 'amount': {
      const per = perOf(item);
      const step = per?.of === 'money' ? per.fen : yuan(ask.number('step', 1, 100_000_000, { needed: true }));
      return { points: pointsOf(item, ask), step, period: periodOf(item, ask, start, 'month') };
    }
    case 'target':
      return {
        points: pointsOf(item, ask),
        period: periodOf(item, ask, start),
        goal: goalOf(item, ask, start),
      };
    case 'proportional': {
      const counted = countedIn(item, start);
      return {
        unit: unitOf(item, counted?.unit),
        points: pointsOf(item, ask),
        target: counted?.value ?? ask.number('target', 1, 1_000_000, { needed: true }),
        period: periodOf(item, ask, start),
      };
    }
    case 'sla':
      return slaFields(item, ask, start, pointsOf);
    case 'severity':
      return { range: rangeOf(item, ask), levels: {} };
  }
}

function perOf({ notation }: Item) {
  return notation?.form === 'each' ? notation.per : undefined;
}

/** The points as they were written, or as somebody answers. */
export function pointsOf({ notation }: Item, ask: Asker, suggested?: number): number | undefined {
  if (notation?.form === 'each') return notation.points;
  return ask.number('points', -MAX_POINTS, MAX_POINTS, { needed: true, suggested });
}

function yuan(amount: number | undefined): number | undefined {
  return amount === undefined ? undefined : amount * 100;
}

function dutyFields(item: Item, ask: Asker): Fields {
  const per = perOf(item);
  const written = per?.of === 'period' && per.every !== 'year' ? per.every : undefined;
  const readings = [item.words, ...(item.alone ? [item.context] : [])].flatMap(
    (text) => recurringIn(text, written) ?? [],
  );
  const every =
    written ?? readings[0]?.every ?? ask.choice('duty_every', ['day', 'week', 'month'], { needed: true });
  const due = readings
    .filter((reading) => reading.every === every)
    .toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)[0];
  const points = pointsOf(item, ask, recurringIn(item.words) === undefined ? undefined : 0);
  const isPenalty = points !== undefined && points < 0;
  return {
    days: runningDaysIn(`${item.words} ${item.alone ? item.context : ''}`),
    due: every === undefined ? undefined : dueFields(due ?? { every }, ask),
    points: isPenalty ? 0 : points,
    missed: isPenalty ? points : (item.penalty?.points ?? 0),
  };
}

/** A day that not every month has is asked for. */
function dueFields(due: DutyDue, ask: Asker): Json | undefined {
  if (due.every !== 'month' || due.day === undefined || due.day <= LAST_COMMON_DAY) return { ...due };
  const day = ask.number('due_day', 1, LAST_COMMON_DAY, { needed: true, suggested: LAST_COMMON_DAY });
  return day === undefined ? undefined : { ...due, day };
}

const CAP = new RegExp(
  String.raw`(?:封顶|上限|最多|不超过|up to|at most|capped at)\s*(?:为|得|奖|扣)?\s*(${NUMBER})\s*(?:积分|分|points?)`,
  'u',
);

function countFields(item: Item, ask: Asker, start: string): Fields {
  const per = perOf(item);
  const points = pointsOf(item, ask);
  const counted = points !== undefined && points < 0 ? undefined : countedIn(item, start);
  const cap = CAP.exec(item.words)?.[1];
  const needsPeriod = counted !== undefined || cap !== undefined;
  return {
    unit: per?.of === 'unit' ? per.unit.slice(0, 20) : unitOf(item, counted?.unit),
    points,
    period: needsPeriod ? periodOf(item, ask, start) : undefined,
    target: counted?.value,
    cap: cap === undefined ? undefined : numberOf(cap),
  };
}

function unitOf({ language }: Item, counted = ''): string {
  return counted === '' ? (language === 'zh' ? '次' : 'times') : counted.slice(0, 20);
}

const PERIODS = ['day', 'week', 'month', 'year'] as const;

/** Over which time a rule adds up; where a month goes without saying, it is only suggested. */
function periodOf(item: Item, ask: Asker, start: string, usual?: 'month'): Json | undefined {
  const per = perOf(item);
  if (per?.of === 'period') return { every: per.every };
  const period: Period | undefined =
    said(item, (text) => targetPeriodIn(text, start)) ?? targetPeriodIn(item.context, start);
  if (period !== undefined) return { ...period };
  const every = ask.choice('period', PERIODS, { needed: usual === undefined, suggested: 'month' });
  return every === undefined ? undefined : { every };
}

function rangeOf(item: Item, ask: Asker): Json | undefined {
  const { notation } = item;
  if (notation?.form === 'range') return { min: notation.min, max: notation.max };
  const known = notation?.points;
  const min = ask.number('lowest_points', -MAX_POINTS, MAX_POINTS, { needed: true, suggested: known });
  const max = ask.number('highest_points', -MAX_POINTS, MAX_POINTS, { needed: true, suggested: known });
  return min === undefined || max === undefined ? undefined : { min, max };
}
