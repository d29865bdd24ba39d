import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { personId } from '../../workflows/events.ts';
import { submissionSchema } from './instances.ts';
import { reasons } from '../../workflows/rules/settlement.ts';
import { personRefSchema } from './people.ts';

/** One line of the ledger; it is never changed, only answered by a reversal. */
export const entrySchema = z.object({
  id: z.string(),
  person: personRefSchema,
  points: z.int(),
  day: z.string().describe('The day it is dated by, in the time zone of the company'),
  kind: z.enum(['award', 'reverse']),
  instance: z.string(),
  title: z.string().describe('Title of the project, or name of the rule'),
  milestone: z.object({ id: z.string(), title: z.string() }).nullable().describe('null: of a rule'),
  rule: z.string().nullable().describe('Id of the rule; null: of a project'),
  reason: z.enum(reasons).nullable(),
  decidedBy: personRefSchema,
  at: z.iso.datetime(),
  reversalOf: z.string().nullable(),
});
export type Entry = z.output<typeof entrySchema>;

export const entryQuerySchema = z.strictObject({
  person: personId.optional(),
  instance: z
    .string()
    .regex(/^[0-9a-f]{24}$/)
    .optional(),
  department: z.string().max(100).optional().describe('Its people and those of the departments below it'),
  rule: z
    .string()
    .regex(/^(_project|[a-z][a-z0-9_]{0,59})$/)
    .optional()
    .describe('The id of a rule; _project: what comes from projects'),
  from: localDate.optional().describe('First day that they are dated by'),
  to: localDate.optional().describe('Last day that they are dated by'),
  cursor: z.string().max(300).optional(),
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .optional(),
});
export const entryListSchema = z.object({ items: z.array(entrySchema), next: z.string().nullable() });

/** Why an entry is there: the rule, the facts, the transition, who decided and when. */
export const whySchema = z.object({
  entry: entrySchema,
  split: z.object({ total: z.int(), weight: z.int().describe('Hundredths of a percent'), points: z.int() }),
  criterion: z.string(),
  transition: z.object({
    seq: z.int(),
    event: z.string(),
    from: z.string(),
    to: z.string(),
    text: z.string(),
  }),
  submission: submissionSchema.nullable().describe('What had been handed in'),
  definitionHash: z.string(),
  reversedBy: z.string().nullable(),
});
export type Why = z.output<typeof whySchema>;

export const balanceSchema = z.object({
  person: personRefSchema,
  department: z.string(),
  points: z.int(),
  entries: z.int(),
});
export const balanceListSchema = z.object({ items: z.array(balanceSchema) });
export type Balance = z.output<typeof balanceSchema>;
