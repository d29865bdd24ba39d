import { z } from 'zod';
import { fen, MAX_FEN } from '../money.ts';
import { asAccepted } from './fact.ts';
import { common, fault, points } from './fields.ts';
import { periodSchema } from './period.ts';
import { byPeriod, dayIn, entryOf, factsOf, type Findings, type Given } from './settlement.ts';

/** What the largest claim can give at most: sums of a thousand such are still exact. */
const MOST_AT_ONCE = 1_000_000_000_000;

/** Points per whole step of money over the running sum of the period. */
export const amountSchema = z
  .strictObject({
    kind: z.literal('amount'),
    ...common,
    points: points.describe('Points per step'),
    step: fen.describe('Money that one step takes, in fen'),
    period: periodSchema,
  })
  .superRefine((rule, report) => {
    const most = Math.abs(rule.points) * (MAX_FEN / rule.step);
    if (fen.safeParse(rule.step).success && most > MOST_AT_ONCE) fault(report, 'step_too_small', ['step']);
  });
export type AmountRule = z.output<typeof amountSchema>;

/**
 * What a claim of so many fen gives after so many of the same period, and how much is missing to the next step:
 * ¥600, then ¥600 pays one step of ¥1000 at the second.
 */
export function pointsOfAmount(
  rule: AmountRule,
  before: number,
  amount: number,
): { points: number; missing: number } {
  const steps = Math.floor((before + amount) / rule.step) - Math.floor(before / rule.step);
  return {
    points: steps === 0 ? 0 : steps * rule.points,
    missing: rule.step - ((before + amount) % rule.step),
  };
}

/** Each claim gives the steps that it completes, dated by the day on which it happened. */
export function settleAmount(rule: AmountRule, given: Given): Findings {
  const findings: Findings = { entries: [], progress: [], moments: [] };
  for (const period of byPeriod(rule.period, factsOf('money', given), given)) {
    let before = 0;
    for (const claim of asAccepted(period.facts)) {
      const { points } = pointsOfAmount(rule, before, claim.fen);
      before += claim.fen;
      const day = dayIn(claim.at, given);
      findings.entries.push(
        entryOf(rule, given, { key: `steps/${claim.id}`, points, day, reason: 'steps', facts: [claim.id] }),
      );
    }
  }
  return findings;
}
