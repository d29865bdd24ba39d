import fc from 'fast-check';
import { projectDefinitionSchema, type ProjectDefinition } from '../../workflows/definition.ts';
import { commandTypes, type CommandType } from '../../workflows/events.ts';
import { FULL_WEIGHT, sumOfWeights } from '../../workflows/points.ts';
import { aDefinitionInput, aMilestone, milestoneIdAt } from '../support/factories.ts';

const day = fc.integer({ min: 0, max: 300 }).map((days) => {
  return new Date(Date.UTC(2026, 0, 5 + days)).toISOString().slice(0, 10);
});
const moment = fc
  .tuple(day, fc.constantFrom('', '', 'T22:00', 'T02:30', 'T00:00'))
  .map((parts) => parts.join(''));

const milestone = fc.record({
  due: moment,
  late: fc.constantFrom('allowed' as const, 'refused' as const),
  proportion: fc.integer({ min: 1, max: 20 }),
  target: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  needs: fc.array(fc.nat(5), { maxLength: 3 }),
});

/** Whole weights in about these proportions that sum to 100 %. */
export function toFullWeight(proportions: readonly number[]): number[] {
  const sum = sumOfWeights(proportions);
  const scaled = proportions.map((part) => Math.max(1, Math.floor((part * FULL_WEIGHT) / sum)));
  const largest = scaled.indexOf(Math.max(...scaled));
  const missing = FULL_WEIGHT - sumOfWeights(scaled);
  return scaled.map((weight, index) => (index === largest ? weight + missing : weight));
}

/** Any project of 1 to 6 milestones: any weights, order, dates, reminders. */
export const definitions: fc.Arbitrary<ProjectDefinition> = fc
  .record({
    points: fc.integer({ min: 0, max: 3000 }),
    order: fc.constantFrom('sequence' as const, 'parallel' as const, 'dependencies' as const),
    remindDaysBefore: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
    given: fc.array(milestone, { minLength: 1, maxLength: 6 }),
  })
  .map(({ points, order, remindDaysBefore, given }) => {
    const weights = toFullWeight(given.map(({ proportion }) => proportion));
    const milestones = given.map(({ due, late, target, needs }, index) =>
      aMilestone({
        id: milestoneIdAt(index),
        weight: weights[index] ?? 0,
        due,
        late,
        criterion: {
          text: 'Done',
          ...(target === undefined ? {} : { target: { atLeast: target, unit: 'departments' } }),
        },
        dependsOn:
          order === 'dependencies'
            ? [...new Set(needs)].filter((before) => before < index).map((before) => milestoneIdAt(before))
            : [],
      }),
    );
    return projectDefinitionSchema.parse(aDefinitionInput({ points, order, remindDaysBefore, milestones }));
  });

export const timeZones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'UTC');

const DAY = 86_400_000;
type Copy = { behind: number };

/** What can happen to an instance: to be read as fits the state that it meets. */
export type Happening =
  | ({ kind: 'offered'; choice: number; times: number } & Copy)
  | ({ kind: 'anything'; type: CommandType; milestone: number; variant: number; who: number } & Copy)
  | { kind: 'repeated'; choice: number }
  | { kind: 'reused'; choice: number; type: CommandType }
  | { kind: 'raced'; choices: [number, number] }
  | { kind: 'clock'; by: number }
  | ({ kind: 'alarm'; times: number } & Copy);

const behind = fc.constantFrom(0, 0, 0, 1, 2, 5);
const type = fc.constantFrom(...commandTypes);
const times = fc.constantFrom(1, 1, 2);

export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constant('offered' as const), choice: fc.nat(40), times, behind }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('anything' as const),
        type,
        milestone: fc.nat(6),
        variant: fc.nat(1),
        who: fc.nat(4),
        behind,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeated' as const), choice: fc.nat(40) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reused' as const), choice: fc.nat(40), type }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('raced' as const),
        choices: fc.tuple(fc.nat(40), fc.nat(40)),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('clock' as const),
        by: fc.oneof(
          fc.integer({ min: 1, max: 60 * DAY }),
          fc.integer({ min: -2 * DAY, max: 0 }),
          fc.constantFrom(1, DAY, 7 * DAY),
        ),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('alarm' as const), times, behind }) },
  ),
  { minLength: 20, maxLength: 80, size: 'max' },
);
