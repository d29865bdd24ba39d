import type { Input } from '../../workflows/index.ts';
import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import type { RuleInput } from '../../workflows/rules/rule.ts';
import { people } from '../support/factories.ts';
import { aRuleDefinition, storyOfWork, who } from './work-story.ts';

/** Rules to claim for, and claims of 10 June 2026. */

export const month = { every: 'month' } as const;
export const referral = {
  kind: 'count',
  id: 'referral',
  name: 'A referral',
  unit: 'referrals',
  points: 300,
} satisfies RuleInput;
export const capped = { ...referral, id: 'capped', points: 30, period: month, cap: 100 } satisfies RuleInput;
export const orders = {
  kind: 'amount',
  id: 'orders',
  name: 'Additional orders',
  points: 50,
  step: 100_000,
  period: month,
} satisfies RuleInput;
export const sales = {
  kind: 'target',
  id: 'sales',
  name: 'Sales target',
  points: 800,
  goal: { of: 'money', fen: 38_000_000 },
  period: month,
} satisfies RuleInput;
export const visits = {
  kind: 'proportional',
  id: 'visits',
  name: 'Revisits',
  unit: 'visits',
  points: 100,
  target: 20,
  period: { every: 'week' },
} satisfies RuleInput;
export const complaint = {
  kind: 'severity',
  id: 'complaint',
  name: 'A complaint',
  range: { min: -1000, max: -50 },
  levels: { light: { min: -200, max: -50 } },
} satisfies RuleInput;

export const TODAY = '2026-06-10';
export const units = (count = 1, day = TODAY): ClaimFact => ({ type: 'units', day, units: count });
export const money = (fen: number, day = TODAY): ClaimFact => ({ type: 'money', day, fen });
export const decision = (changes: Partial<Extract<ClaimFact, { type: 'decision' }>> = {}): ClaimFact => ({
  type: 'decision',
  day: TODAY,
  ...changes,
});

export const claimOf = (
  rule: RuleInput,
  fact: ClaimFact,
  changes: { filer?: string; externalId?: string } = {},
) => {
  const input: Input = { kind: 'claim', ...who, filer: who.owner, externalId: null, fact, ...changes };
  return storyOfWork(aRuleDefinition('claim', rule), input);
};
export const atOnce = <Rule extends RuleInput>(rule: Rule): Rule => ({ ...rule, acceptance: 'at_once' });
export const byLeader = { filer: who.leader };
export const byFiler = { filer: people.filer.id };
