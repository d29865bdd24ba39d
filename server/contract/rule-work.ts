import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { evidenceSchema, personId } from '../../workflows/events.ts';
import { claimFactSchema } from '../../workflows/rules/claim-fact.ts';
import { ruleId } from '../../workflows/rules/fields.ts';
import { ruleSchema } from '../../workflows/rules/rule.ts';
import { claimStates, dutyStates, taskKinds } from '../../workflows/summary.ts';
import { fileSchema, historyLineSchema, offerSchema } from './instances.ts';
import { entrySchema } from './ledger.ts';
import { personRefSchema } from './people.ts';

/** Duties and claims: work on one rule that is handed in and decided. */

const named = z.object({ id: z.string(), name: z.string() });
/** Where a rule lies in the table of its department. */
export const placeSchema = z.object({ department: named, area: named, process: named, keyResult: named });
export type Place = z.output<typeof placeSchema>;

export const workStates = [...new Set([...dutyStates, ...claimStates])] as const;
const daysSchema = z.object({ from: localDate, to: localDate });

/** One round of handing in, with what became of it. */
export const workRoundSchema = z.object({
  round: z.int(),
  at: z.iso.datetime(),
  by: personRefSchema,
  evidence: evidenceSchema,
  files: z.array(fileSchema),
  fact: claimFactSchema.nullable().describe('What was claimed; null: a duty'),
  decision: z
    .object({
      type: z.enum(['ACCEPT_WORK', 'RETURN_WORK', 'REJECT_WORK', 'WITHDRAW_WORK']),
      by: personRefSchema,
      at: z.iso.datetime(),
      text: z.string().describe('The comment or the reason'),
    })
    .nullable(),
});
export type WorkRound = z.output<typeof workRoundSchema>;

/** A duty or a claim as lists show it. */
export const ruleWorkSchema = z.object({
  id: z.string(),
  kind: z.enum(['duty', 'claim']),
  version: z.int(),
  title: z.string(),
  rule: ruleSchema,
  ruleVersion: z.int(),
  place: placeSchema.nullable().describe('null: the rule is not in any table any more'),
  owner: personRefSchema,
  department: z.string(),
  leader: personRefSchema,
  filer: personRefSchema.nullable().describe('Who recorded a claim, if somebody else'),
  state: z.enum(workStates),
  fact: claimFactSchema.nullable(),
  externalId: z.string().nullable(),
  period: daysSchema.nullable(),
  day: z.string().describe('The day that it belongs to'),
  due: z.iso.datetime().nullable(),
  submittedAt: z.iso.datetime().nullable(),
  mend: z.string().nullable(),
  points: z.int().describe('What stands in the ledger for it'),
});
export type RuleWork = z.output<typeof ruleWorkSchema>;

/** One that waits for somebody: the owner to hand it in or mend it, the reviewer to decide. */
export const ruleTaskSchema = ruleWorkSchema.extend({
  task: z.enum(taskKinds),
  since: z.iso.datetime().nullable().describe('Waiting since'),
  gives: z
    .int()
    .nullable()
    .describe('Points if it is accepted now; null: the reviewer chooses, or they come later'),
  sum: z.int().nullable().describe('Running sum of its period before it, in units or fen'),
  last: workRoundSchema.nullable().describe('What was handed in last'),
});
export type RuleTask = z.output<typeof ruleTaskSchema>;

/** A duty or a claim with everything that its page shows. */
export const ruleWorkViewSchema = ruleWorkSchema.extend({
  rounds: z.array(workRoundSchema).describe('Oldest first'),
  history: z.array(historyLineSchema).describe('Oldest first'),
  entries: z.array(entrySchema),
  offers: z.array(offerSchema).describe('The events that the caller may send now'),
});
export type RuleWorkView = z.output<typeof ruleWorkViewSchema>;

const states = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(workStates)).max(workStates.length))
  .optional()
  .describe('One state, or several with commas between them');
export const ruleWorkQuerySchema = z.strictObject({
  rule: ruleId.optional(),
  person: personId.optional(),
  department: z.string().max(100).optional().describe('Its people and those of the departments below it'),
  from: localDate.optional().describe('First day that they belong to'),
  to: localDate.optional(),
  state: states,
  cursor: z.string().max(300).optional(),
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .optional(),
});
export const ruleWorkListSchema = z.object({ items: z.array(ruleWorkSchema), next: z.string().nullable() });
