import { z } from 'zod';
import { daysLate } from '../calendar.ts';
import { addDays, dueMoment, isWithin } from '../working-days.ts';
import { isAfter, type FactOf } from './fact.ts';
import { common, days, fault, gain, loss } from './fields.ts';
import {
  dayIn,
  endOf,
  entryOf,
  factsOf,
  groupedBy,
  isOver,
  isPresent,
  type Entry,
  type Findings,
  type Given,
} from './settlement.ts';
import { dueOfItem, slaDueSchema } from './sla-due.ts';

/** Whom nobody has told that an item is done pays for at most a year of days late. */
const MOST_DAYS_LATE = 366;

/** Timed items: each starts, is due at a moment worked out from that, and is done. */
export const slaSchema = z
  .strictObject({
    kind: z.literal('sla'),
    ...common,
    days,
    due: slaDueSchema,
    points: z
      .discriminatedUnion('per', [
        z.strictObject({
          per: z.literal('day'),
          points: gain,
          when: z
            .enum(['all_in_time', 'all_done'])
            .describe('Whether every item of the day has to be in time, or only done when the day closes'),
        }),
        z.strictObject({ per: z.literal('item'), points: gain.describe('For each item in time') }),
      ])
      .optional(),
    penalty: z
      .strictObject({
        per: z.enum(['breach', 'day_late']).describe('Once for an item, or for each calendar day late'),
        points: loss,
      })
      .optional(),
  })
  .superRefine((rule, report) => {
    if (rule.due.by === 'date' && rule.points?.per === 'day') {
      fault(report, 'day_points_of_one_date', ['points', 'per']);
    }
  });
export type SlaRule = z.output<typeof slaSchema>;

/** An item as it stands: done, or open. */
type Timed = { id: string; facts: string[]; day: string; due: string; doneAt: string | undefined };

/**
 * Points and penalties of the items whose day is settled. An item is in breach once its due moment is over. A day
 * closes at its end or at the last due moment of its items, whichever is later; then it gives its points, dated by
 * itself. A day without items gives none. A breach is dated by the day of its item, a day late by itself.
 */
export function settleSla(rule: SlaRule, given: Given): Findings {
  const { due } = rule;
  if (due.by === 'date') return settleDelivery(rule, due.date, given);

  const findings: Findings = { entries: [], progress: [], moments: [] };
  const timed = factsOf('item', given).map((item) => ({
    id: item.id,
    facts: [item.id],
    doneAt: item.doneAt,
    ...dueOfItem(due, item, rule.days, given.calendar),
  }));
  for (const [day, items] of groupedBy(timed, (item) => item.day)) {
    if (!isWithin(day, given.during)) continue;
    for (const item of items) {
      findings.entries.push(...entriesOfItem(rule, item, given));
      findings.moments.push(...momentsOf(rule, item, given));
    }
    const closing = items.reduce(
      (last, item) => (isAfter(item.due, last) ? item.due : last),
      endOf(day, given),
    );
    const closed = isOver(closing, given);
    if (closed) findings.entries.push(...dayPoints(rule, day, items, closing, given));
    findings.moments.push(closing);
    const reached = items.some((item) => isBreach(item, given)) ? 0 : 1;
    findings.progress.push({ from: day, to: day, reached, target: 1, due: closed });
  }
  return findings;
}

/** The one delivery of a fixed date: done when its last part is. It is due whether anybody entered it or not. */
function settleDelivery(rule: SlaRule, date: string, given: Given): Findings {
  const due = dueMoment(date, given.calendar);
  const day = dayIn(due, given);
  const parts = factsOf('item', given);
  if (!isWithin(day, given.during) || (parts.length === 0 && !isPresent(day, given))) {
    return { entries: [], progress: [], moments: [] };
  }
  const item: Timed = {
    id: 'delivery',
    facts: parts.map((part) => part.id).toSorted(),
    day,
    due,
    doneAt: lastDone(parts),
  };
  const counts = item.doneAt !== undefined || isOver(due, given);
  const reached = isInTime(item) ? 1 : 0;
  return {
    entries: entriesOfItem(rule, item, given),
    progress: [{ from: day, to: day, reached, target: 1, due: counts }],
    moments: momentsOf(rule, item, given),
  };
}

function lastDone(parts: readonly FactOf<'item'>[]): string | undefined {
  let last: string | undefined;
  for (const { doneAt } of parts) {
    if (doneAt === undefined) return undefined;
    if (last === undefined || isAfter(doneAt, last)) last = doneAt;
  }
  return last;
}

function isInTime({ doneAt, due }: Timed): boolean {
  return doneAt !== undefined && !isAfter(doneAt, due);
}

function isBreach(item: Timed, given: Given): boolean {
  return item.doneAt === undefined ? isOver(item.due, given) : !isInTime(item);
}

function dayPoints(rule: SlaRule, day: string, items: Timed[], closing: string, given: Given): Entry[] {
  const { points } = rule;
  if (points?.per !== 'day') return [];
  const { when } = points;
  const earned = items.every((item) =>
    when === 'all_done' ? isInTime({ ...item, due: closing }) : isInTime(item),
  );
  if (!earned) return [];
  const facts = items.flatMap((item) => item.facts).toSorted();
  return [
    entryOf(rule, given, { key: `day/${day}`, points: points.points, day, reason: 'day_in_order', facts }),
  ];
}

function entriesOfItem(rule: SlaRule, item: Timed, given: Given): Entry[] {
  const { id, facts, doneAt } = item;
  if (rule.points?.per === 'item' && doneAt !== undefined && isInTime(item)) {
    const { points } = rule.points;
    const day = dayIn(doneAt, given);
    return [entryOf(rule, given, { key: `in_time/${id}`, points, day, reason: 'in_time', facts })];
  }
  if (rule.penalty === undefined || !isBreach(item, given)) return [];
  const { per, points } = rule.penalty;
  if (per === 'breach') {
    return [entryOf(rule, given, { key: `breach/${id}`, points, day: item.day, reason: 'breach', facts })];
  }
  const dueDay = dayIn(item.due, given);
  const late = daysLate(item.due, doneAt ?? given.at, given.calendar.timeZone);
  return Array.from({ length: Math.min(late, MOST_DAYS_LATE) }, (_, index) =>
    entryOf(rule, given, {
      key: `late/${index + 1}/${id}`,
      points,
      day: addDays(dueDay, index + 1),
      reason: 'day_late',
      facts,
    }),
  );
}

/** An open item changes what is right when it falls due, and then with every day late that costs something. */
function momentsOf(rule: SlaRule, item: Timed, given: Given): string[] {
  if (item.doneAt !== undefined) return [];
  const late = daysLate(item.due, given.at, given.calendar.timeZone);
  const goesOn = rule.penalty?.per === 'day_late' && late < MOST_DAYS_LATE;
  return goesOn ? [item.due, endOf(dayIn(given.at, given), given)] : [item.due];
}
