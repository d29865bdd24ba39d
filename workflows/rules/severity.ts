import { z } from 'zod';
import { isWithin } from '../working-days.ts';
import type { FactOf } from './fact.ts';
import { common, fault, points } from './fields.ts';
import { dayIn, entryOf, factsOf, type Findings, type Given } from './settlement.ts';

const range = z.strictObject({ min: points, max: points }).superRefine(({ min, max }, report) => {
  if (min > max) fault(report, 'min_above_max', ['min']);
});

/** Points that the reviewer chooses within a range, by seriousness. */
export const severitySchema = z
  .strictObject({
    kind: z.literal('severity'),
    ...common,
    range: range.describe('The lowest and the highest points that can be chosen: -1000 and -50'),
    levels: z
      .strictObject({
        light: range.optional(),
        moderate: range.optional(),
        serious: range.optional(),
        critical: range.optional(),
      })
      .default({})
      .describe('What a level narrows the range to'),
  })
  .superRefine((rule, report) => {
    for (const [level, { min, max } = rule.range] of Object.entries(rule.levels)) {
      if (min < rule.range.min || max > rule.range.max) {
        fault(report, 'outside_the_range', ['levels', level], rule.range);
      }
    }
  });
export type SeverityRule = z.output<typeof severitySchema>;

/** Why these points cannot be chosen: they are 0, no whole number or outside the range; nothing if they can. */
export function whyNotPoints(
  rule: SeverityRule,
  decision: Pick<FactOf<'decision'>, 'points' | 'level'>,
): { code: 'points_outside_range'; min: number; max: number } | undefined {
  const { points, level } = decision;
  const { min, max } = (level === undefined ? undefined : rule.levels[level]) ?? rule.range;
  const fits = Number.isInteger(points) && points !== 0 && min <= points && points <= max;
  return fits ? undefined : { code: 'points_outside_range', min, max };
}

/**
 * Each decision gives the points chosen, dated by the day of the decision. Throws a RangeError for points that could
 * not have been chosen: they are refused before they become a fact.
 */
export function settleSeverity(rule: SeverityRule, given: Given): Findings {
  const entries = factsOf('decision', given).flatMap((decision) => {
    const day = dayIn(decision.decidedAt, given);
    if (!isWithin(day, given.during)) return [];
    if (whyNotPoints(rule, decision)) {
      throw new RangeError(`${decision.points} points are outside the range of ${rule.id}`);
    }
    const { id, points } = decision;
    return [entryOf(rule, given, { key: `severity/${id}`, points, day, reason: 'severity', facts: [id] })];
  });
  return { entries, progress: [], moments: [] };
}
