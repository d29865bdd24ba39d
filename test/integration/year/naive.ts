import type { Rule } from '../../../workflows/rules/rule.ts';
import { FIRST, LAST } from './company.ts';

/**
 * The rules once more, by the plainest means and without a line of the product's: whole sums over what happened,
 * looked at when the year is over. Days are dates in Shanghai; moments are compared as numbers.
 */

/** What happened, as the test brought it about. */
export type Happened =
  | { what: 'duty'; rule: string; person: string; inTime: boolean; accepted: boolean }
  | { what: 'claim'; rule: string; person: string; day: string; size: number; counts: boolean }
  | { what: 'item'; rule: string; person: string; started: string; done: string | null; label: boolean }
  | { what: 'receivable'; rule: string; person: string; day: string; fen: number };

export type Days = { workingDays: ReadonlySet<string> };

const DAY = 86_400_000;
export const dayOf = (moment: string) =>
  new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10);
const next = (day: string) => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
const endOf = (day: string) => Date.parse(`${day}T23:59:59.999+08:00`);
const monthOf = (day: string) => day.slice(0, 7);
const mondayOf = (day: string) => {
  const date = new Date(day);
  return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
};

/** The points that a person's happenings of one rule are worth when the year is over. */
export function naivePoints(rule: Rule, happened: readonly Happened[], { workingDays }: Days): number {
  switch (rule.kind) {
    case 'duty':
      return happened.filter((one) => one.what === 'duty' && one.inTime && one.accepted).length * rule.points;
    case 'count':
      return sum(claims(happened).map(({ size }) => size * rule.points));
    case 'severity':
      return sum(claims(happened).map(({ size }) => size));
    case 'amount':
      return sum(byMonth(happened).map((fen) => Math.floor(fen / rule.step) * rule.points));
    case 'proportional':
      return sum(
        [...grouped(happened, mondayOf).values()].map((units) =>
          Math.floor((rule.points * Math.min(units, rule.target)) / rule.target + 0.5),
        ),
      );
    case 'target':
      if (rule.goal.of === 'receivables') return collected(rule.points, happened);
      return (
        byMonth(happened).filter((size) => rule.goal.of === 'money' && size >= rule.goal.fen).length *
        rule.points
      );
    case 'sla':
      if (rule.due.by === 'date') return delivery(rule.due.date, happened);
      return rule.due.by === 'minutes' ? replies(happened, workingDays) : shipping(happened, workingDays);
  }
}

function claims(happened: readonly Happened[]) {
  return happened.filter((one) => one.what === 'claim').filter(({ counts }) => counts);
}

function grouped(happened: readonly Happened[], periodOf: (day: string) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { day, size } of claims(happened)) {
    sums.set(periodOf(day), (sums.get(periodOf(day)) ?? 0) + size);
  }
  return sums;
}

const byMonth = (happened: readonly Happened[]) => [...grouped(happened, monthOf).values()];
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function collected(points: number, happened: readonly Happened[]): number {
  const due = new Map<string, number>();
  for (const one of happened) {
    if (one.what === 'receivable') due.set(monthOf(one.day), (due.get(monthOf(one.day)) ?? 0) + one.fen);
  }
  const paid = grouped(happened, monthOf);
  return [...due].filter(([month, fen]) => (paid.get(month) ?? 0) >= fen).length * points;
}

type Item = { started: number; day: string; done: number; label: boolean };

/** Items with the working day that they count on; what starts on a day off starts with the next working day. */
function items(happened: readonly Happened[], workingDays: ReadonlySet<string>): Map<string, Item[]> {
  const days = new Map<string, Item[]>();
  for (const one of happened) {
    if (one.what !== 'item') continue;
    let day = dayOf(one.started);
    let started = Date.parse(one.started);
    while (!workingDays.has(day)) {
      day = next(day);
      started = Date.parse(`${day}T00:00:00.000+08:00`);
    }
    const done = one.done === null ? Number.POSITIVE_INFINITY : Date.parse(one.done);
    days.set(day, [...(days.get(day) ?? []), { started, day, done, label: one.label }]);
  }
  return days;
}

function shipping(happened: readonly Happened[], workingDays: ReadonlySet<string>): number {
  const dueOf = ({ started, day, label }: Item) => {
    if (started <= Date.parse(`${day}T16:30:00+08:00`)) return endOf(day);
    let following = next(day);
    while (!workingDays.has(following)) following = next(following);
    return label ? endOf(following) : Date.parse(`${following}T12:00:00+08:00`);
  };
  const good = [...items(happened, workingDays).values()].filter((some) =>
    some.every((item) => item.done <= dueOf(item)),
  );
  return good.length * 30;
}

function replies(happened: readonly Happened[], workingDays: ReadonlySet<string>): number {
  return sum(
    [...items(happened, workingDays)].map(([day, some]) => {
      const late = some.filter(({ started, done }) => done > started + 1_800_000).length;
      const closing = Math.max(endOf(day), ...some.map(({ started }) => started + 1_800_000));
      return (some.every(({ done }) => done <= closing) ? 30 : 0) - 10 * late;
    }),
  );
}

function delivery(date: string, happened: readonly Happened[]): number {
  return sum(
    happened.flatMap((one) => {
      if (one.what !== 'item' || one.done === null) return [];
      if (Date.parse(one.done) <= endOf(date)) return [500];
      return [((Date.parse(dayOf(one.done)) - Date.parse(date)) / DAY) * -50];
    }),
  );
}

/**
 * How many duties of a rule somebody owes, of the periods that lie wholly in the year: judged by the day that decides,
 * the last working day until the day that is named, or else the first one after it.
 */
export function naiveDuties(rule: Rule, isThere: (day: string) => boolean, { workingDays }: Days): number {
  if (rule.kind !== 'duty') return 0;
  const { due } = rule;
  const periodOf = { day: (day: string) => day, week: mondayOf, month: monthOf }[due.every];
  const periods = new Map<string, string[]>();
  for (let day = FIRST; day <= LAST; day = next(day)) {
    periods.set(periodOf(day), [...(periods.get(periodOf(day)) ?? []), day]);
  }
  const whole = [...periods.values()].filter((days) => due.every !== 'week' || days.length === 7);
  return whole.filter((days) => {
    const working = days.filter((day) => workingDays.has(day));
    const until = working.filter((day) => day <= namedDay(due, days));
    const decides = until.at(-1) ?? working[0];
    return decides !== undefined && isThere(decides);
  }).length;
}

function namedDay(due: Extract<Rule, { kind: 'duty' }>['due'], days: readonly string[]): string {
  const nth = due.every === 'week' ? due.weekday : due.every === 'month' ? due.day : undefined;
  return (nth === undefined ? days.at(-1) : days[nth - 1]) ?? '';
}
