import { describe, expect, it } from 'vitest';
import { claimMachine } from '../../workflows/claim.ts';
import { dutyMachine } from '../../workflows/duty.ts';
import { commandTypes, type AnyEvent } from '../../workflows/events.ts';
import { workflowOf, type Definition } from '../../workflows/index.ts';
import { eventPolicy } from '../../workflows/permissions.ts';
import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import { actorWho, evidence, people } from '../support/factories.ts';
import {
  acceptWork,
  aRuleDefinition,
  handIn,
  pointsIn,
  rejectWork,
  returnWork,
  reverse,
  takeBack,
  transferTo,
  urgeWork,
  who,
} from '../unit/work-story.ts';
import {
  edgesOf,
  movesFrom,
  stateOf,
  statesOf,
  transitionsOf,
  transitionsTaken,
  type Edge,
} from './rule-graph.ts';
import { later } from './world.ts';

/** Every state of a duty and of claims that can be reached, each by a shortest path, and from each every move. */

const FRIDAY = '2026-06-12T14:00:00.000Z';

const duty = aRuleDefinition('duty', {
  kind: 'duty',
  id: 'summary',
  name: 'Friday summary',
  due: { every: 'week', weekday: 5, by: '22:00' },
  points: 5,
  missed: -3,
});
const complaint = aRuleDefinition('claim', {
  kind: 'severity',
  id: 'complaint',
  name: 'A complaint',
  range: { min: -1000, max: -50 },
});
const orders = aRuleDefinition('claim', {
  kind: 'amount',
  id: 'orders',
  name: 'Additional orders',
  points: 50,
  step: 100_000,
  period: { every: 'month' },
});
if (duty.kind !== 'duty' || complaint.kind !== 'claim' || orders.kind !== 'claim')
  throw new Error('other kinds');

const decision: ClaimFact = { type: 'decision', day: '2026-06-10' };
const money: ClaimFact = { type: 'money', day: '2026-06-10', fen: 130_000 };
const nothing = evidence({ text: '' });
const claim = { kind: 'claim', ...who, externalId: null } as const;
const shared: AnyEvent[] = [
  handIn(),
  handIn({ evidence: nothing }),
  takeBack,
  urgeWork,
  transferTo(people.stranger.id),
  transferTo(people.pointsManager.id),
  transferTo(who.owner),
  acceptWork(),
  rejectWork,
  reverse,
];

const ofDuty: AnyEvent[] = [
  ...shared,
  returnWork(),
  returnWork('2026-06-16'),
  { type: 'LIFT', reason: 'calendar' },
  { type: 'MOVE_DUE', due: '2026-06-11T14:00:00.000Z' },
  { type: 'OWE', due: '2026-06-12T14:00:00.000Z' },
];
const ofComplaint: AnyEvent[] = [
  ...shared,
  returnWork(),
  acceptWork({ points: -600 }),
  handIn({ fact: { ...decision, points: -50 } }),
  handIn({ fact: { ...decision, points: -49 } }),
];
const ofOrder: AnyEvent[] = [...shared, returnWork(), handIn({ fact: { ...money, fen: 60_000 } })];

type Graph = {
  what: string;
  definition: Definition;
  events: AnyEvent[];
  edges: Edge[];
  transitions: string[];
};
const graphs: Graph[] = [
  {
    what: 'a duty',
    definition: duty,
    events: ofDuty,
    edges: edgesOf(
      duty,
      { kind: 'duty', ...who, period: { from: '2026-06-08', to: '2026-06-14' }, due: FRIDAY },
      ofDuty,
    ),
    transitions: transitionsOf(dutyMachine(duty).root),
  },
  {
    what: 'a claim whose points its reviewer chooses, recorded by that reviewer',
    definition: complaint,
    events: ofComplaint,
    edges: edgesOf(complaint, { ...claim, filer: who.leader, fact: decision }, ofComplaint),
    transitions: transitionsOf(claimMachine(complaint).root),
  },
  {
    what: 'a claim of money that somebody else recorded',
    definition: orders,
    events: ofOrder,
    edges: edgesOf(orders, { ...claim, filer: people.filer.id, fact: money }, ofOrder, 80_000),
    transitions: transitionsOf(claimMachine(orders).root).filter(
      (name) => !name.endsWith('SUBMIT_WORK--> accepted'),
    ),
  },
];

describe.each(graphs)('on every path of $what', ({ definition, events, edges, transitions }) => {
  it('every transition of the machine is taken', () => {
    const taken = transitionsTaken(edges);
    expect(transitions.filter((name) => !taken.has(name))).toEqual([]);
    expect([...taken].filter((name) => !transitions.includes(name))).toEqual([]);
  });

  it('the entries sum to what the summary says, each under a key of its own', () => {
    for (const { effects, running } of statesOf(edges)) {
      const keys = effects.flatMap((effect) =>
        effect.type === 'award' || effect.type === 'reverse' ? [effect.params.key] : [],
      );
      expect(new Set(keys).size).toBe(keys.length);
      expect(running.portrait().summary).toMatchObject({ points: pointsIn(effects) });
      expect(
        effects.filter(({ type, params }) => type !== 'notify' && 'points' in params && params.points === 0),
      ).toEqual([]);
    }
  });

  it('who works on it waits for nobody, and whoever is waited for has a task', () => {
    for (const world of statesOf(edges)) {
      const { tasks } = world.running.portrait().summary;
      const waits = ['due', 'submitted', 'returned'].includes(stateOf(world));
      expect(tasks.map(({ person }) => person)).toEqual(
        waits ? [stateOf(world) === 'submitted' ? world.running.people.leader : who.owner] : [],
      );
    }
  });

  it('taking the same steps again gives the same, and so does what was stored', () => {
    const workflow = workflowOf(definition);
    for (const { running } of statesOf(edges)) {
      const restored = workflow.restore(running.portrait());
      expect(JSON.parse(JSON.stringify(restored.portrait().snapshot))).toEqual(running.portrait().snapshot);
      expect(restored.timers()).toEqual(running.timers());
      expect(restored.portrait().summary).toEqual(running.portrait().summary);
    }
    for (const { from, to } of edges) {
      const event = to.steps.at(-1);
      if (event === undefined) continue;
      const again = workflow.restore(from.running.portrait()).take(event);
      expect(again?.next.portrait().snapshot).toEqual(to.running.portrait().snapshot);
      expect([...from.effects, ...(again?.effects ?? [])]).toEqual(to.effects);
    }
  });

  it('the owner cannot decide in any state', () => {
    const owners = [people.owner, actorWho('owner', 'pointsManager')];
    for (const { running, now } of statesOf(edges)) {
      for (const owner of owners) {
        const offers = running.offersFor(owner, later(now, 1000));
        expect(offers.filter(({ type }) => eventPolicy[type].decides)).toEqual([]);
      }
    }
  });

  it('each state offers exactly the commands that it takes', () => {
    for (const world of statesOf(edges)) {
      const taken = new Set(
        movesFrom(world, events).map((move) => (move.type === 'SENT' ? move.event.type : 'TIME')),
      );
      const offered = world.running.eventsTaken(later(world.now, 1000)).map(({ type }) => type);
      expect(offered.toSorted()).toEqual(commandTypes.filter((type) => taken.has(type)).toSorted());
    }
  });
});

it('a duty counts for attainment as its state says, on every path', () => {
  const counted: Record<string, [reached: number, target: number]> = {
    due: [0, 0],
    submitted: [0, 0],
    returned: [0, 0],
    accepted: [1, 1],
    missed: [0, 1],
    lifted: [0, 0],
    reversed: [0, 1],
  };
  for (const world of statesOf(graphs[0]?.edges ?? [])) {
    const moves = world.effects.flatMap((effect) => (effect.type === 'progress' ? [effect.params] : []));
    const sum = (of: 'reached' | 'target') => moves.reduce((all, move) => all + move[of], 0);
    const name = stateOf(world);
    expect([name, sum('reached'), sum('target')]).toEqual([name, ...(counted[name] ?? [])]);
    expect(moves.every(({ day }) => day === '2026-06-14')).toBe(true);
  }
});
