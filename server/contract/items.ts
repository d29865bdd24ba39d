import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { personId } from '../../workflows/events.ts';
import { fen } from '../../workflows/money.ts';
import { ruleId } from '../../workflows/rules/fields.ts';
import { required } from '../../workflows/text.ts';
import { personRefSchema } from './people.ts';

/** A batch is one transaction: so many lines are written in well under a second or two. */
export const MOST_ITEMS = 5_000;

const moment = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .describe('2026-01-31T16:30 or 2026-01-31T16:30:05 in the zone of the company, or an ISO instant');

export const itemId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}\/.{1,200}$/u)
  .describe('The id of the rule, a slash, and the external id');

/** One item as people and other systems send it; sent again with other content, it is a correction. */
export const itemInputSchema = z.strictObject({
  rule: z.string().trim().min(1).max(120).describe('Id of the rule'),
  externalId: required(200)
    .regex(/^\P{Cc}*$/u)
    .describe('Unique for its rule, such as the number of the order'),
  person: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .describe('Whose it is: the id, the account or the name of a person, if only one has it'),
  startedAt: moment.optional().describe('When the order, the inquiry or the delivery began'),
  dueAt: moment.optional().describe('When money falls due; a date alone means its end'),
  category: required(60).optional().describe('Such as label goods'),
  doneAt: moment.optional().describe('When it was done; left out as long as it is open'),
  fen: fen.optional().describe('The money that falls due, in fen'),
});
export type ItemInput = z.output<typeof itemInputSchema>;

/** Lines are looked at one by one, so that everything that is wrong in any of them is named at once. */
export const itemBatchSchema = z.strictObject({
  items: z
    .array(z.unknown())
    .min(1)
    .max(MOST_ITEMS)
    .describe('Each as in POST /items; all of them are taken, or none'),
});

/** What became of the items: a batch is taken wholly or not at all. */
export const takenSchema = z.object({
  added: z.int(),
  corrected: z.int().describe('Known already, with other content'),
  unchanged: z.int().describe('Known already as they are'),
  removed: z.int().describe('Known, unchanged, and taken out by somebody: they stay out'),
});
export type Taken = z.output<typeof takenSchema>;

export const removalSchema = z.strictObject({ reason: required(500) });

const revisionSchema = z.object({
  revision: z.int(),
  person: personRefSchema,
  startedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  category: z.string().nullable(),
  doneAt: z.iso.datetime().nullable(),
  fen: fen.nullable(),
  day: z.string().describe('The day that it belongs to, in the zone of the company'),
  period: z.object({ from: z.string(), to: z.string() }).describe('The days in which it counts'),
  removed: z.boolean(),
  reason: z.string().describe('Why it was removed'),
  takenAt: z.iso.datetime(),
  takenBy: personRefSchema,
});

/** An item as it stands, and what was said of it before. */
export const itemSchema = revisionSchema.extend({
  id: z.string(),
  rule: z.object({ id: z.string(), name: z.string() }),
  externalId: z.string(),
  type: z.enum(['item', 'receivable']),
  due: z.iso
    .datetime()
    .nullable()
    .describe('The last moment in time; null: the rule is not in force that day'),
  late: z
    .boolean()
    .describe('Done after that, or still open although it is over; money that falls due is never'),
  earlier: z.array(revisionSchema).describe('Oldest first; entries of that time stand on them'),
});
export type Item = z.output<typeof itemSchema>;
export type ItemRevision = z.output<typeof revisionSchema>;

export const itemQuerySchema = z.strictObject({
  rule: ruleId.optional(),
  person: personId.optional(),
  from: localDate.optional().describe('Begun, or due, on this day or later'),
  to: localDate.optional(),
  cursor: z.string().max(500).optional(),
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .optional(),
});
export const itemListSchema = z.object({ items: z.array(itemSchema), next: z.string().nullable() });

/** A rule that takes items today. */
export const itemRuleSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['item', 'receivable']),
  categories: z.array(z.string()).describe('Those that the rule knows by name'),
});
export type ItemRule = z.output<typeof itemRuleSchema>;
export const itemRuleListSchema = z.object({ items: z.array(itemRuleSchema) });
