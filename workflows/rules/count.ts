import { z } from 'zod';
import { common, fault, gain, points, unit, whole } from './fields.ts';
import { asAccepted } from './fact.ts';
import { periodSchema } from './period.ts';
import { byPeriod, dayIn, entryOf, factsOf, progressOf, type Findings, type Given } from './settlement.ts';

/** Points per unit, either way; with a target (for attainment) and a cap per period, if the rule has them. */
export const countSchema = z
  .strictObject({
    kind: z.literal('count'),
    ...common,
    unit,
    points: points.describe('Points per unit; negative for a fault'),
    period: periodSchema.optional().describe('Over which target and cap are meant'),
    target: whole.min(1).max(1_000_000).optional().describe('Units per period, for attainment alone'),
    cap: gain.optional().describe('Most points that a period gives, or takes'),
  })
  .superRefine((rule, report) => {
    if (rule.cap !== undefined && rule.cap < Math.abs(rule.points)) {
      fault(report, 'cap_below_one_unit', ['cap'], { points: Math.abs(rule.points) });
    }
    if ((rule.cap ?? rule.target) !== undefined && rule.period === undefined) {
      fault(report, 'period_missing', ['period']);
    }
  });
export type CountRule = z.output<typeof countSchema>;

/** Points that so many units give in a period in which so many were accepted before. */
export function pointsOfUnits(rule: CountRule, before: number, units: number): number {
  const cap = rule.cap ?? Number.POSITIVE_INFINITY;
  const paid = (count: number) => Math.min(count * Math.abs(rule.points), cap);
  const points = paid(before + units) - paid(before);
  return rule.points < 0 ? 0 - points : points;
}

/** Each claim gives the points of its units, dated by the day on which it happened, until the cap is reached. */
export function settleCount(rule: CountRule, given: Given): Findings {
  const findings: Findings = { entries: [], progress: [], moments: [] };
  for (const period of byPeriod(rule.period ?? { every: 'day' }, factsOf('units', given), given)) {
    let before = 0;
    for (const claim of asAccepted(period.facts)) {
      const points = pointsOfUnits(rule, before, claim.units);
      before += claim.units;
      const day = dayIn(claim.at, given);
      findings.entries.push(
        entryOf(rule, given, { key: `units/${claim.id}`, points, day, reason: 'units', facts: [claim.id] }),
      );
    }
    if (rule.target !== undefined) {
      findings.progress.push(...progressOf(period, before, rule.target, given));
    }
  }
  return findings;
}
