import { z } from 'zod';

/** More than any field of a rule set takes: what is too long is kept, and named as a fault. */
const scalar = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);
const key = z.string().regex(/^[A-Za-z]\w{0,39}$/);
const few = z.union([scalar, z.array(scalar).max(100)]);
/** A field of a rule that is being written: no deeper than the rules are, whatever somebody sends. */
const field = z.union([few, z.record(key, z.union([few, z.record(key, few)]))]);
export type DraftField = z.output<typeof field>;

const id = z.string().max(100);
const name = z.string().max(4000);

/**
 * A rule set as it is while it is written: areas, processes, key results and rules have their ids and names, and
 * anything else may be missing or wrong. `ruleSetSchema` says what is still to be mended before it can be published.
 */
export const ruleSetDraftSchema = z.strictObject({
  kind: z.literal('rules'),
  department: z.strictObject({ id, name }),
  areas: z
    .array(
      z.strictObject({
        id,
        name,
        processes: z
          .array(
            z.strictObject({
              id,
              name,
              keyResults: z
                .array(
                  z.strictObject({
                    id,
                    name,
                    weight: scalar.describe('Hundredths of a percent, once it is known'),
                    rules: z.array(z.object({ id, name }).catchall(field)).max(100),
                  }),
                )
                .max(100),
            }),
          )
          .max(100),
      }),
    )
    .max(100),
});
export type RuleSetDraft = z.output<typeof ruleSetDraftSchema>;
export type RuleDraft =
  RuleSetDraft['areas'][number]['processes'][number]['keyResults'][number]['rules'][number];
