import { z } from 'zod';
import { common, gain, unit, whole } from './fields.ts';
import { asAccepted } from './fact.ts';
import { periodSchema } from './period.ts';
import {
  byPeriod,
  endOf,
  entryOf,
  factsOf,
  isOver,
  progressOf,
  type Findings,
  type Given,
} from './settlement.ts';

/** Points × min(done, target) / target for the period, rounded half up. */
export const proportionalSchema = z.strictObject({
  kind: z.literal('proportional'),
  ...common,
  unit,
  points: gain.describe('Points of a period in which the target is reached'),
  target: whole.min(1).max(1_000_000).describe('Units per period'),
  period: periodSchema,
});
export type ProportionalRule = z.output<typeof proportionalSchema>;

/** The share of the points that so many units give: 7 of 20 at 100 points are 35. Exact, then rounded half up. */
export function pointsOfShare(rule: Pick<ProportionalRule, 'points' | 'target'>, done: number): number {
  const target = BigInt(rule.target);
  const share = BigInt(rule.points) * BigInt(Math.min(done, rule.target));
  return Number((share * 2n + target) / (target * 2n));
}

/** When a period is over it gives its share, dated by its last day. */
export function settleProportional(rule: ProportionalRule, given: Given): Findings {
  const findings: Findings = { entries: [], progress: [], moments: [] };
  for (const period of byPeriod(rule.period, factsOf('units', given), given)) {
    const claims = asAccepted(period.facts);
    const done = claims.reduce((sum, claim) => sum + claim.units, 0);
    const end = endOf(period.to, given);
    if (isOver(end, given)) {
      findings.entries.push(
        entryOf(rule, given, {
          key: `share/${period.from}`,
          points: pointsOfShare(rule, done),
          day: period.to,
          reason: 'share_of_target',
          facts: claims.map((claim) => claim.id),
        }),
      );
    }
    findings.progress.push(...progressOf(period, done, rule.target, given));
    findings.moments.push(end);
  }
  return findings;
}
