import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { ruleSetDraftSchema } from '../../workflows/rules/draft.ts';
import { ruleId } from '../../workflows/rules/fields.ts';
import { ruleSetSchema } from '../../workflows/rules/rule-set.ts';
import { ruleSchema } from '../../workflows/rules/rule.ts';
import { required, written } from '../../workflows/text.ts';
import { personRefSchema } from './people.ts';
import { faultSchema } from './problem.ts';

/** The id of a department of the rules: `ruleSet.department.id`, the same in every number of its rule set. */
export const ruleDepartmentId = ruleId.describe('Id of a department of the rules');
const numberText = z
  .string()
  .regex(/^[1-9][0-9]{0,5}$/)
  .describe('Number of a published rule set');
const number = z.int().min(1);
const instant = z.iso.datetime();
const named = z.object({ id: z.string(), name: z.string() });

/** When, by whom and why a rule set was published. */
export const publicationSchema = z.object({
  number: z.int().describe('1 for the first one of the department'),
  publishedAt: instant,
  publishedBy: personRefSchema.nullable().describe('null: the catalogue, at the first start'),
  note: z.string(),
  from: localDate.describe('The first day from which anything of it holds'),
  wholeFrom: localDate.describe(
    'The first day from which all of it holds: rules change where a period begins',
  ),
});

/** The departments that have rules, or a draft of them. */
export const ruleSetListSchema = z.object({
  items: z.array(
    z.object({
      department: named,
      newest: publicationSchema.nullable().describe('null: nothing published yet'),
      areas: z.int(),
      rules: z.int(),
      draft: z
        .object({ base: z.int().nullable(), savedAt: instant, savedBy: personRefSchema })
        .nullable()
        .describe('Whether somebody is writing the next one'),
    }),
  ),
});
export type RuleSetListItem = z.output<typeof ruleSetListSchema>['items'][number];

export const ruleSetQuerySchema = z.strictObject({ number: numberText.optional() });

/** A published rule set, which never changes. */
export const ruleSetViewSchema = publicationSchema.extend({
  department: named,
  newest: z.int().describe('Number of the newest one of the department'),
  ruleSet: ruleSetSchema,
  rules: z
    .array(
      z.object({
        id: z.string(),
        version: z.int().describe('Number of the rule set in which it last changed'),
        from: localDate.describe('Since when it is as it stands here'),
      }),
    )
    .describe('Every rule of it, in the order of the table'),
});
export type RuleSetView = z.output<typeof ruleSetViewSchema>;

/** Every published rule set of a department, newest first. */
export const ruleSetVersionsSchema = z.object({
  department: named,
  items: z.array(
    publicationSchema.extend({
      rules: z
        .object({ added: z.int(), changed: z.int(), removed: z.int() })
        .describe('How many rules are different from the one before'),
    }),
  ),
});
export type RuleSetVersions = z.output<typeof ruleSetVersionsSchema>;

/** What somebody is writing, and what has to be mended before it can be published. */
export const ruleDraftViewSchema = z.object({
  department: named,
  base: z.int().nullable().describe('Number of the rule set that it was begun from'),
  newest: z.int().nullable().describe('Number of the newest published one'),
  version: z.int().describe('One more with every change; who keeps or publishes names the one they saw'),
  savedAt: instant,
  savedBy: personRefSchema,
  ruleSet: ruleSetDraftSchema,
  faults: z
    .array(faultSchema)
    .describe('By path in the rule set, such as areas.0.name; none: ready to publish'),
});
export type RuleDraftView = z.output<typeof ruleDraftViewSchema>;

export const newRuleDraftSchema = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('published'),
    number: number.optional().describe('The newest if left out'),
  }),
  z.strictObject({ from: z.literal('empty'), name: required(120).describe('Name of the department') }),
]);
export const keptRuleDraftSchema = z.strictObject({
  version: number.describe('The version that this changes'),
  ruleSet: ruleSetDraftSchema,
});

export const publishSchema = z.strictObject({
  version: number.describe('The version of the draft that is published'),
  note: written(500).default('').describe('Why, for those who read it later'),
});
export type Publication = z.output<typeof publicationSchema>;

const side = z
  .string()
  .regex(/^(draft|[1-9][0-9]{0,5})$/)
  .describe('Number of a published rule set, or draft');
export const compareQuerySchema = z.strictObject({ from: side, to: side });

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const fieldValue = z.union([scalar, z.array(scalar)]).describe('null: not there');

/** What is different between two rule sets of a department, in the order of the table; what is gone comes last. */
export const comparisonSchema = z.object({
  department: named,
  from: z.int().nullable().describe('null: the draft'),
  to: z.int().nullable().describe('null: the draft'),
  changes: z.array(
    z.object({
      what: z.enum(['department', 'area', 'process', 'keyResult', 'rule']),
      id: z.string(),
      name: z.string(),
      change: z.enum(['added', 'removed', 'changed']),
      area: named.nullable().describe('Where it lies, or lay; null: the department itself'),
      keyResult: named.nullable().describe('Of a rule'),
      fields: z
        .array(
          z.object({
            field: z
              .string()
              .describe(
                'Such as name, weight, points, due.by, levels.light.min; area, process, keyResult: moved',
              ),
            from: fieldValue,
            to: fieldValue,
          }),
        )
        .describe('Of what has changed; empty for what is added or removed'),
    }),
  ),
});
export type RuleComparison = z.output<typeof comparisonSchema>;

/** One rule through time. */
export const ruleViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  department: named,
  area: named,
  process: named,
  keyResult: named.extend({ weight: z.int() }),
  versions: z
    .array(
      z.object({
        version: z.int().describe('Number of the rule set that brought it'),
        from: localDate,
        to: localDate.nullable().describe('The last day on which it holds; null: until there is another'),
        holds: z
          .enum(['past', 'now', 'later', 'never'])
          .describe('Today; never: another one came before it began'),
        rule: ruleSchema.nullable().describe('null: from then on there is no such rule'),
        publishedAt: instant,
        publishedBy: personRefSchema.nullable(),
        note: z.string(),
      }),
    )
    .describe('Newest first'),
});
export type RuleView = z.output<typeof ruleViewSchema>;
