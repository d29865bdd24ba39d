import { z } from 'zod';
import { personId } from '../events.ts';
import { roles } from '../permissions.ts';
import { required } from '../text.ts';

export const MAX_STEPS = 10;
const MAX_REVIEWERS = 20;

const whole = z.number().multipleOf(1);

/** Who is asked: somebody by name, or whoever it is when the step begins. */
export const reviewerSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('person'), person: personId }),
  z.strictObject({ by: z.literal('role'), role: z.enum(roles) }),
  z.strictObject({ by: z.literal('department_leader').describe("The leader of the owner's department") }),
  z.strictObject({
    by: z.literal('level'),
    level: whole.min(1).max(10).describe('1 is the next one above the owner, or the head of the company'),
    counted: z.enum(['upwards', 'downwards']),
  }),
  z.strictObject({ by: z.literal('owners_choice') }),
]);
export type Reviewer = z.output<typeof reviewerSchema>;

/** When a step has decided (或签, 会签, 票签, 依次, one of each group). */
export const passingSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('any') }),
  z.strictObject({ by: z.literal('all') }),
  z.strictObject({ by: z.literal('count'), votes: whole.min(1).max(MAX_REVIEWERS) }),
  z.strictObject({ by: z.literal('percent'), percent: whole.min(1).max(100) }),
  z.strictObject({ by: z.literal('turn') }),
  z.strictObject({ by: z.literal('each_group') }),
]);
export type Passing = z.output<typeof passingSchema>;

/** What becomes of a step that has nobody who could decide. */
const nobodySchema = z.discriminatedUnion('then', [
  z.strictObject({ then: z.literal('skip') }),
  z.strictObject({ then: z.literal('ask'), person: personId }),
  z.strictObject({
    then: z.literal('stop').describe('It stands still as an incident, which somebody is told of'),
  }),
]);

export const stepId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .describe('Lower-case letters, digits and _, unique in the chain');

export const stepSchema = z.strictObject({
  id: stepId,
  name: required(60),
  reviewers: z.array(reviewerSchema).min(1).max(MAX_REVIEWERS).describe('Each of them is a group of its own'),
  passing: passingSchema,
  above: whole.min(0).default(0).describe('Asked only if more points than these are at stake, either way'),
  nobody: nobodySchema.default({ then: 'stop' }),
});
export type ReviewStep = z.output<typeof stepSchema>;

const crossing = z.looseObject({
  steps: z.array(
    z.looseObject({
      id: z.string(),
      above: z.number().optional(),
      reviewers: z.array(z.looseObject({ by: z.string() })),
      passing: z.looseObject({ by: z.string() }),
    }),
  ),
});

/**
 * A review chain as the points manager writes it. Refused is what would wait for ever or let something through that
 * nobody has looked at: more votes than people who could cast them, or no step for few points.
 */
export const chainSchema = z.strictObject({ steps: z.array(stepSchema).min(1).max(MAX_STEPS) }).superRefine(
  ({ steps }, report) => {
    const fault = (code: string, path: (string | number)[], params: Record<string, unknown> = {}) =>
      report.addIssue({ code: 'custom', path, params: { code, ...params }, message: code });
    if (steps.length > 0 && steps.every(({ above = 0 }) => above > 0))
      fault('no_step_for_few_points', ['steps']);
    const ids = steps.map(({ id }) => id);
    steps.forEach(({ id, reviewers, passing }, index) => {
      if (ids.indexOf(id) !== index) fault('duplicate_id', ['steps', index, 'id'], { id });
      const people = reviewers.flatMap((reviewer) => (reviewer.by === 'person' ? [reviewer.person] : []));
      if (new Set(people).size !== people.length)
        fault('reviewer_named_twice', ['steps', index, 'reviewers']);
      const isNamed = people.length === reviewers.length;
      if (passing.by === 'count' && isNamed && passing.votes > people.length) {
        fault('more_votes_than_reviewers', ['steps', index, 'passing', 'votes'], {
          reviewers: people.length,
        });
      }
    });
  },
  { when: ({ value }: { value: unknown }) => crossing.safeParse(value).success },
);
export type Chain = z.output<typeof chainSchema>;

/** The steps that are asked where so many points are at stake. */
export function stepsFor({ steps }: Chain, points: number): ReviewStep[] {
  return steps.filter(({ above }) => above === 0 || Math.abs(points) > above);
}
