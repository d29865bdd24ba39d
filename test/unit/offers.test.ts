import { describe, expect, it } from 'vitest';
import type { Command } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import { projectWorkflow } from '../../workflows/index.ts';
import { actorWho, aDefinition, input, milestones, people } from '../support/factories.ts';
import {
  accept,
  ask,
  cancel,
  due,
  grant,
  MORNING,
  reopen,
  resume,
  returned,
  startedStoryOf,
  storyOf,
  submit,
  suspend,
} from './story.ts';

const definition = aDefinition({
  order: 'sequence',
  milestones: milestones(2, (id) => (id === 'a' ? { late: 'refused' } : {})),
});
const AFTER = '2026-06-01T02:00:00.000Z';

describe('a state offers', () => {
  it('of a draft to submit, revise and cancel it', () => {
    expect(storyOf(definition).offers()).toEqual(['CANCEL', 'REVISE_PLAN', 'SUBMIT_PLAN']);
  });

  it('of a running project what its open milestones take', () => {
    expect(startedStoryOf(definition).offers()).toEqual(['ASK_EXTENSION a', 'CANCEL', 'SUBMIT a', 'SUSPEND']);
  });

  it('to decide on what was handed in', () => {
    expect(startedStoryOf(definition).takeAll(submit('a')).offers()).toEqual([
      'ACCEPT a',
      'CANCEL',
      'REJECT a',
      'RETURN a',
      'SUSPEND',
      'URGE a',
      'WITHDRAW a',
    ]);
  });

  it('to answer a question for more time, instead of asking again', () => {
    expect(startedStoryOf(definition).takeAll(ask('a', '2026-02-10')).offers()).toEqual([
      'CANCEL',
      'DECLINE_EXTENSION a',
      'GRANT_EXTENSION a',
      'SUBMIT a',
      'SUSPEND',
    ]);
  });

  it('to ask for more time or to reject what is overdue, but not to submit it, where nothing late is taken', () => {
    const story = startedStoryOf(definition);
    story.take(due('a'), AFTER);

    expect(story.offers()).toEqual(['ASK_EXTENSION a', 'CANCEL', 'REJECT a', 'SUSPEND']);
  });

  it('to each actor only what that actor may send', () => {
    const { begin, offersFor } = projectWorkflow(definition);
    const { state } = begin(input);
    const offersTo = (actor: Actor) => offersFor(actor, state, MORNING).map(({ type }) => type);

    expect(offersTo(people.owner).toSorted()).toEqual(['REVISE_PLAN', 'SUBMIT_PLAN']);
    expect(offersTo(people.leader)).toEqual(['CANCEL']);
    expect(offersTo(actorWho('pointsManager')).toSorted()).toEqual(['CANCEL', 'REVISE_PLAN', 'SUBMIT_PLAN']);
    expect(offersTo(actorWho('owner', 'pointsManager')).toSorted()).toEqual(['REVISE_PLAN', 'SUBMIT_PLAN']);
    expect(offersTo(people.stranger)).toEqual([]);
  });
});

describe('an event that is not taken', () => {
  const bad = submit('a', { text: '' });
  const settled = () =>
    startedStoryOf(definition).takeAll(submit('a'), accept('a'), submit('b'), accept('b'));

  it('is at fault itself where the state takes its type', () => {
    expect(startedStoryOf(definition).refusal(bad)).toBe('evidence_missing');
    expect(startedStoryOf(definition).refusal(grant('a'))).toBe('extension_not_asked');
    expect(startedStoryOf(definition).takeAll(submit('a')).refusal(returned('a'), AFTER)).toBe('due_needed');
    expect(settled().refusal(reopen('a', '2020-01-01'))).toBe('due_not_later');
  });

  it.each<{ what: string; refusal: () => unknown }>([
    {
      what: 'a submission for a locked milestone',
      refusal: () => startedStoryOf(definition).refusal(submit('b', { text: '' })),
    },
    { what: 'a submission before the start', refusal: () => storyOf(definition).refusal(bad) },
    {
      what: 'a second submission',
      refusal: () => startedStoryOf(definition).takeAll(submit('a')).refusal(bad),
    },
    {
      what: 'a submission while the project rests',
      refusal: () => startedStoryOf(definition).takeAll(suspend).refusal(bad),
    },
    { what: 'a submission after the end', refusal: () => settled().refusal(submit('a'), AFTER) },
    {
      what: 'a submission after cancelling',
      refusal: () => startedStoryOf(definition).takeAll(cancel).refusal(bad),
    },
    { what: 'a late return of what is accepted', refusal: () => settled().refusal(returned('a'), AFTER) },
    {
      what: 'reopening while the project rests',
      refusal: () =>
        startedStoryOf(definition).takeAll(submit('a'), accept('a'), suspend).refusal(reopen('a'), AFTER),
    },
    {
      what: 'an answer that was not asked for, to what is accepted',
      refusal: () => settled().refusal(grant('a')),
    },
    { what: 'resuming what does not rest', refusal: () => startedStoryOf(definition).refusal(resume) },
  ])('is only not taken where the state does not take its type: $what', ({ refusal }) => {
    expect(refusal()).toBe('not_taken');
  });

  it('as a revision is only not taken once the plan is no draft, whoever is named in it', () => {
    const same: Command = { type: 'REVISE_PLAN', definition, owner: input.owner, leader: input.owner };

    expect(storyOf(definition).refusal(same)).toBe('owner_is_leader');
    expect(startedStoryOf(definition).refusal(same)).toBe('not_taken');
  });
});
