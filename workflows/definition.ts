import { z } from 'zod';
import { localDate, localMoment } from './calendar.ts';
import { FULL_WEIGHT, sumOfWeights } from './points.ts';
import { required, written } from './text.ts';

export const MAX_POINTS = 10_000_000;
export const MAX_MILESTONES = 50;

const whole = z.number().multipleOf(1);

/** What "done" means; with a number to reach, a submission has to name the number it reached. */
export const criterionSchema = z.strictObject({
  text: required(1000),
  target: z
    .strictObject({
      atLeast: whole.min(1).max(1_000_000_000).describe('The number to reach'),
      unit: required(20).describe('What is counted, e.g. departments'),
    })
    .optional(),
});

export const milestoneId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .describe('Lower-case letters, digits and _, unique in the project');

export const milestoneSchema = z.strictObject({
  id: milestoneId,
  title: required(120),
  work: written(1000).default(''),
  weight: whole
    .min(1)
    .max(FULL_WEIGHT)
    .describe('Hundredths of a percent: 4000 is 40 %; the weights of a project sum to 10000'),
  due: localMoment,
  criterion: criterionSchema,
  late: z
    .enum(['allowed', 'refused'])
    .default('allowed')
    .describe('Whether it can be handed in after its due date'),
  dependsOn: z.array(milestoneId).max(MAX_MILESTONES).default([]),
});

/** As much of a definition as the rules across its fields need: they hold even where another field is no good. */
const crossing = z.looseObject({
  start: z.string(),
  remindDaysBefore: z.array(z.number()),
  milestones: z.array(
    z.looseObject({ id: z.string(), weight: z.number(), due: z.string(), dependsOn: z.array(z.string()) }),
  ),
});
const fromFieldToField = { when: ({ value }: { value: unknown }) => crossing.safeParse(value).success };

/**
 * A project as the points manager writes it. Immutable once an instance runs on it; the instance is pinned to
 * its hash. Weights sum to exactly 100 % (domain: the project, in full).
 */
export const projectDefinitionSchema = z
  .strictObject({
    kind: z.literal('project'),
    title: required(120),
    purpose: written(2000).default(''),
    points: whole.min(0).max(MAX_POINTS),
    start: localDate.describe('The day on which an accepted plan begins by itself'),
    order: z
      .enum(['sequence', 'parallel', 'dependencies'])
      .describe('One after the other, all at once, or as dependsOn says'),
    remindDaysBefore: z.array(whole.min(1).max(60)).max(5).default([7, 1]),
    milestones: z.array(milestoneSchema).min(1).max(MAX_MILESTONES),
  })
  .superRefine((definition, report) => {
    const fault = (code: string, path: (string | number)[], params: Record<string, unknown> = {}) =>
      report.addIssue({ code: 'custom', path, params: { code, ...params }, message: code });
    const { milestones, order } = definition;

    const sum = sumOfWeights(milestones.map((milestone) => milestone.weight));
    if (sum !== FULL_WEIGHT) fault('weights_do_not_sum', ['milestones'], { sum: sum / 100 });

    const ids = milestones.map((milestone) => milestone.id);
    milestones.forEach((milestone, index) => {
      if (ids.indexOf(milestone.id) < index)
        fault('duplicate_id', ['milestones', index, 'id'], { id: milestone.id });
      if (milestone.due < definition.start) fault('due_before_start', ['milestones', index, 'due']);
      milestone.dependsOn.forEach((id, position) => {
        if (!ids.includes(id))
          fault('unknown_milestone', ['milestones', index, 'dependsOn', position], { id });
      });
      if ((order === 'sequence' || order === 'parallel') && milestone.dependsOn.length > 0) {
        fault('depends_on_not_used', ['milestones', index, 'dependsOn']);
      }
    });

    milestones.forEach((milestone, index) => {
      if (leadsBackTo(milestone.id, milestones))
        fault('circular_dependency', ['milestones', index, 'dependsOn']);
    });
    if (new Set(definition.remindDaysBefore).size < definition.remindDaysBefore.length) {
      fault('duplicate_reminder', ['remindDaysBefore']);
    }
  }, fromFieldToField);

function leadsBackTo(id: string, milestones: readonly { id: string; dependsOn: string[] }[]): boolean {
  const dependsOn = new Map(milestones.map((milestone) => [milestone.id, milestone.dependsOn]));
  const seen = new Set<string>();
  const open = [...(dependsOn.get(id) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(dependsOn.get(next) ?? []));
  }
  return false;
}

export type MilestoneDefinition = z.output<typeof milestoneSchema>;
export type ProjectDefinition = z.output<typeof projectDefinitionSchema>;
export type ProjectDefinitionInput = z.input<typeof projectDefinitionSchema>;

/** The milestones that have to be settled before this one opens, whatever the order of the project. */
export function prerequisites(definition: ProjectDefinition, milestone: MilestoneDefinition): string[] {
  switch (definition.order) {
    case 'parallel':
      return [];
    case 'dependencies':
      return milestone.dependsOn;
    case 'sequence': {
      const before = definition.milestones[definition.milestones.indexOf(milestone) - 1];
      return before === undefined ? [] : [before.id];
    }
  }
}
