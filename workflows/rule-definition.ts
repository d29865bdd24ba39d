import { z } from 'zod';
import { amountSchema } from './rules/amount.ts';
import { countSchema } from './rules/count.ts';
import { dutySchema } from './rules/duty.ts';
import { proportionalSchema } from './rules/proportional.ts';
import { ruleSchema, type Rule } from './rules/rule.ts';
import { severitySchema } from './rules/severity.ts';
import { targetSchema } from './rules/target.ts';

const version = z.int().min(1).describe('The version of the rule');

/** The rules that something can be claimed for. */
export const claimRuleSchema = z.discriminatedUnion('kind', [
  countSchema,
  amountSchema,
  targetSchema,
  proportionalSchema,
  severitySchema,
]);
export type ClaimRule = z.output<typeof claimRuleSchema>;

/** Whether something can be claimed for a rule. */
export function isClaimRule(rule: Rule): rule is ClaimRule {
  return rule.kind !== 'duty' && rule.kind !== 'sla';
}

/** What a duty runs on: one version of its rule. */
export const dutyDefinitionSchema = z.strictObject({ kind: z.literal('duty'), rule: dutySchema, version });
export type DutyDefinition = z.output<typeof dutyDefinitionSchema>;

/** What a claim runs on. */
export const claimDefinitionSchema = z.strictObject({
  kind: z.literal('claim'),
  rule: claimRuleSchema,
  version,
});
export type ClaimDefinition = z.output<typeof claimDefinitionSchema>;

/** What a tally runs on: what the facts of a person, a rule and a period come to. */
export const tallyDefinitionSchema = z.strictObject({ kind: z.literal('tally'), rule: ruleSchema, version });
export type TallyDefinition = z.output<typeof tallyDefinitionSchema>;
