import { z } from 'zod';
import { personId } from '../../workflows/events.ts';
import { ruleSchema } from '../../workflows/rules/rule.ts';
import { personRefSchema } from './people.ts';

const MOST_MONTHS = 13;

const month = z
  .string()
  .regex(/^(19[7-9][0-9]|2[0-9]{3})-(0[1-9]|1[0-2])$/)
  .describe('YYYY-MM');

/** Whose scorecard and of which months; of oneself if nobody is named. */
export const scorecardQuerySchema = z
  .strictObject({
    person: personId.optional(),
    department: z.string().max(100).optional().describe('Its people and those of the departments below it'),
    from: month,
    to: month.describe(`The last month, included; at most ${MOST_MONTHS} months`),
  })
  .superRefine(({ person, department, from, to }, { addIssue }) => {
    const refuse = (path: string, code: string, params = {}) =>
      addIssue({ code: 'custom', path: [path], params: { code, ...params } });
    if (person !== undefined && department !== undefined) refuse('department', 'person_or_department');
    if (from > to) refuse('to', 'ends_before_start');
    else if (numberOf(to) - numberOf(from) >= MOST_MONTHS) {
      refuse('to', 'too_many_months', { limit: MOST_MONTHS });
    }
  });
export type ScorecardQuery = z.output<typeof scorecardQuerySchema>;

function numberOf(yearAndMonth: string): number {
  return Number(yearAndMonth.slice(0, 4)) * 12 + Number(yearAndMonth.slice(5));
}

const attainment = z
  .number()
  .min(0)
  .max(1)
  .nullable()
  .describe('Share of the target that was reached; null: there is no target, or nothing due yet');
const sums = { points: z.int(), entries: z.int().describe('How many entries of the ledger') };
const named = { id: z.string(), name: z.string() };

/** What a rule has come to. `reached` and `target` are duties, days, items, units or fen, as the rule counts. */
const ruleResultSchema = z.object({
  rule: ruleSchema,
  ...sums,
  reached: z.int(),
  target: z.int(),
  attainment,
});
export type RuleResult = z.output<typeof ruleResultSchema>;

const keyResultSchema = z.object({
  ...named,
  weight: z.int().describe('Hundredths of a percent'),
  attainment,
  rules: z.array(ruleResultSchema),
});

/** The table of a person or a department: what was to come out, how far it came, and the points for it. */
export const scorecardSchema = z.object({
  of: z.discriminatedUnion('type', [
    z.object({ type: z.literal('person'), person: personRefSchema, department: z.string() }),
    z.object({ type: z.literal('department'), department: z.object(named) }),
  ]),
  from: month,
  to: month,
  ...sums,
  attainment,
  areas: z.array(
    z.object({
      ...named,
      department: z.string().describe('Whose rules these are'),
      ...sums,
      attainment,
      processes: z.array(z.object({ ...named, keyResults: z.array(keyResultSchema) })),
    }),
  ),
  retired: z
    .array(ruleResultSchema.extend({ rule: ruleSchema.nullable(), ...named }))
    .describe('Rules that are not in force any more'),
  projects: z.object(sums),
  people: z
    .array(z.object({ person: personRefSchema, ...sums, attainment }))
    .describe('The people of a department, the most points first'),
});
export type ScorecardView = z.output<typeof scorecardSchema>;
