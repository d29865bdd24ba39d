import { startOfDay } from '../calendar.ts';
import {
  addDays,
  dueMoment,
  lastRunningDay,
  localDay,
  type CompanyCalendar,
  type Days,
} from '../working-days.ts';
import type { FactOf } from './fact.ts';
import { periodOf } from './period.ts';
import type { Rule } from './rule.ts';
import { dueOfItem } from './sla-due.ts';
import { periodOfRule, versionsDuring, versionInForce, type RuleVersion } from './versions.ts';

/** No search for the days off before a day goes further back than this. */
const SEARCHED_DAYS = 366;

/** An item or a receivable, as far as it says when it counts. */
export type Dated =
  Pick<FactOf<'item'>, 'type' | 'startedAt' | 'category'> | Pick<FactOf<'receivable'>, 'type' | 'at'>;

/** The day that an item belongs to, and the period that it counts in. */
export type ItemPeriod = { version: number; rule: Rule; day: string; period: Days };

/** Whether timed items or receivables can be entered for a rule, and which of the two. */
export function itemTypeOf(rule: Rule): 'item' | 'receivable' | undefined {
  if (rule.kind === 'sla') return 'item';
  return rule.kind === 'target' && rule.goal.of === 'receivables' ? 'receivable' : undefined;
}

/**
 * Where an item counts: under the version in force on the day that it belongs to. None if no version of the rule
 * takes it on that day. Throws a RangeError if the company never works.
 */
export function periodOfItem(
  versions: readonly RuleVersion[],
  item: Dated,
  calendar: CompanyCalendar,
): ItemPeriod | undefined {
  const first = localDay(item.type === 'item' ? item.startedAt : item.at, calendar);
  for (const { version, rule } of candidates(versions, first)) {
    const place = placeUnder(rule, item, calendar);
    if (place === undefined) continue;
    const inForce = versionOf(versions, place.period);
    if (inForce?.version === version) return { version, rule, ...place };
  }
  return undefined;
}

/** The last moment at which a timed item is in time, ISO in UTC; none if no version takes it on its day. */
export function dueOf(
  versions: readonly RuleVersion[],
  item: Extract<Dated, { type: 'item' }>,
  calendar: CompanyCalendar,
): string | undefined {
  const rule = periodOfItem(versions, item, calendar)?.rule;
  if (rule?.kind !== 'sla') return undefined;
  const { due, days } = rule;
  return due.by === 'date' ? dueMoment(due.date, calendar) : dueOfItem(due, item, days, calendar).due;
}

/** The version that settles a period: in force on its first day, or else the first that begins within it. */
export function versionOf<V extends RuleVersion>(
  versions: readonly V[],
  period: Days,
): (V & { rule: Rule }) | undefined {
  const first = versionsDuring(versions, period)[0];
  const version = versions.find((candidate) => candidate.version === first?.version);
  return first === undefined || version === undefined ? undefined : { ...version, rule: first.rule };
}

/** The version of the day on which it happened first: the others only if it does not count under that one. */
function candidates(versions: readonly RuleVersion[], day: string): { version: number; rule: Rule }[] {
  const inForce = versionInForce(versions, day);
  const others = versions.filter((version) => version !== inForce).toSorted((a, b) => b.version - a.version);
  return [...(inForce === undefined ? [] : [inForce]), ...others].flatMap(({ version, rule }) =>
    rule === undefined ? [] : [{ version, rule }],
  );
}

function placeUnder(
  rule: Rule,
  item: Dated,
  calendar: CompanyCalendar,
): { day: string; period: Days } | undefined {
  if (itemTypeOf(rule) !== item.type) return undefined;
  if (item.type === 'receivable') {
    const day = localDay(item.at, calendar);
    const period = periodOf(day, periodOfRule(rule));
    return period === undefined ? undefined : { day, period };
  }
  if (rule.kind !== 'sla') return undefined;
  const day =
    rule.due.by === 'date'
      ? localDay(dueMoment(rule.due.date, calendar), calendar)
      : dueOfItem(rule.due, item, rule.days, calendar).day;
  return { day, period: { from: day, to: day } };
}

/**
 * The instants between which an item starts, or falls due, that counts in a period of a rule; none if that may be
 * whenever. What starts on days off belongs to the next day on which the rule runs.
 */
export function countedInstants(
  rule: Rule,
  period: Days,
  calendar: CompanyCalendar,
): { from: string; to: string } | undefined {
  if (rule.kind === 'sla' && rule.due.by === 'date') return undefined;
  const to = dueMoment(period.to, calendar);
  if (rule.kind !== 'sla') return { from: startOfDay(period.from, calendar.timeZone), to };
  const searched = { from: addDays(period.from, -SEARCHED_DAYS), to: addDays(period.from, -1) };
  const before = lastRunningDay(searched, rule.days, calendar) ?? searched.from;
  return { from: startOfDay(addDays(before, 1), calendar.timeZone), to };
}
