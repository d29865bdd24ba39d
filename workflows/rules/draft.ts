import { z } from 'zod';
import { fault } from './fields.ts';

/** More than any field of a rule set takes: what is too long is kept, and named as a fault. */
const scalar = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);
const KEY = /^[A-Za-z]\w{0,39}$/;
const key = z.string().regex(KEY);
const few = z.union([scalar, z.array(scalar).max(100)]);
/** A field of a rule that is being written: no deeper than the rules are, whatever somebody sends. */
const field = z.union([few, z.record(key, z.union([few, z.record(key, few)]))]);
export type DraftField = z.output<typeof field>;

const id = z.string().max(100);
const name = z.string().max(4000);

const rule = z
  .object({ id, name })
  .catchall(field)
  .superRefine((fields, report) => {
    for (const name of Object.keys(fields)) {
      if (!KEY.test(name)) fault(report, 'unknown_field', [name], { field: name });
    }
  });
export type RuleDraft = z.output<typeof rule>;

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
                    rules: z.array(rule).max(100),
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
