import { z } from 'zod';
import {
  dueMoment,
  isWithin,
  lastRunningDay,
  localDay,
  type CompanyCalendar,
  type Days,
} from '../working-days.ts';
import { isAfter, type Fact, type FactOf, type FactType } from './fact.ts';
import { periodOf, periodsEndingIn, type Period } from './period.ts';

/** Why an entry is there, beside the rule: a key that every page has words for. */
export const reasons = [
  'duty_accepted',
  'duty_missed',
  'units',
  'steps',
  'target_reached',
  'share_of_target',
  'day_in_order',
  'in_time',
  'breach',
  'day_late',
  'severity',
  'reversed',
  'lifted',
] as const;
export type Reason = (typeof reasons)[number];

/**
 * What the ledger has to hold. The key says what the points are for: whoever settles the same again comes to the
 * same key.
 */
export const entrySchema = z.strictObject({
  key: z.string(),
  person: z.string(),
  points: z.int().describe('Never 0'),
  day: z.iso
    .date()
    .describe("The day of the company's zone on which the fact happened, or the last day of its period"),
  rule: z.string(),
  version: z.int(),
  reason: z.enum(reasons),
  facts: z.array(z.string()).describe('Ids of the facts that it stands on; none for what did not happen'),
});
export type Entry = z.output<typeof entrySchema>;

/**
 * How far a period (or a day, or an item) got with what was to be reached, and it may be further; `due` once it counts
 * for attainment.
 */
export type Progress = Days & { reached: number; target: number; due: boolean };

/** What is settled: one person's facts for one version of a rule. */
export type Given = {
  person: string;
  version: number;
  facts: readonly Fact[];
  /** The days to settle: everything that is dated there, and nothing else. */
  during: Days;
  /** The days on which the rule is for this person: from joining, without leave, until leaving. */
  present: readonly { from: string; to?: string | undefined }[];
  /** As of when. What is due later has not been missed yet. */
  at: string;
  calendar: CompanyCalendar;
};

/** What one kind of rule makes of the facts; `moments` are those after which it makes something else of them. */
export type Findings = { entries: Entry[]; progress: Progress[]; moments: string[] };

/** The facts of one type, each once. */
export function factsOf<Type extends FactType>(type: Type, given: Given): FactOf<Type>[] {
  return given.facts.filter((fact): fact is FactOf<Type> => fact.type === type);
}

/** Facts by what they have in common, in the order in which it first appears. */
export function groupedBy<F>(facts: readonly F[], keyOf: (fact: F) => string): Map<string, F[]> {
  const groups = new Map<string, F[]>();
  for (const fact of facts) {
    const group = groups.get(keyOf(fact));
    if (group === undefined) groups.set(keyOf(fact), [fact]);
    else group.push(fact);
  }
  return groups;
}

/** Makes an entry of a rule; `key` says what for, the most particular last. */
export function entryOf(
  rule: { id: string },
  given: Given,
  entry: Pick<Entry, 'points' | 'day' | 'reason' | 'facts'> & { key: string },
): Entry {
  const { person, version } = given;
  return { ...entry, key: `rule/${rule.id}/${person}/${entry.key}`, person, rule: rule.id, version };
}

/** Whether a moment is over. At the moment itself it is not: 22:00:00.000 is still in time. */
export function isOver(moment: string, given: Given): boolean {
  return isAfter(given.at, moment);
}

/** The local day of an instant in the company's zone. */
export function dayIn(instant: string, given: Given): string {
  return localDay(instant, given.calendar);
}

/** The last instant of a local day. */
export function endOf(day: string, given: Given): string {
  return dueMoment(day, given.calendar);
}

/** Whether the rule is for this person on a day. */
export function isPresent(day: string, given: Given): boolean {
  return given.present.some((days) => isWithin(day, days));
}

/**
 * The periods that are settled, each with its facts by the day on which they happened. A period belongs to where it
 * ends.
 */
export function byPeriod<F extends { at: string }>(
  period: Period,
  facts: readonly F[],
  given: Given,
): (Days & { facts: F[] })[] {
  const periods = periodsEndingIn(given.during, period).map((days) => ({ ...days, facts: new Array<F>() }));
  const byFirstDay = new Map(periods.map((days) => [days.from, days.facts]));
  for (const fact of facts) {
    const from = periodOf(dayIn(fact.at, given), period)?.from;
    if (from !== undefined) byFirstDay.get(from)?.push(fact);
  }
  return periods;
}

/**
 * Progress of a period towards a target. It counts once the period is over, or the target reached, for a person who
 * was there on its last working day; a period without a working day counts for nobody.
 */
export function progressOf({ from, to }: Days, reached: number, target: number, given: Given): Progress[] {
  const last = lastRunningDay({ from, to }, 'working', given.calendar);
  if (reached === 0 && (last === undefined || !isPresent(last, given))) return [];
  const due = reached >= target || isOver(endOf(to, given), given);
  return [{ from, to, reached, target, due }];
}
