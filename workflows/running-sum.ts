import type { ClaimRule } from './rule-definition.ts';
import { pointsOfAmount } from './rules/amount.ts';
import type { ClaimFact } from './rules/claim-fact.ts';
import { pointsOfUnits } from './rules/count.ts';
import { periodOf, type Period } from './rules/period.ts';
import { pointsOfTarget } from './rules/target.ts';
import type { Days } from './working-days.ts';

/** Whose running sum it is: of a rule and a person, over the period with these local days. */
export type TallyKey = { rule: string; person: string; from: string; to: string };

/** The period over which claims of a rule add up; none where each stands by itself. */
function periodIn(rule: ClaimRule): Period | undefined {
  return rule.kind === 'severity' ? undefined : rule.period;
}

/** The period that a claim of that day adds to, or null if there is none. */
export function periodOfClaim(rule: ClaimRule, { day }: ClaimFact): Days | null {
  const period = periodIn(rule);
  return (period === undefined ? undefined : periodOf(day, period)) ?? null;
}

/** Whether a claim of that day belongs to no period of a rule that adds up over one. */
export function isOutsidePeriod(rule: ClaimRule, fact: ClaimFact): boolean {
  return periodIn(rule) !== undefined && periodOfClaim(rule, fact) === null;
}

/** The running sum that an accepted claim moves, or null if it moves none. */
export function sumMovedByClaim(rule: ClaimRule, fact: ClaimFact, person: string): TallyKey | null {
  const period = periodOfClaim(rule, fact);
  return period === null ? null : { rule: rule.id, person, ...period };
}

/** Whether the points of a claim depend on what was accepted before; those of a tally come when it is settled. */
export function dependsOnSum(rule: ClaimRule): boolean {
  switch (rule.kind) {
    case 'count':
      return rule.period !== undefined;
    case 'amount':
      return true;
    case 'target':
      return rule.goal.of !== 'receivables';
    case 'proportional':
    case 'severity':
      return false;
  }
}

/** How far a claim moves the running sum, in units or fen. */
export function sizeOf(fact: ClaimFact): number {
  switch (fact.type) {
    case 'units':
      return fact.units;
    case 'money':
      return fact.fen;
    case 'decision':
      return 0;
  }
}

/**
 * Points that a claim gives after so many units or fen of the same period: f(sum + x) − f(sum), so that the total
 * of all is f of the sum. Those of a tally come later: 0. Throws a RangeError for a decision without points.
 */
export function pointsOfClaim(rule: ClaimRule, fact: ClaimFact, sum: number): number {
  const size = sizeOf(fact);
  switch (rule.kind) {
    case 'count':
      return pointsOfUnits(rule, sum, size);
    case 'amount':
      return pointsOfAmount(rule, sum, size).points;
    case 'target':
      return pointsOfGoal(rule, sum, size);
    case 'proportional':
      return 0;
    case 'severity':
      if (fact.type !== 'decision' || fact.points === undefined) {
        throw new RangeError(`no points were chosen for ${rule.id}`);
      }
      return fact.points;
  }
}

function pointsOfGoal(rule: Extract<ClaimRule, { kind: 'target' }>, sum: number, size: number): number {
  switch (rule.goal.of) {
    case 'units':
      return pointsOfTarget(rule, rule.goal.units, sum, size);
    case 'money':
      return pointsOfTarget(rule, rule.goal.fen, sum, size);
    case 'receivables':
      return 0;
  }
}
