import { z } from 'zod';
import { claimFactSchema } from '../../workflows/rules/claim-fact.ts';
import { ruleSchema } from '../../workflows/rules/rule.ts';
import { submissionSchema } from './instances.ts';
import { entrySchema } from './ledger.ts';
import { personRefSchema } from './people.ts';
import { placeSchema, workRoundSchema, workStates } from './rule-work.ts';

const instant = z.iso.datetime();
const daysSchema = z.object({ from: z.string(), to: z.string() });

/** What points of a rule stand on, down to what was handed in. */
export const whyFactSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('claim'),
    instance: z.string(),
    filer: personRefSchema.nullable().describe('Who recorded it, if somebody else'),
    fact: claimFactSchema,
    externalId: z.string().nullable(),
    state: z.enum(workStates).describe('As it is now'),
    acceptedAt: instant.nullable(),
    round: workRoundSchema.nullable().describe('What was handed in'),
  }),
  z.object({
    type: z.literal('duty'),
    instance: z.string(),
    period: daysSchema,
    due: instant,
    state: z.enum(workStates).describe('As it is now'),
    round: workRoundSchema.nullable().describe('What was handed in; null: nothing'),
  }),
  z.object({
    type: z.literal('item'),
    id: z.string(),
    externalId: z.string(),
    revision: z.int().describe('Of the item as it stood when the points were given'),
    startedAt: instant.nullable().describe('null: money that falls due'),
    dueAt: instant.nullable(),
    doneAt: instant.nullable(),
    category: z.string().nullable(),
    fen: z.int().nullable(),
    removed: z.boolean(),
  }),
]);
export type WhyFact = z.output<typeof whyFactSchema>;

/** What an entry stands on: a milestone of a project, or a rule. */
export const basisSchema = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('milestone'),
    split: z.object({
      total: z.int(),
      weight: z.int().describe('Hundredths of a percent'),
      points: z.int(),
    }),
    criterion: z.string(),
    submission: submissionSchema.nullable().describe('What had been handed in'),
  }),
  z.object({
    of: z.literal('rule'),
    rule: ruleSchema.describe('As it was when it gave the points'),
    version: z.int(),
    place: placeSchema.nullable().describe('null: the rule is not in any table any more'),
    period: daysSchema.nullable().describe('Over which it adds up'),
    sumBefore: z
      .int()
      .nullable()
      .describe('Running sum before this step, in units or fen; null: it does not matter'),
    facts: z.array(whyFactSchema).describe('What it stands on, at most 200'),
    total: z.int().describe('How many facts it stands on'),
    others: z
      .array(whyFactSchema)
      .describe('What the running sum before it came from, the newest first, at most 50'),
  }),
]);
export type Basis = z.output<typeof basisSchema>;

/** Why an entry is there: the rule, the facts, the transition, who decided and when. */
export const whySchema = z.object({
  entry: entrySchema,
  basis: basisSchema,
  transition: z.object({
    seq: z.int(),
    event: z.string(),
    from: z.string(),
    to: z.string(),
    text: z.string(),
  }),
  definitionHash: z.string(),
  reversedBy: z.string().nullable().describe('The entry that takes this one back'),
});
export type Why = z.output<typeof whySchema>;
