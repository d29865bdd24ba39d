import { z } from 'zod';
import { fen } from '../../workflows/money.ts';
import type { Dated } from '../../workflows/rules/item-period.ts';

const instant = z.iso.datetime();

/** What an item says, as it was taken in by somebody at a moment. */
const content = {
  type: z.enum(['item', 'receivable']),
  person: z.string(),
  at: instant.describe('When it started; of a receivable, when it falls due'),
  category: z.string().nullable(),
  doneAt: instant.nullable(),
  fen: fen.nullable(),
  day: z.string().describe('The local day that it belongs to'),
  from: z.string().describe('First day of the period that it counts in'),
  to: z.string(),
  removed: z.boolean(),
  reason: z.string().describe('Why it was removed'),
  takenAt: instant,
  takenBy: z.string(),
};
const revisionSchema = z.strictObject({ revision: z.int(), ...content });
export type ItemRevision = z.output<typeof revisionSchema>;

/**
 * An order, an inquiry, a delivery, or money that falls due; `_id` is `<rule>/<externalId>`. A correction is a new
 * revision; what it said before stays in `earlier`, because entries stand on it.
 */
export const itemSchema = revisionSchema.extend({
  _id: z.string(),
  rule: z.string(),
  externalId: z.string(),
  placedBy: z.int().describe('Version of the calendar by which its day was found'),
  earlier: z.array(revisionSchema),
});
export type ItemDocument = z.output<typeof itemSchema>;

/** The id of an item. */
export function itemId({ rule, externalId }: { rule: string; externalId: string }): string {
  return `${rule}/${externalId}`;
}

/** As much of an item as says when it counts. */
export function datedOf({ type, at, category }: Pick<ItemRevision, 'type' | 'at' | 'category'>): Dated {
  if (type === 'receivable') return { type, at };
  return { type, startedAt: at, ...(category === null ? {} : { category }) };
}
