import type { ClaimRule } from '../../workflows/rule-definition.ts';
import { periodOfClaim, sizeOf } from '../../workflows/running-sum.ts';
import { addDays, type Days } from '../../workflows/working-days.ts';
import type { ClaimPreview, ClaimProblem } from '../contract/claims.ts';
import { claimIdOf } from '../runner/steps.ts';
import { findTally } from '../store/tallies.ts';
import { findRuleWork } from '../store/rule-work.ts';
import { sees, type Sight } from '../store/visible.ts';
import type { Ground } from './ground.ts';
import { judge, problem, type Judged, type Wanted } from './judge.ts';
import { aheadOf, capLeft, comesAtPeriodEnd, givesOf } from '../../workflows/claim-outlook.ts';

const nothing = {
  points: null,
  when: 'at_acceptance' as const,
  period: null,
  before: null,
  after: null,
  missing: null,
  next: null,
  capLeft: null,
  reviewer: null,
};

/**
 * What a claim would give, and what is in its way. One round, beside what is at hand: the running sum and the claim
 * that has the external id.
 */
export async function previewClaim(ground: Ground, wanted: Wanted, sight: Sight): Promise<ClaimPreview> {
  const { judged, problems } = judge(ground, wanted);
  if (judged === null) return { ...nothing, problems };
  const period = periodOfClaim(judged.rule, wanted.fact);
  const [before, claimed] = await Promise.all([
    sumBefore(ground, judged.rule, wanted, period),
    claimedBefore(ground, wanted, sight),
  ]);
  const found = [...problems, ...claimed];
  const isWrong = found.some(({ code }) => code === 'wrong_fact');
  if (isWrong) return { ...nothing, problems: found };
  return outlook(ground, wanted, judged, { period, before, problems: found });
}

async function sumBefore(
  { database }: Ground,
  rule: ClaimRule,
  { fact, person }: Wanted,
  period: Days | null,
): Promise<number | null> {
  if (period === null || fact.type === 'decision') return null;
  const tally = await findTally(database, { rule: rule.id, person, from: period.from });
  return tally?.sum ?? 0;
}

/** Says that the external id is taken, and by which claim as far as that may be seen. */
export async function claimedBefore(
  { database }: Ground,
  { rule, externalId }: Wanted,
  sight: Sight,
): Promise<ClaimProblem[]> {
  if (externalId === null) return [];
  const [there] = await findRuleWork(database, [claimIdOf('', rule, externalId)]);
  if (there === undefined) return [];
  return [problem('already_claimed', { instance: sees(sight, there.summary) ? there._id : null })];
}

type Summed = { period: Days | null; before: number | null; problems: ClaimProblem[] };

function outlook(
  { organisation }: Ground,
  { fact }: Wanted,
  { rule, reviewer, atOnce }: Judged,
  { period, before, problems }: Summed,
): ClaimPreview {
  const after = before === null ? null : before + sizeOf(fact);
  const isCapped = before !== null && capLeft(rule, before) === 0;
  const ahead = before === null ? { missing: null, next: null } : aheadOf(rule, fact, before);
  return {
    points: givesOf(rule, fact, before ?? 0),
    when: comesAtPeriodEnd(rule) ? 'at_period_end' : atOnce ? 'at_once' : 'at_acceptance',
    period,
    before,
    after,
    ...ahead,
    capLeft: after === null ? null : capLeft(rule, after),
    reviewer: reviewer === null ? null : organisation.ref(reviewer),
    problems: isCapped ? [...problems, capReached(period)] : problems,
  };
}

/** Beyond the cap something can be claimed, but gives nothing until the next period. */
export function capReached(period: Days | null): ClaimProblem {
  return problem('cap_reached', { blocks: false, from: period === null ? null : addDays(period.to, 1) });
}
