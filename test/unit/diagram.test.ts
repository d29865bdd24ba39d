import { expect, test } from 'vitest';
import { activeKeys, ALWAYS, graphOf, isPossible, wayTaken } from '../../workflows/diagram.ts';
import type { DatedEvent } from '../../workflows/events.ts';
import { projectWorkflow } from '../../workflows/index.ts';
import { evidence, introducePointsManagement } from '../support/company.ts';
import { input } from './../support/factories.ts';

const workflow = projectWorkflow(introducePointsManagement('2026-01-05'));
const life = graphOf(workflow.machine, { milestone: null });
const plan = graphOf(workflow.machine, { milestone: 'plan' });
const at = '2026-01-06T00:00:00.000Z';

const begun: DatedEvent[] = [
  { type: 'SUBMIT_PLAN', at },
  { type: 'RETURN_PLAN', reason: '-', at },
  { type: 'SUBMIT_PLAN', at },
  { type: 'ACCEPT_PLAN', comment: '', at },
  { type: 'START', at },
];
const handedIn: DatedEvent[] = [...begun, { type: 'SUBMIT', milestone: 'plan', evidence, at }];

test('the life of a project has its states, with the draft around what happens in it', () => {
  expect(life.nodes.map(({ key, parent }) => [key, parent])).toEqual([
    ['life.draft', null],
    ['life.draft.editing', 'life.draft'],
    ['life.draft.submitted', 'life.draft'],
    ['life.planned', null],
    ['life.active', null],
    ['life.suspended', null],
    ['life.completed', null],
    ['life.cancelled', null],
  ]);
  expect(life.nodes.filter(({ initial }) => initial).map(({ key }) => key)).toEqual([
    'life.draft',
    'life.draft.editing',
  ]);
});

test('events that lead from one state to the same other one are one line', () => {
  const line = life.edges.find(({ id }) => id === 'life.draft.submitted>life.draft.editing');
  expect(line?.events).toEqual(['RETURN_PLAN', 'WITHDRAW_PLAN']);
  expect(life.edges.find(({ to }) => to === 'life.completed')?.events).toEqual([ALWAYS]);
  expect(new Set(plan.edges.map(({ id }) => id)).size).toBe(plan.edges.length);
});

test('every line of every milestone begins and ends at a state that is drawn', () => {
  for (const { nodes, edges } of [life, plan]) {
    const keys = nodes.map(({ key }) => key);
    for (const { from, to } of edges) expect(keys).toEqual(expect.arrayContaining([from, to]));
  }
});

test('the way taken is known also where one milestone opened another', () => {
  const way = wayTaken(workflow, input, handedIn, plan, { milestone: 'plan' });
  expect([...way.taken]).toEqual(['locked>open', 'open>submitted']);
  expect([...way.visited].toSorted()).toEqual(['locked', 'open', 'open.inTime', 'submitted']);
  const trial = graphOf(workflow.machine, { milestone: 'trial' });
  const accepted: DatedEvent[] = [...handedIn, { type: 'ACCEPT', milestone: 'plan', comment: '', at }];
  expect([...wayTaken(workflow, input, accepted, trial, { milestone: 'trial' }).taken]).toEqual([
    'locked>open',
  ]);
  expect([...wayTaken(workflow, input, handedIn, trial, { milestone: 'trial' }).taken]).toEqual([]);
});

test('a revision of the plan is no part of the way', () => {
  const revised: DatedEvent = {
    type: 'REVISE_PLAN',
    definition: workflow.definition,
    owner: input.owner,
    leader: input.leader,
    at,
  };
  const region = { milestone: null };
  expect(wayTaken(workflow, input, [revised, ...begun], life, region)).toEqual(
    wayTaken(workflow, input, begun, life, region),
  );
});

test('a line is possible from the present state by an event that is offered, of this milestone', () => {
  const { state } = workflow.begin(input);
  const active = activeKeys(state, { milestone: null });
  const submit = life.edges.find(({ events }) => events.includes('SUBMIT_PLAN'));
  if (submit === undefined) throw new Error('the plan cannot be submitted');
  expect(isPossible(submit, active, [{ type: 'SUBMIT_PLAN' }], { milestone: null })).toBe(true);
  expect(isPossible(submit, active, [{ type: 'CANCEL' }], { milestone: null })).toBe(false);
  const open = plan.edges.find(({ id }) => id === 'open>submitted');
  if (open === undefined) throw new Error('nothing can be handed in');
  const offers = [{ type: 'SUBMIT' as const, milestone: 'trial' }];
  expect(isPossible(open, ['open'], offers, { milestone: 'plan' })).toBe(false);
});
