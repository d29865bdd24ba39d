import { describe, expect, it } from 'vitest';
import { aDefinition, input, milestones } from '../support/factories.ts';
import {
  accept,
  ask,
  decline,
  due,
  MORNING,
  reject,
  startedStoryOf,
  storyOf,
  submit,
  suspend,
} from './story.ts';

const definition = aDefinition({ title: 'Two', points: 101, milestones: milestones(2) });
const tasks = (story: ReturnType<typeof storyOf>) =>
  story
    .summary()
    .tasks.map(({ person, kind, milestone, since }) =>
      [person === input.owner ? 'owner' : 'leader', kind, milestone, since]
        .filter((part) => part !== null)
        .join(' '),
    );

describe('a summary', () => {
  it('names what lists need of a project', () => {
    const story = startedStoryOf(definition).takeAll(submit('a'));

    expect(story.summary()).toMatchObject({
      title: 'Two',
      total: 101,
      owner: input.owner,
      leader: input.leader,
      state: 'active',
      overdue: false,
      nextDue: '2026-02-28T15:59:59.999Z',
      milestones: [
        { id: 'a', state: 'submitted', points: 51, weight: 5000, rounds: 1, due: '2026-01-28T15:59:59.999Z' },
        { id: 'b', state: 'open', points: 50, weight: 5000, rounds: 0, overdue: false },
      ],
    });
  });

  it('has points awarded, open and forfeited that sum to the total in every state', () => {
    const story = storyOf(definition);
    expect(story.summary().standing).toEqual({ awarded: 0, open: 101, forfeited: 0 });

    const running = startedStoryOf(definition).takeAll(submit('a'), accept('a'));
    expect(running.summary().standing).toEqual({ awarded: 51, open: 50, forfeited: 0 });

    running.takeAll(submit('b'), reject('b'));
    expect(running.summary().standing).toEqual({ awarded: 51, open: 0, forfeited: 50 });
  });

  it('says what is overdue only while somebody works on it', () => {
    const story = startedStoryOf(definition).takeAll(due('a'));
    expect(story.summary().overdue).toBe(true);
    expect(story.summary().milestones[0]).toMatchObject({ state: 'open', overdue: true });

    story.take(suspend);
    expect(story.summary()).toMatchObject({ overdue: false, nextDue: null });
  });
});

describe('the tasks of a project', () => {
  it('are to submit the plan, then to decide on it', () => {
    const story = storyOf(definition);
    expect(tasks(story)).toEqual(['owner submit_plan']);

    story.take({ type: 'SUBMIT_PLAN' });
    expect(tasks(story)).toEqual([`leader decide_plan ${MORNING}`]);

    story.take({ type: 'ACCEPT_PLAN', comment: '' });
    expect(tasks(story)).toEqual([]);
  });

  it('are to hand in what is open, and to decide on what was handed in', () => {
    const story = startedStoryOf(definition).takeAll(submit('b'));

    expect(tasks(story)).toEqual(['owner hand_in a', `leader decide b ${MORNING}`]);
  });

  it('are also to answer the question for more time', () => {
    const story = startedStoryOf(definition).takeAll(ask('a', '2026-02-10'));
    expect(tasks(story)).toContain(`leader decide_extension a ${MORNING}`);

    story.take(decline('a'));
    expect(tasks(story)).toEqual(['owner hand_in a', 'owner hand_in b']);
  });

  it('are to decide what becomes of an overdue milestone, unless more time was asked for', () => {
    const story = startedStoryOf(definition).takeAll(due('a'));
    expect(tasks(story)).toContain('leader decide_overdue a 2026-01-28T15:59:59.999Z');

    story.take(ask('a', '2026-02-10'));
    expect(tasks(story)).not.toContain('leader decide_overdue a 2026-01-28T15:59:59.999Z');
    expect(tasks(story)).toContain(`leader decide_extension a ${MORNING}`);
  });

  it('are none while the project rests and when all is settled', () => {
    const resting = startedStoryOf(definition).takeAll(suspend);
    const over = startedStoryOf(definition).takeAll(submit('a'), accept('a'), submit('b'), reject('b'));

    expect(tasks(resting)).toEqual([]);
    expect(tasks(over)).toEqual([]);
  });
});
