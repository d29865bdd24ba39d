import { describe, expect, it, vi } from 'vitest';
import { aDefinition, milestones } from '../support/factories.ts';
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

const target = { criterion: { text: 'In use', target: { atLeast: 5, unit: 'departments' } } };

// Thousands of replays: on a busy machine they take longer than the usual bound.
vi.setConfig({ testTimeout: 180_000 });

/** A graph is every shortest path from the creation, and from its end every move. */
describe.each([
  {
    what: 'one milestone with a number to reach',
    definition: aDefinition({ remindDaysBefore: [7, 1], milestones: milestones(1, () => target) }),
  },
  {
    what: 'one milestone that takes nothing late',
    definition: aDefinition({ milestones: milestones(1, () => ({ late: 'refused' })) }),
  },
  {
    what: 'two in a sequence',
    definition: aDefinition({
      order: 'sequence',
      remindDaysBefore: [7],
      milestones: milestones(2, (id) => (id === 'a' ? target : { late: 'refused' })),
    }),
  },
  {
    what: 'two in parallel',
    definition: aDefinition({
      order: 'parallel',
      points: 101,
      remindDaysBefore: [7],
      milestones: milestones(2, (id) => (id === 'a' ? { late: 'refused' } : target)),
    }),
  },
  {
    what: 'two of which the first waits for the second, without points',
    definition: aDefinition({
      order: 'dependencies',
      points: 0,
      remindDaysBefore: [7],
      milestones: milestones(2, (id) => (id === 'a' ? { dependsOn: ['b'] } : {})),
    }),
  },
])('on every path of a project of $what', ({ definition }) => {
  const edges = edgesOf(definition, ...(definition.milestones.length === 1 ? [] : [oneAtATime]));

  it('every transition of the machine is taken', () => {
    expect(missingFrom(definition, edges)).toEqual([]);
  });

  it('each step leaves one award for what is accepted, the points summing to the total, and decides nothing by the owner', () => {
    expectInvariantsAfterEachStep(edges);
  });

  it('the history up to each step gives the same documents when it is replayed', async () => {
    await expectReplayToGiveTheSame(edges.map(({ to }) => to));
  });

  it('the owner cannot decide in any state', () => {
    expectNoDecisionByTheOwner(statesOf(edges));
  });

  it('each state offers exactly the events that it takes', () => {
    expectOffersToBeWhatIsTaken(statesOf(edges));
  });
});
