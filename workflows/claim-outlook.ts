import type { ClaimRule } from './rule-definition.ts';
import { pointsOfAmount } from './rules/amount.ts';
import type { ClaimFact } from './rules/claim-fact.ts';
import { pointsOfClaim, sizeOf } from './running-sum.ts';

/** Whether points of a rule come when its period is settled, and not with each claim. */
export function comesAtPeriodEnd(rule: ClaimRule): boolean {
  return rule.kind === 'proportional' || (rule.kind === 'target' && rule.goal.of === 'receivables');
}

/**
 * Points of a claim that is accepted after so many units or fen of its period; null if the reviewer chooses them, or
 * if they come at the end of the period.
 */
export function givesOf(rule: ClaimRule, fact: ClaimFact, before: number): number | null {
  if (comesAtPeriodEnd(rule)) return null;
  if (fact.type === 'decision') return fact.points ?? null;
  return pointsOfClaim(rule, fact, before);
}

/** What comes next: how much is missing to it, in units or fen, and the points that it brings. */
export type Ahead = { missing: number | null; next: number | null };

/** What is missing after a claim to the next step or to the target. */
export function aheadOf(rule: ClaimRule, fact: ClaimFact, before: number): Ahead {
  const size = sizeOf(fact);
  switch (rule.kind) {
    case 'amount':
      return { missing: pointsOfAmount(rule, before, size).missing, next: rule.points };
    case 'target':
      if (rule.goal.of === 'receivables') return { missing: null, next: null };
      return toTarget(rule.goal.of === 'units' ? rule.goal.units : rule.goal.fen, before + size, rule.points);
    case 'proportional':
      return toTarget(rule.target, before + size, null);
    case 'count':
      return rule.target === undefined
        ? { missing: null, next: null }
        : toTarget(rule.target, before + size, null);
    case 'severity':
      return { missing: null, next: null };
  }
}

function toTarget(target: number, after: number, points: number | null): Ahead {
  return after < target ? { missing: target - after, next: points } : { missing: null, next: null };
}

/** Points that a period can still give, or take, after so many units; null where there is no cap. */
export function capLeft(rule: ClaimRule, units: number): number | null {
  if (rule.kind !== 'count' || rule.cap === undefined) return null;
  return Math.max(0, rule.cap - units * Math.abs(rule.points));
}
