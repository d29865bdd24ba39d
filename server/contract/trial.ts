import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { addDays } from '../../workflows/working-days.ts';
import { personRefSchema } from './people.ts';

const MOST_DAYS = 366;

/** The days whose facts a draft is tried on, both included. */
export const trialQuerySchema = z
  .strictObject({ from: localDate, to: localDate })
  .superRefine(({ from, to }, { addIssue }) => {
    if (from > to) {
      addIssue({ code: 'custom', path: ['to'], params: { code: 'ends_before_it_begins' } });
    } else if (addDays(from, MOST_DAYS) <= to) {
      addIssue({ code: 'custom', path: ['to'], params: { code: 'longer_than_a_year' } });
    }
  });

const difference = {
  given: z.int().describe('Points that the ledger has'),
  tried: z.int().describe('Points that the draft would have given'),
};
const named = z.object({ id: z.string(), name: z.string(), ...difference });
const counts = {
  gaining: z.int().describe('People who would have more'),
  losing: z.int().describe('People who would have less'),
};

/** A draft run over the facts of a past period, beside what was really given. Nothing is written. */
export const trialSchema = z.object({
  department: z.object({ id: z.string(), name: z.string() }),
  version: z.int().describe('The version of the draft'),
  from: z.string(),
  to: z.string(),
  total: z.object(difference),
  ...counts,
  moved: z
    .int()
    .describe("Choices of reviewers that the draft's ranges do not allow, taken at the nearest bound"),
  people: z
    .array(
      z.object({
        person: personRefSchema,
        department: z.string(),
        ...difference,
        rules: z.array(named).describe('Where it comes from'),
      }),
    )
    .describe('Who gains the most first, who loses the most last'),
  departments: z.array(named),
  rules: z.array(
    named.extend({
      ...counts,
      change: z.enum(['same', 'changed', 'added', 'removed']).describe('In the draft'),
    }),
  ),
});
export type Trial = z.output<typeof trialSchema>;
