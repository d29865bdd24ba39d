import { z } from 'zod';

const instant = z.iso.datetime();

/** Whose sum it is: a rule's, of a person, over the period that begins and ends on these local days. */
export type TallyKey = { rule: string; person: string; from: string; to: string };

/**
 * The running sum of a person, rule and period; `_id` is `<rule>/<person>/<from>`. `sum` (units or fen) moves with
 * each acceptance; `version` with every change of what stands behind the tally; `settleAt` is when a worker has to
 * settle it again.
 */
export const tallySchema = z.strictObject({
  _id: z.string(),
  rule: z.string(),
  person: z.string(),
  from: z.string(),
  to: z.string(),
  sum: z.int(),
  version: z.int(),
  settleAt: instant.nullable(),
});
export type TallyDocument = z.output<typeof tallySchema>;

/** The id of a tally. */
export function tallyId({ rule, person, from }: Omit<TallyKey, 'to'>): string {
  return `${rule}/${person}/${from}`;
}
