import { describe, expect, it, vi } from 'vitest';
import { aDefinition, milestones, type MilestoneInput } from '../support/factories.ts';
import { edgesOf } from './graph.ts';
import {
  expectInvariantsAfterEachStep,
  expectNoDecisionByTheOwner,
  expectOffersToBeWhatIsTaken,
  expectReplayToGiveTheSame,
  missingFrom,
  statesOf,
} from './walk.ts';
import { oneAtATime } from './worth.ts';

/** One with a number to reach, one that takes nothing late, one plain; due one after the other. */
const three = (changes: (id: string) => Partial<MilestoneInput> = () => ({})) =>
  milestones(3, (id) => ({
    ...(id === 'a' ? { criterion: { text: 'In use', target: { atLeast: 5, unit: 'departments' } } } : {}),
    ...(id === 'b' ? { late: 'refused' } : {}),
    ...changes(id),
  }));

// Thousands of replays: on a busy machine they take longer than the usual bound.
vi.setConfig({ testTimeout: 180_000 });

describe.each([
  {
    what: 'in a sequence',
    definition: aDefinition({ order: 'sequence', remindDaysBefore: [7], milestones: three() }),
  },
  {
    what: 'in parallel',
    definition: aDefinition({ order: 'parallel', remindDaysBefore: [7], milestones: three() }),
  },
  {
    what: 'of which the last waits for the other two',
    definition: aDefinition({
      order: 'dependencies',
      remindDaysBefore: [7],
      milestones: three((id) => (id === 'c' ? { dependsOn: ['a', 'b'] } : {})),
    }),
  },
])('on every path of a project of three milestones $what', ({ definition }) => {
  const edges = edgesOf(definition, oneAtATime);
  const states = statesOf(edges);

  it('every transition of the machine is taken', () => {
    expect(missingFrom(definition, edges)).toEqual([]);
  });

  it('each step leaves one award for what is accepted, the points summing to the total, and decides nothing by the owner', () => {
    expectInvariantsAfterEachStep(edges);
  });

  it('the history up to each state gives the same documents when it is replayed', async () => {
    await expectReplayToGiveTheSame(states);
  });

  it('the owner cannot decide in any state', () => {
    expectNoDecisionByTheOwner(states);
  });

  it('every tenth state offers exactly the events that it takes', () => {
    expectOffersToBeWhatIsTaken(states.filter((_, index) => index % 10 === 0));
  });
});
