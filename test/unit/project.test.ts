import { describe, expect, it } from 'vitest';
import type { Command } from '../../workflows/events.ts';
import { projectWorkflow } from '../../workflows/index.ts';
import { aDefinition, input, milestones, personId } from '../support/factories.ts';
import {
  accept,
  cancel,
  due,
  entriesIn,
  messagesIn,
  MORNING,
  reject,
  reopen,
  resume,
  startedStoryOf,
  storyOf,
  submit,
  suspend,
} from './story.ts';

const inOrder = (order: 'sequence' | 'parallel' | 'dependencies', needs: Record<string, string[]> = {}) =>
  aDefinition({ order, milestones: milestones(3, (id) => ({ dependsOn: needs[id] ?? [] })) });
const statesOf = (story: ReturnType<typeof storyOf>) => ['a', 'b', 'c'].map((id) => story.of(id));

describe('a plan', () => {
  const submitted: Command = { type: 'SUBMIT_PLAN' };

  it('is a draft, then submitted, then accepted by the leader, then begun', () => {
    const story = storyOf(inOrder('parallel'));
    expect(story.life()).toBe('draft');

    expect(messagesIn(story.take(submitted))).toEqual(['leader plan_submitted']);
    expect(story.life()).toBe('submitted');

    expect(messagesIn(story.take({ type: 'ACCEPT_PLAN', comment: '' }))).toEqual(['owner plan_accepted']);
    expect(story.life()).toBe('planned');

    expect(messagesIn(story.take({ type: 'START' }))).toContain('owner project_started');
    expect(story.life()).toBe('active');
  });

  it('begins by itself on its day, if nobody began it', () => {
    const story = storyOf(inOrder('parallel')).takeAll(submitted, { type: 'ACCEPT_PLAN', comment: '' });

    story.take({ type: 'START_DUE' }, '2025-12-31T16:00:00.000Z');

    expect(story.life()).toBe('active');
  });

  it('goes back to its writer when it is returned or withdrawn', () => {
    const returnedPlan = storyOf(inOrder('parallel')).takeAll(submitted);
    expect(messagesIn(returnedPlan.take({ type: 'RETURN_PLAN', reason: 'too vague' }))).toEqual([
      'owner plan_returned',
    ]);
    expect(returnedPlan.life()).toBe('draft');

    const withdrawn = storyOf(inOrder('parallel')).takeAll(submitted, { type: 'WITHDRAW_PLAN' });
    expect(withdrawn.life()).toBe('draft');
  });

  it('asks for another definition to be adopted when it is revised, and only while it is a draft', () => {
    const definition = inOrder('sequence');
    const revision: Command = {
      type: 'REVISE_PLAN',
      definition,
      owner: personId(5),
      leader: personId(6),
    };
    const story = storyOf(inOrder('parallel'));

    const adopt = { type: 'adopt', params: { definition, owner: personId(5), leader: personId(6) } };
    expect(story.take(revision)).toEqual([
      { type: 'notify', params: { to: input.leader, message: 'review_handed_over' } },
      adopt,
    ]);
    expect(story.take({ ...revision, leader: input.leader })).toEqual([
      { ...adopt, params: { ...adopt.params, leader: input.leader } },
    ]);
    expect(story.refusal({ ...revision, leader: personId(5) })).toBe('owner_is_leader');
    expect(story.takeAll(submitted).refusal(revision)).toBe('not_taken');
  });

  it('lets no milestone begin before the project does', () => {
    const story = storyOf(inOrder('parallel')).takeAll(submitted, { type: 'ACCEPT_PLAN', comment: '' });

    expect(statesOf(story)).toEqual(['locked', 'locked', 'locked']);
    expect(story.refusal(submit('a'))).toBe('not_taken');
  });
});

describe('milestones', () => {
  it('in parallel are all open from the start', () => {
    expect(statesOf(startedStoryOf(inOrder('parallel')))).toEqual(['open', 'open', 'open']);
  });

  it('in a sequence open one after the other, when the one before is accepted or rejected', () => {
    const story = startedStoryOf(inOrder('sequence'));
    expect(statesOf(story)).toEqual(['open', 'locked', 'locked']);

    story.takeAll(submit('a'), accept('a'));
    expect(statesOf(story)).toEqual(['accepted', 'open', 'locked']);

    story.takeAll(submit('b'), reject('b'));
    expect(statesOf(story)).toEqual(['accepted', 'rejected', 'open']);
  });

  it('with dependencies open when all that they wait for are settled', () => {
    const story = startedStoryOf(inOrder('dependencies', { c: ['a', 'b'] }));
    expect(statesOf(story)).toEqual(['open', 'open', 'locked']);

    story.takeAll(submit('b'), accept('b'));
    expect(statesOf(story)).toEqual(['open', 'accepted', 'locked']);

    expect(messagesIn(story.takeAll(submit('a')).take(accept('a')))).toContain('owner milestone_opened');
    expect(statesOf(story)).toEqual(['accepted', 'accepted', 'open']);
  });

  it('stay open when the one that they waited for is taken up again', () => {
    const story = startedStoryOf(inOrder('sequence')).takeAll(submit('a'), accept('a'), reopen('a'));

    expect(statesOf(story)).toEqual(['open', 'open', 'locked']);
  });

  it('move one by one: an event is for its own region only', () => {
    const story = startedStoryOf(inOrder('parallel')).takeAll(submit('a'), submit('b'));

    expect(entriesIn(story.take(accept('b')))).toHaveLength(1);
    expect(statesOf(story)).toEqual(['submitted', 'accepted', 'open']);
  });

  it('of which there is none by that name take nothing', () => {
    expect(startedStoryOf(inOrder('parallel')).refusal(submit('nowhere'))).toBe('not_taken');
  });
});

describe('a project', () => {
  const settled = () => startedStoryOf(inOrder('parallel')).takeAll(submit('a'), accept('a'), submit('b'));

  it('is completed when every milestone is accepted or rejected', () => {
    const story = settled().takeAll(reject('b'), submit('c'));
    expect(story.life()).toBe('active');

    expect(messagesIn(story.take(accept('c')))).toEqual([
      'owner milestone_accepted',
      'owner project_completed',
      'leader project_completed',
    ]);
    expect(story.life()).toBe('completed');
    expect(story.offers()).toEqual(['REOPEN a', 'REOPEN b', 'REOPEN c']);
  });

  it('that is completed is taken up again by reopening, and completed anew', () => {
    const story = settled().takeAll(accept('b'), submit('c'), accept('c'));

    expect(entriesIn(story.take(reopen('b')))).toMatchObject([
      { type: 'reverse', params: { milestone: 'b' } },
    ]);
    expect(story.life()).toBe('active');
    expect(statesOf(story)).toEqual(['accepted', 'open', 'accepted']);

    story.takeAll(submit('b'), accept('b'));
    expect(story.life()).toBe('completed');
  });

  it('that is cancelled forfeits what was not awarded, and takes nothing more', () => {
    const story = settled();
    const { open, awarded } = story.summary().standing;

    expect(messagesIn(story.take(cancel))).toEqual(['owner project_cancelled', 'leader project_cancelled']);

    expect(story.life()).toBe('cancelled');
    expect(story.summary().standing).toEqual({ awarded, open: 0, forfeited: open });
    expect(story.summary().tasks).toEqual([]);
    expect(story.offers()).toEqual([]);
    expect(story.refusal(accept('b'))).toBe('not_taken');
  });

  it('can be cancelled as a draft, planned, active or suspended, but not once it is completed', () => {
    const planned = [{ type: 'SUBMIT_PLAN' as const }, { type: 'ACCEPT_PLAN' as const, comment: '' }];
    const completed = settled().takeAll(accept('b'), submit('c'), accept('c'));

    expect(storyOf(inOrder('parallel')).refusal(cancel)).toBeNull();
    expect(
      storyOf(inOrder('parallel'))
        .takeAll(...planned)
        .refusal(cancel),
    ).toBeNull();
    expect(settled().takeAll(suspend).refusal(cancel)).toBeNull();
    expect(completed.refusal(cancel)).toBe('not_taken');
  });

  it('that rests takes nothing but to be resumed or cancelled, and keeps the states of its milestones', () => {
    const story = settled();
    const before = statesOf(story);

    story.take(suspend);
    expect(story.offers()).toEqual(['CANCEL', 'RESUME']);
    expect(story.refusal(accept('b'))).toBe('not_taken');
    expect(story.refusal(due('c'))).toBe('not_taken');

    story.take(resume);
    expect(statesOf(story)).toEqual(before);
  });
});

describe('the rest of a project', () => {
  const dueOf = (story: ReturnType<typeof storyOf>, id: string) => story.state().context.milestones[id]?.due;
  const definition = aDefinition({
    milestones: milestones(2, (id) => ({ due: id === 'a' ? '2026-01-31' : '2026-03-10T22:00' })),
  });

  it.each([
    { rested: '2026-01-10T02:00:00.000Z', a: '2026-01-31T15:59:59.999Z', what: 'no time at all' },
    { rested: '2026-01-10T02:00:00.001Z', a: '2026-02-01T15:59:59.999Z', what: 'a moment, which is a day' },
    { rested: '2026-01-11T02:00:00.000Z', a: '2026-02-01T15:59:59.999Z', what: 'a day' },
    { rested: '2026-01-11T02:00:00.001Z', a: '2026-02-02T15:59:59.999Z', what: 'a day and a moment' },
  ])('moves its due dates by the days begun: $what', ({ rested, a }) => {
    const story = startedStoryOf(definition);

    story.take(suspend, '2026-01-10T02:00:00.000Z');
    story.take(resume, rested);

    expect(dueOf(story, 'a')).toBe(a);
  });

  it('leaves dates where they are that had passed before, and moves the others', () => {
    const story = startedStoryOf(definition);
    story.take(due('a'), '2026-02-01T00:00:00.000Z');

    story.take(suspend, '2026-02-10T02:00:00.000Z');
    story.take(resume, '2026-02-20T02:00:00.000Z');

    expect(dueOf(story, 'a')).toBe('2026-01-31T15:59:59.999Z');
    expect(story.of('a')).toBe('open.overdue');
    expect(dueOf(story, 'b')).toBe('2026-03-20T14:00:00.000Z');
  });

  it('moves a date that falls on its very beginning, for that is still in time, but not one just before', () => {
    const atDue = startedStoryOf(definition);
    atDue.take(suspend, '2026-01-31T15:59:59.999Z');
    atDue.take(resume, '2026-02-01T15:59:59.999Z');
    expect(dueOf(atDue, 'a')).toBe('2026-02-01T15:59:59.999Z');

    const justAfter = startedStoryOf(definition);
    justAfter.take(suspend, '2026-01-31T16:00:00.000Z');
    justAfter.take(resume, '2026-02-01T16:00:00.000Z');
    expect(dueOf(justAfter, 'a')).toBe('2026-01-31T15:59:59.999Z');
  });

  it('keeps the time of day where the clocks change meanwhile', () => {
    const story = startedStoryOf(definition, 'America/New_York');
    const before = dueOf(story, 'b');

    story.take(suspend, '2026-03-02T15:00:00.000Z');
    story.take(resume, '2026-03-09T15:00:00.000Z');

    expect(before).toBe('2026-03-11T02:00:00.000Z');
    expect(dueOf(story, 'b')).toBe('2026-03-18T02:00:00.000Z');
  });

  it('also moves the date that was asked for, so that granting it later never shortens the time', () => {
    const story = startedStoryOf(definition);
    story.take({ type: 'ASK_EXTENSION', milestone: 'a', due: '2026-02-05', reason: 'ill' }, MORNING);

    story.take(suspend, '2026-01-20T02:00:00.000Z');
    story.take(resume, '2026-02-19T02:00:00.000Z');
    story.take({ type: 'GRANT_EXTENSION', milestone: 'a' }, '2026-02-20T02:00:00.000Z');

    expect(dueOf(story, 'a')).toBe('2026-03-07T15:59:59.999Z');
  });

  it('can come again and again', () => {
    const story = startedStoryOf(definition);
    for (const day of ['05', '07', '09']) {
      story.take(suspend, `2026-01-${day}T02:00:00.000Z`);
      story.take(resume, `2026-01-${day}T12:00:00.000Z`);
    }

    expect(dueOf(story, 'a')).toBe('2026-02-03T15:59:59.999Z');
    expect(story.state().context.suspendedAt).toBeNull();
  });
});

describe('the machine', () => {
  it.each([
    'xstate.stop',
    'xstate.init',
    'xstate.after.1000.project.life.active',
    'xstate.done.state.project.life',
    'xstate.done.actor.x',
    'xstate.error.actor.x',
    'NO_SUCH_EVENT',
    '',
    '*',
  ])('takes no event "%s" that is none of its own', (type) => {
    const { workflow, state } = started();
    const taken = () => {
      try {
        return Reflect.apply(workflow.take, null, [state, { type, at: MORNING }]) !== null;
      } catch {
        return false;
      }
    };

    expect(taken()).toBe(false);
    expect(Reflect.apply(state.can, state, [{ type, at: MORNING }])).toBe(false);
  });

  it('has no delayed transition and nothing that it invokes', () => {
    const { machine } = started().workflow;
    type Node = typeof machine.root;
    const nodesUnder = (node: Node): Node[] => [node, ...Object.values(node.states).flatMap(nodesUnder)];

    for (const node of nodesUnder(machine.root)) {
      expect({
        id: node.id,
        after: node.after,
        invoke: node.invoke,
        entry: node.entry,
        exit: node.exit,
      }).toEqual({
        id: node.id,
        after: [],
        invoke: [],
        entry: [],
        exit: [],
      });
    }
  });

  it('has 50 milestones in a sequence, and can go through all of them', () => {
    const ids = milestones(50).map(({ id }) => id);
    const story = startedStoryOf(aDefinition({ points: 333, order: 'sequence', milestones: milestones(50) }));

    for (const id of ids) story.takeAll(submit(id), accept(id));

    expect(story.life()).toBe('completed');
    expect(story.summary().standing).toEqual({ awarded: 333, open: 0, forfeited: 0 });
  });

  function started() {
    const workflow = projectWorkflow(inOrder('parallel'));
    return { workflow, state: startedStoryOf(workflow.definition).state() };
  }
});

describe('who is told', () => {
  it('is the owner and the leader of the project, by name', () => {
    const story = storyOf(inOrder('parallel'));

    expect(story.take({ type: 'SUBMIT_PLAN' })).toEqual([
      { type: 'notify', params: { to: input.leader, message: 'plan_submitted' } },
    ]);
  });
});
