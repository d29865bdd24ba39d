import { z } from 'zod';
import { personId } from '../../workflows/events.ts';
import { submissionSchema } from './instances.ts';
import { personRefSchema } from './people.ts';

/** One line of the ledger; it is never changed, only answered by a reversal. */
export const entrySchema = z.object({
  id: z.string(),
  person: personRefSchema,
  points: z.int(),
  day: z.string().describe('The day it is dated by, in the time zone of the company'),
  kind: z.enum(['award', 'reverse']),
  instance: z.string(),
  title: z.string().describe('Title of the project'),
  milestone: z.object({ id: z.string(), title: z.string() }),
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
