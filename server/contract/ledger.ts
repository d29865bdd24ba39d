import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { personId } from '../../workflows/events.ts';
import { reasons } from '../../workflows/rules/settlement.ts';
import { instanceId } from './instances.ts';
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
  rule: z
    .object({ id: z.string(), name: z.string(), version: z.int() })
    .nullable()
    .describe('As it was when it gave the points; null: of a project'),
  reason: z.enum(reasons).nullable().describe('null: of a project'),
  decidedBy: personRefSchema
    .nullable()
    .describe('null: nobody; it follows from the facts, or from a due moment that has passed'),
  at: z.iso.datetime(),
  reversalOf: z.string().nullable(),
});
export type Entry = z.output<typeof entrySchema>;

export const entryQuerySchema = z.strictObject({
  person: personId.optional(),
  instance: instanceId.optional(),
  department: z.string().max(100).optional().describe('Its people and those of the departments below it'),
  rule: z
    .string()
    .regex(/^(_project|[a-z][a-z0-9_]{0,59})$/)
    .optional()
    .describe('The id of a rule; _project: what comes from projects'),
  from: localDate.optional().describe('First day that they are dated by'),
  to: localDate.optional().describe('Last day that they are dated by'),
  cursor: z.string().max(2000).optional(),
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .optional(),
});
export const entryListSchema = z.object({ items: z.array(entrySchema), next: z.string().nullable() });

export const balanceSchema = z.object({
  person: personRefSchema,
  department: z.string(),
  points: z.int(),
  entries: z.int(),
});
export const balanceListSchema = z.object({ items: z.array(balanceSchema) });
export type Balance = z.output<typeof balanceSchema>;
