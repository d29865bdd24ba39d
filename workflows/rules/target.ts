import { z } from 'zod';
import { fen } from '../money.ts';
import type { Days } from '../working-days.ts';
import { asAccepted, type FactOf } from './fact.ts';
import { common, gain, unit, whole } from './fields.ts';
import { periodSchema } from './period.ts';
import {
  byPeriod,
  dayIn,
  endOf,
  entryOf,
  factsOf,
  isOver,
  progressOf,
  type Entry,
  type Findings,
  type Given,
} from './settlement.ts';

/** Points once, when the period's sum first reaches the target. */
export const targetSchema = z.strictObject({
  kind: z.literal('target'),
  ...common,
  points: gain,
  period: periodSchema,
  goal: z
    .discriminatedUnion('of', [
      z.strictObject({ of: z.literal('units'), units: whole.min(1).max(1_000_000), unit }),
      z.strictObject({ of: z.literal('money'), fen }),
      z
        .strictObject({ of: z.literal('receivables'), percent: whole.min(1).max(100) })
        .describe('A share of the money that falls due in the period, collected'),
    ])
    .describe('What has to be reached'),
});
export type TargetRule = z.output<typeof targetSchema>;

type Claim = FactOf<'units' | 'money'>;
const amountOf = (claim: Claim) => (claim.type === 'units' ? claim.units : claim.fen);
const sumOf = (claims: readonly Claim[]) => claims.reduce((sum, claim) => sum + amountOf(claim), 0);

/** Points that so many units or fen give after so many of the same period: all of them at the target, once. */
export function pointsOfTarget(rule: TargetRule, target: number, before: number, amount: number): number {
  return before < target && before + amount >= target ? rule.points : 0;
}

/**
 * The claim that reaches the target gives the points, dated by the day on which it happened; what comes after gives
 * no more. Of a share of what falls due, the whole is known only when the period is over: then, dated by its last
 * day, and not at all if nothing fell due.
 */
export function settleTarget(rule: TargetRule, given: Given): Findings {
  const { goal } = rule;
  switch (goal.of) {
    case 'units':
      return settleSum(rule, goal.units, factsOf('units', given), given);
    case 'money':
      return settleSum(rule, goal.fen, factsOf('money', given), given);
    case 'receivables':
      return settleReceivables(rule, goal.percent, given);
  }
}

function settleSum(rule: TargetRule, target: number, claims: readonly Claim[], given: Given): Findings {
  const findings: Findings = { entries: [], progress: [], moments: [] };
  for (const period of byPeriod(rule.period, claims, given)) {
    let sum = 0;
    const needed: Claim[] = [];
    for (const claim of asAccepted(period.facts)) {
      if (sum >= target) break;
      sum += amountOf(claim);
      needed.push(claim);
    }
    const last = needed.at(-1);
    if (last !== undefined && sum >= target) {
      findings.entries.push(reached(rule, period, dayIn(last.at, given), needed, given));
    }
    findings.progress.push(...progressOf(period, sum, target, given));
    findings.moments.push(endOf(period.to, given));
  }
  return findings;
}

function settleReceivables(rule: TargetRule, percent: number, given: Given): Findings {
  const findings: Findings = { entries: [], progress: [], moments: [] };
  const collected = byPeriod(rule.period, factsOf('money', given), given);
  byPeriod(rule.period, factsOf('receivable', given), given).forEach((period, index) => {
    const due = period.facts.reduce((sum, receivable) => sum + receivable.fen, 0);
    if (due === 0) return;
    const claims = asAccepted(collected[index]?.facts ?? []);
    const target = Math.ceil((due * percent) / 100);
    const over = isOver(endOf(period.to, given), given);
    const sum = sumOf(claims);
    if (over && sum >= target) findings.entries.push(reached(rule, period, period.to, claims, given));
    const { from, to } = period;
    findings.progress.push({ from, to, reached: sum, target, due: over });
    findings.moments.push(endOf(to, given));
  });
  return findings;
}

function reached(rule: TargetRule, period: Days, day: string, claims: readonly Claim[], given: Given): Entry {
  const facts = claims.map((claim) => claim.id);
  return entryOf(rule, given, {
    key: `target/${period.from}`,
    points: rule.points,
    day,
    reason: 'target_reached',
    facts,
  });
}
