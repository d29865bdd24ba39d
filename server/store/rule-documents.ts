import { z } from 'zod';
import { ruleSetDraftSchema } from '../../workflows/rules/draft.ts';
import { ruleSetSchema } from '../../workflows/rules/rule-set.ts';
import { ruleSchema } from '../../workflows/rules/rule.ts';

const instant = z.iso.datetime();

/** A published rule set, written once; `_id` is `<department>/<number>`. */
export const ruleSetDocumentSchema = z.strictObject({
  _id: z.string(),
  department: z.string().describe('Id of the department of the rules'),
  number: z.int().describe('1 for the first one of the department'),
  edition: z
    .int()
    .describe('How many had been published in the company: unique, so that they come one by one'),
  ruleSet: ruleSetSchema,
  publishedAt: instant,
  publishedBy: z.string().nullable().describe('null: the catalogue, at the first start'),
  note: z.string(),
});
export type RuleSetDocument = z.output<typeof ruleSetDocumentSchema>;

/** How a rule is from a day on, written once; `_id` is `<rule>/<version>`. */
export const ruleVersionSchema = z.strictObject({
  _id: z.string(),
  rule: z.string(),
  area: z.string(),
  keyResult: z.string(),
  ruleSet: z.string().describe('The department in whose rule set it lies'),
  version: z.int().describe('Number of the rule set that brought it'),
  from: z.string().describe('The first day on which it holds, in the time zone of the company'),
  hash: z.string().nullable().describe('Of the definition'),
  definition: ruleSchema.optional().describe('Left out: from then on there is no such rule'),
});
export type RuleVersionDocument = z.output<typeof ruleVersionSchema>;

/** The next rule set of a department while it is written; `_id` is the department. */
export const ruleDraftSchema = z.strictObject({
  _id: z.string(),
  base: z.int().nullable().describe('Number of the rule set it was begun from'),
  ruleSet: ruleSetDraftSchema,
  version: z.int().describe('One more with every change'),
  savedAt: instant,
  savedBy: z.string(),
});
export type RuleDraftDocument = z.output<typeof ruleDraftSchema>;
