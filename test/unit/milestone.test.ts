import { describe, expect, it } from 'vitest';
import { aDefinition, aMilestone, input, type MilestoneInput } from '../support/factories.ts';
import { later } from '../model/world.ts';
import {
  accept,
  ask,
  decline,
  due,
  entriesIn,
  grant,
  messagesIn,
  MORNING,
  reject,
  reopen,
  returned,
  startedStoryOf,
  submit,
  urge,
  withdraw,
} from './story.ts';

/** A project of one milestone, due at the end of January in Shanghai. */
const LAST_MS = '2026-01-31T15:59:59.999Z';
const TOO_LATE = '2026-01-31T16:00:00.000Z';
const project = (changes: Partial<MilestoneInput> = {}) =>
  startedStoryOf(aDefinition({ points: 800, milestones: [aMilestone(changes), spare] }));
const spare = aMilestone({ id: 'spare', weight: 5000, due: '2026-12-31' });
const half = { weight: 5000 };
const departments = { criterion: { text: 'In use', target: { atLeast: 5, unit: 'departments' } } };
const inContext = (story: ReturnType<typeof project>) => story.state().context.milestones['plan'];

describe('a submission', () => {
  it('is counted, told to the leader, and waits for the decision', () => {
    const story = project(half);

    expect(messagesIn(story.take(submit('plan')))).toEqual(['leader milestone_submitted']);

    expect(story.of('plan')).toBe('submitted');
    expect(inContext(story)).toMatchObject({
      rounds: 1,
      submission: { at: MORNING, late: false, value: null, short: false },
    });
    expect(story.refusal(submit('plan'))).toBe('not_taken');
  });

  it('needs a text, a link or a file', () => {
    const story = project(half);

    expect(story.refusal(submit('plan', { text: '' }))).toBe('evidence_missing');
    expect(story.refusal(submit('plan', { text: '', list: ['a', 'b'] }))).toBe('evidence_missing');
    expect(story.refusal(submit('plan', { text: '', links: ['https://example.org'] }))).toBeNull();
    expect(story.refusal(submit('plan', { text: '', files: [input.owner] }))).toBeNull();
  });

  it('can be withdrawn until it is decided, and handed in again', () => {
    const story = project(half).takeAll(submit('plan'));

    expect(messagesIn(story.take(withdraw('plan')))).toEqual(['leader milestone_withdrawn']);
    expect(story.of('plan')).toBe('open');

    story.takeAll(submit('plan'), accept('plan'));
    expect(inContext(story)?.rounds).toBe(2);
    expect(story.refusal(withdraw('plan'))).toBe('not_taken');
  });
});

describe('urging the reviewer of a milestone', () => {
  it('is possible once in 4 hours for each submission', () => {
    const story = project(half);
    expect(story.refusal(urge('plan'))).toBe('not_taken');
    story.take(submit('plan'));
    expect(messagesIn(story.take(urge('plan')))).toEqual(['leader milestone_urged']);
    expect(story.refusal(urge('plan'))).toBe('urged_recently');
    story.takeAll(withdraw('plan'), submit('plan'));
    expect(story.refusal(urge('plan'))).toBeNull();
  });
});

describe('a submission that is withdrawn', () => {
  it('goes back to what is to mend, if it had been returned', () => {
    const story = project(half).takeAll(submit('plan'), returned('plan'), submit('plan'), withdraw('plan'));

    expect(story.of('plan')).toBe('returned');
    expect(inContext(story)?.mend).not.toBeNull();
  });

  it('after a due date that nothing late is taken for, stays where it is', () => {
    const strict = project({ ...half, late: 'refused' }).takeAll(submit('plan'));

    expect(strict.refusal(withdraw('plan'), LAST_MS)).toBeNull();
    expect(strict.refusal(withdraw('plan'), TOO_LATE)).toBe('withdraw_too_late');
    expect(strict.of('plan')).toBe('submitted');
  });
});

describe('a criterion with a number to reach', () => {
  it('asks for the number', () => {
    expect(project({ ...half, ...departments }).refusal(submit('plan'))).toBe('value_missing');
  });

  it('is reached by that number and more', () => {
    const story = project({ ...half, ...departments }).takeAll(submit('plan', { value: 5 }));

    expect(inContext(story)?.submission).toMatchObject({ value: 5, short: false });
  });

  it('can be fallen short of only by saying so, and the submission is flagged', () => {
    const story = project({ ...half, ...departments });
    expect(story.refusal(submit('plan', { value: 4 }))).toBe('shortfall_unexplained');

    story.take(submit('plan', { value: 4, shortfall: 'one department moves house' }));

    expect(inContext(story)?.submission).toMatchObject({ value: 4, short: true });
  });
});

describe('the due date', () => {
  it('is kept in its last millisecond, and is missed one later', () => {
    const inTime = project(half);
    inTime.take(submit('plan'), LAST_MS);
    expect(inContext(inTime)?.submission?.late).toBe(false);

    const late = project(half);
    late.take(submit('plan'), TOO_LATE);
    expect(inContext(late)?.submission?.late).toBe(true);
  });

  it('of 22:00 is kept at 22:00:00.000, and is missed one millisecond later', () => {
    const at22 = '2026-01-31T14:00:00.000Z';
    const story = project({ ...half, due: '2026-01-31T22:00', late: 'refused' });

    expect(story.refusal(submit('plan'), at22)).toBeNull();
    expect(story.refusal(submit('plan'), later(at22, 1))).toBe('late_not_possible');
  });

  it('when it passes makes the milestone overdue, and tells both', () => {
    const story = project(half);

    expect(messagesIn(story.take(due('plan'), LAST_MS))).toEqual([
      'owner milestone_overdue',
      'leader milestone_overdue',
    ]);
    expect(story.of('plan')).toBe('open.overdue');
    expect(story.refusal(due('plan'), LAST_MS)).toBe('not_taken');
  });

  it('that has passed still takes a submission, flagged, if late ones are allowed', () => {
    const story = project(half);
    story.take(due('plan'), LAST_MS);
    story.take(submit('plan'), TOO_LATE);

    expect(story.of('plan')).toBe('submitted');
    expect(inContext(story)?.submission?.late).toBe(true);
  });

  it('that has passed takes no submission if late ones are refused, until it is extended', () => {
    const story = project({ ...half, late: 'refused' });
    story.take(due('plan'), LAST_MS);
    expect(story.refusal(submit('plan'), TOO_LATE)).toBe('late_not_possible');
    expect(story.offers(TOO_LATE)).not.toContain('SUBMIT plan');

    story.take(ask('plan', '2026-02-10'), TOO_LATE);
    story.take(grant('plan'), TOO_LATE);
    story.take(submit('plan'), TOO_LATE);

    expect(inContext(story)?.submission?.late).toBe(false);
  });

  it('that has passed lets the leader reject what was never handed in, and not before', () => {
    const story = project(half);
    expect(story.refusal(reject('plan'))).toBe('not_taken');

    story.take(due('plan'), LAST_MS);
    story.take(reject('plan'), TOO_LATE);

    expect(story.of('plan')).toBe('rejected');
    expect(story.summary().standing.forfeited).toBe(400);
  });

  it('is reminded of without anything else changing', () => {
    const story = project(half);
    const effects = story.take({ type: 'REMIND', milestone: 'plan', days: 7 });

    expect(effects).toEqual([
      {
        type: 'notify',
        params: { to: input.owner, message: 'milestone_due_soon', milestone: 'plan', days: 7 },
      },
    ]);
    expect(story.of('plan')).toBe('open');
  });
});

describe('a return', () => {
  it('says what to mend and opens the milestone again', () => {
    const story = project(half).takeAll(submit('plan'));

    expect(messagesIn(story.take(returned('plan')))).toEqual(['owner milestone_returned']);

    expect(story.of('plan')).toBe('returned');
    expect(inContext(story)).toMatchObject({ mend: 'add the list', due: LAST_MS });
    expect(story.takeAll(submit('plan'), accept('plan')).of('plan')).toBe('accepted');
    expect(inContext(story)?.mend).toBeNull();
  });

  it('can set a new due date, later than now', () => {
    const story = project(half).takeAll(submit('plan'));
    expect(story.refusal(returned('plan', '2025-12-31'))).toBe('due_not_later');

    story.take(returned('plan', '2026-02-10T22:00'));

    expect(inContext(story)?.due).toBe('2026-02-10T14:00:00.000Z');
  });

  it('after the due date has to set a new one if late submissions are refused', () => {
    const story = project({ ...half, late: 'refused' }).takeAll(submit('plan'));

    expect(story.refusal(returned('plan'), LAST_MS)).toBeNull();
    expect(story.refusal(returned('plan'), TOO_LATE)).toBe('due_needed');
    expect(story.refusal(returned('plan', '2026-02-10'), TOO_LATE)).toBeNull();
  });

  it('of what is late may leave the date as it is if late submissions are allowed', () => {
    const story = project(half).takeAll(submit('plan'));
    story.take(returned('plan'), TOO_LATE);

    story.take(due('plan'), TOO_LATE);

    expect(story.of('plan')).toBe('returned.overdue');
  });
});

describe('an extension', () => {
  it('is asked for with a later date, once, and tells the leader', () => {
    const story = project(half);
    expect(story.refusal(ask('plan', '2026-01-31'))).toBe('due_not_later');
    expect(story.refusal(grant('plan'))).toBe('extension_not_asked');
    expect(story.refusal(decline('plan'))).toBe('extension_not_asked');

    expect(messagesIn(story.take(ask('plan', '2026-02-10')))).toEqual(['leader extension_asked']);

    expect(inContext(story)).toMatchObject({
      due: LAST_MS,
      extension: { due: '2026-02-10T15:59:59.999Z', reason: 'two people are ill', askedAt: MORNING },
    });
    expect(story.refusal(ask('plan', '2026-03-10'))).toBe('extension_already_asked');
  });

  it('that is granted moves the due date', () => {
    const story = project(half).takeAll(ask('plan', '2026-02-10'));

    expect(messagesIn(story.take(grant('plan')))).toEqual(['owner extension_granted']);

    expect(inContext(story)).toMatchObject({ due: '2026-02-10T15:59:59.999Z', extension: null });
    expect(story.of('plan')).toBe('open');
  });

  it('that is granted to an overdue milestone puts it back in time', () => {
    const story = project(half);
    story.take(due('plan'), LAST_MS);
    story.take(ask('plan', '2026-02-10'), TOO_LATE);
    story.take(grant('plan'), TOO_LATE);

    expect(story.of('plan')).toBe('open');
  });

  it('whose date has passed before the answer can only be declined', () => {
    const story = project(half).takeAll(ask('plan', '2026-02-10'));
    story.take(due('plan'), LAST_MS);

    expect(story.refusal(grant('plan'), '2026-02-10T16:00:00.000Z')).toBe('extension_outrun');
    expect(story.refusal(grant('plan'), '2026-02-10T15:59:59.998Z')).toBe(null);
    expect(messagesIn(story.take(decline('plan'), '2026-02-10T16:00:00.000Z'))).toEqual([
      'owner extension_declined',
    ]);
  });

  it('that is declined leaves the date, and can be asked for again', () => {
    const story = project(half).takeAll(ask('plan', '2026-02-10'));

    expect(messagesIn(story.take(decline('plan')))).toEqual(['owner extension_declined']);

    expect(inContext(story)).toMatchObject({ due: LAST_MS, extension: null });
    expect(story.refusal(ask('plan', '2026-02-10'))).toBeNull();
  });

  it('is no question any more once the work is handed in or rejected', () => {
    const handedIn = project(half).takeAll(ask('plan', '2026-02-10'), submit('plan'));
    expect(inContext(handedIn)?.extension).toBeNull();
    expect(handedIn.refusal(grant('plan'))).toBe('not_taken');

    const rejected = project(half).takeAll(ask('plan', '2026-02-10'), due('plan'), reject('plan'));
    expect(inContext(rejected)?.extension).toBeNull();
  });
});

describe('an award', () => {
  it('is made at the acceptance, with the points of the milestone', () => {
    const story = project(half).takeAll(submit('plan'));

    expect(entriesIn(story.take(accept('plan')))).toEqual([
      {
        type: 'award',
        params: {
          person: input.owner,
          points: 400,
          key: 'plan/award/1',
          milestone: 'plan',
          day: null,
          reason: null,
          facts: [],
          reversalOf: null,
        },
      },
    ]);
    expect(story.refusal(accept('plan'))).toBe('not_taken');
    expect(story.summary().standing).toEqual({ awarded: 400, open: 400, forfeited: 0 });
  });

  it('is reversed by its number when the milestone is reopened, and the next one has the next number', () => {
    const story = project(half).takeAll(submit('plan'), accept('plan'));

    expect(entriesIn(story.take(reopen('plan')))).toMatchObject([
      { type: 'reverse', params: { points: -400, key: 'plan/reverse/1', reversalOf: 'plan/award/1' } },
    ]);
    expect(story.summary().standing.awarded).toBe(0);

    const again = story.takeAll(submit('plan')).take(accept('plan'));
    expect(entriesIn(again)).toMatchObject([{ type: 'award', params: { key: 'plan/award/2' } }]);
    expect(entriesIn(story.take(reopen('plan')))).toMatchObject([
      { type: 'reverse', params: { key: 'plan/reverse/2' } },
    ]);
  });

  it('is not reversed when what is reopened was rejected', () => {
    const story = project(half).takeAll(submit('plan'), reject('plan'));

    expect(entriesIn(story.take(reopen('plan', '2026-02-10')))).toEqual([]);
    expect(story.of('plan')).toBe('open');
    expect(inContext(story)).toMatchObject({
      due: '2026-02-10T15:59:59.999Z',
      mend: 'the numbers were wrong',
    });
  });

  it('can be reopened after the due date only with a new one, if late submissions are refused', () => {
    const story = project({ ...half, late: 'refused' }).takeAll(submit('plan'), accept('plan'));

    expect(story.refusal(reopen('plan'), TOO_LATE)).toBe('due_needed');
    expect(story.refusal(reopen('plan', '2026-01-01'), TOO_LATE)).toBe('due_not_later');
    expect(story.refusal(reopen('plan', '2026-02-10'), TOO_LATE)).toBeNull();
  });
});
