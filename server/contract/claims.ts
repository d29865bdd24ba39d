import { z } from 'zod';
import { evidenceSchema, personId } from '../../workflows/events.ts';
import { claimFactSchema } from '../../workflows/rules/claim-fact.ts';
import { ruleId } from '../../workflows/rules/fields.ts';
import { claimRuleSchema } from '../../workflows/rule-definition.ts';
import { required } from '../../workflows/text.ts';
import { commandId } from './instances.ts';
import { personRefSchema } from './people.ts';
import { placeSchema } from './rule-work.ts';

/** Why something cannot be claimed, or gives nothing. */
export const claimProblems = [
  'unknown_rule',
  'not_claimable',
  'rule_not_yet',
  'rule_ended',
  'not_your_position',
  'day_in_future',
  'day_outside_period',
  'wrong_fact',
  'points_missing',
  'points_outside_range',
  'already_claimed',
  'no_reviewer',
  'cap_reached',
] as const;
export const claimProblemSchema = z.object({
  code: z.enum(claimProblems),
  blocks: z.boolean().describe('false: it can be claimed, but gives nothing'),
  from: z.string().nullable().describe('The local day from which it can be claimed, if there is one'),
  positions: z
    .array(z.string())
    .describe('Names of the positions that have the rule, where that is the reason'),
  instance: z.string().nullable().describe('The claim that is there already'),
});
export type ClaimProblem = z.output<typeof claimProblemSchema>;

/** A rule that a person can, or cannot, claim something for today. */
export const claimableSchema = z.object({
  rule: claimRuleSchema,
  version: z.int(),
  place: placeSchema,
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  sum: z.int().nullable().describe('Running sum of the present period, in units or fen'),
  problem: claimProblemSchema.nullable(),
});
export type Claimable = z.output<typeof claimableSchema>;
export const claimableListSchema = z.object({ person: personRefSchema, items: z.array(claimableSchema) });

const claimed = {
  rule: ruleId,
  person: personId.optional().describe('Whose it is; the caller if left out'),
  fact: claimFactSchema,
  externalId: required(200)
    .optional()
    .describe('Its id in the system that it comes from: sent twice, it counts once'),
};
export const claimPreviewQuerySchema = z.strictObject(claimed);
export type ClaimInput = z.output<typeof claimPreviewQuerySchema>;

/** What a claim would give, and why. */
export const claimPreviewSchema = z.object({
  points: z.int().nullable().describe('null: the reviewer chooses them'),
  when: z
    .enum(['at_acceptance', 'at_once', 'at_period_end'])
    .describe('at_period_end: what the whole period is worth is entered then'),
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  before: z.int().nullable().describe('Running sum before it, in units or fen'),
  after: z.int().nullable(),
  missing: z.int().nullable().describe('To the next step or to the target, in units or fen, after it'),
  next: z.int().nullable().describe('Points that come with what is missing'),
  capLeft: z.int().nullable().describe('Points that the period can still give after it'),
  reviewer: personRefSchema.nullable(),
  problems: z.array(claimProblemSchema),
});
export type ClaimPreview = z.output<typeof claimPreviewSchema>;

export const newClaimSchema = z.strictObject({ commandId, ...claimed, evidence: evidenceSchema });
