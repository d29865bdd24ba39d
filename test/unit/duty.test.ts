import { describe, expect, it } from 'vitest';
import type { AnyEvent } from '../../workflows/events.ts';
import { workflowOf, type Input } from '../../workflows/index.ts';
import type { RuleInput } from '../../workflows/rules/rule.ts';
import { evidence, people } from '../support/factories.ts';
import {
  acceptWork,
  aRuleDefinition,
  handIn,
  linesOf,
  rejectWork,
  returnWork,
  reverse,
  storyOfWork,
  takeBack,
  transferTo,
  urgeWork,
  who,
  type WorkStory,
} from './work-story.ts';

/** The week of 8 to 14 June 2026; due on Friday at 22:00 in Shanghai. */
const DUE = '2026-06-12T14:00:00.000Z';
const LATE = '2026-06-12T14:00:00.001Z';
const SATURDAY = '2026-06-13T02:00:00.000Z';
const period = { from: '2026-06-08', to: '2026-06-14' };

const summary = {
  kind: 'duty',
  id: 'summary',
  name: 'Friday summary',
  due: { every: 'week', weekday: 5, by: '22:00' },
  points: 5,
  missed: -3,
} satisfies RuleInput;
const input: Input = { kind: 'duty', ...who, period, due: DUE };
const dutyOf = (changes: Partial<Extract<RuleInput, { kind: 'duty' }>> = {}) =>
  storyOfWork(aRuleDefinition('duty', { ...summary, ...changes }), input);

const due: AnyEvent = { type: 'DUTY_DUE' };
const lift: AnyEvent = { type: 'LIFT', reason: 'absent' };
const moveTo = (instant: string): AnyEvent => ({ type: 'MOVE_DUE', due: instant });

const owe = (instant: string): AnyEvent => ({ type: 'OWE', due: instant });

const states: Record<string, () => WorkStory> = {
  due: () => dutyOf(),
  submitted: () => dutyOf().takeAll(handIn()),
  returned: () => dutyOf().takeAll(handIn(), returnWork()),
  accepted: () => dutyOf().takeAll(handIn(), acceptWork()),
  missed: () => {
    const story = dutyOf();
    story.take(due, DUE);
    return story;
  },
  lifted: () => dutyOf().takeAll(lift),
  reversed: () => dutyOf().takeAll(handIn(), acceptWork(), reverse),
};
const events: AnyEvent[] = [
  handIn(),
  takeBack,
  acceptWork(),
  returnWork('2026-06-20'),
  rejectWork,
  urgeWork,
  transferTo(people.stranger.id),
  reverse,
  due,
  lift,
  moveTo(SATURDAY),
];

describe('a duty', () => {
  /** Where each event leads from each state; what is not named is not taken. */
  const ways: Record<string, Record<string, string>> = {
    due: { SUBMIT_WORK: 'submitted', DUTY_DUE: 'missed', LIFT: 'lifted', MOVE_DUE: 'due' },
    submitted: {
      ACCEPT_WORK: 'accepted',
      RETURN_WORK: 'returned',
      REJECT_WORK: 'missed',
      WITHDRAW_WORK: 'due',
      URGE_WORK: 'submitted',
      TRANSFER_WORK: 'submitted',
      LIFT: 'lifted',
    },
    returned: { SUBMIT_WORK: 'submitted', DUTY_DUE: 'missed', LIFT: 'lifted' },
    accepted: { REVERSE_WORK: 'reversed' },
    missed: { LIFT: 'lifted' },
    lifted: {},
    reversed: {},
  };

  it.each(Object.keys(states))('that is %s takes what the chart says, and nothing else', (name) => {
    const begin = states[name];
    for (const event of events) {
      const story = begin?.();
      if (story === undefined) throw new Error(`no state ${name}`);
      expect(story.state()).toBe(name);
      const to = ways[name]?.[event.type];
      const refusal = story.refusal(event, DUE);
      expect(`${event.type} ${refusal}`).toBe(`${event.type} ${to === undefined ? 'not_taken' : 'null'}`);
      if (to === undefined) continue;
      story.take(event, DUE);
      expect(`${event.type} ${story.state()}`).toBe(`${event.type} ${to}`);
    }
  });

  it.each(Object.keys(states))('that is %s offers the commands that it takes', (name) => {
    const commands = Object.keys(ways[name] ?? {}).filter((type) => type.endsWith('_WORK'));
    expect(states[name]?.().offers()).toEqual(commands.toSorted());
  });

  it.each(Object.keys(states))('that is %s is the same after it was stored', (name) => {
    const running = states[name]?.().running();
    const stored: unknown = JSON.parse(JSON.stringify(running?.portrait().snapshot));
    expect(stored).toEqual(running?.portrait().snapshot);
    if (running === undefined) throw new Error(`no state ${name}`);
    const restored = workflowOf(aRuleDefinition('duty', summary)).restore(running.portrait());
    expect(restored.portrait().snapshot).toEqual(running.portrait().snapshot);
    expect(restored.timers()).toEqual(running.timers());
    expect(restored.portrait().summary).toEqual(running.portrait().summary);
  });

  it('takes no event of a project, and a project none of a duty', () => {
    expect(dutyOf().refusal({ type: 'START' })).toBe('not_taken');
    expect(dutyOf().refusal({ type: 'ACCEPT', milestone: 'a', comment: '' })).toBe('not_taken');
  });

  it('does not begin with the input of another kind', () => {
    expect(() => storyOfWork(aRuleDefinition('duty', summary), { kind: 'project', ...who })).toThrow(
      RangeError,
    );
  });
});

describe('handing in a duty', () => {
  it('is in time at the due moment, and late a millisecond after it', () => {
    expect(dutyOf().refusal(handIn(), DUE)).toBeNull();
    expect(dutyOf().refusal(handIn(), LATE)).toBe('late_not_possible');
  });

  it('needs something to look at, unless nobody looks at it', () => {
    const nothing = handIn({ evidence: evidence({ text: '', list: ['a'] }) });
    expect(dutyOf().refusal(nothing)).toBe('evidence_missing');
    expect(dutyOf({ acceptance: 'at_once' }).refusal(nothing)).toBeNull();
    for (const some of [{ links: ['https://example.org'] }, { files: [people.owner.id] }]) {
      expect(dutyOf().refusal(handIn({ evidence: evidence({ text: '', ...some }) }))).toBeNull();
    }
  });

  it('claims nothing', () => {
    expect(dutyOf().refusal(handIn({ fact: { type: 'units', day: '2026-06-10', units: 1 } }))).toBe(
      'wrong_fact',
    );
  });

  it('tells nobody, is counted, and waits for the leader', () => {
    const story = dutyOf();
    expect(story.take(handIn())).toEqual([]);
    expect(story.running().timers()).toEqual([]);
    expect(story.running().portrait().summary).toMatchObject({
      state: 'submitted',
      points: 0,
      tasks: [{ person: who.leader, kind: 'decide_duty', since: '2026-06-10T04:00:00.000Z' }],
    });
  });

  it('is accepted at once where the rule says so', () => {
    const story = dutyOf({ acceptance: 'at_once' });
    expect(linesOf(story.take(handIn()))).toEqual([
      'award award/1 5 2026-06-14 duty_accepted',
      'progress summary 2026-06-14 1/1',
    ]);
    expect(story.state()).toBe('accepted');
  });

  it('can be taken back until the due moment, and then not any more', () => {
    expect(states['submitted']?.().refusal(takeBack, DUE)).toBeNull();
    expect(states['submitted']?.().refusal(takeBack, LATE)).toBe('withdraw_too_late');
    const story = dutyOf().takeAll(handIn(), takeBack);
    expect(story.running().timers()).toEqual([
      { node: 'duty.due', event: { type: 'DUTY_DUE' }, kind: 'deadline', at: DUE },
    ]);
  });
});

describe('handing the decision on a duty to somebody else', () => {
  it('tells who decides from then on, and is not possible towards the owner', () => {
    const story = dutyOf().takeAll(handIn());
    expect(story.refusal(transferTo(who.owner))).toBe('transfer_to_owner');
    expect(story.refusal(transferTo(who.leader))).toBe('transfer_to_reviewer');
    expect(linesOf(story.take(transferTo(people.stranger.id)))).toEqual(['tell stranger duty_transferred']);
    expect(story.running().people.leader).toBe(people.stranger.id);
    expect(linesOf(story.take(acceptWork()))[0]).toBe('award award/1 5 2026-06-14 duty_accepted');
  });
});

describe('urging the reviewer of a duty', () => {
  it('is possible once in 4 hours as long as nobody has decided', () => {
    const story = dutyOf();
    expect(story.refusal(urgeWork)).toBe('not_taken');
    story.take(handIn());
    expect(linesOf(story.take(urgeWork, '2026-06-10T04:00:00.000Z'))).toEqual(['tell leader duty_urged']);
    expect(story.refusal(urgeWork, '2026-06-10T07:59:59.999Z')).toBe('urged_recently');
    expect(story.refusal(urgeWork, '2026-06-10T08:00:00.000Z')).toBeNull();
    expect(story.take(acceptWork())).not.toEqual([]);
    expect(story.refusal(urgeWork, '2026-06-11T08:00:00.000Z')).toBe('not_taken');
  });
});

describe('deciding on a duty', () => {
  it('gives its points for the last day of its period, however late it is accepted', () => {
    const story = dutyOf();
    story.take(handIn(), DUE);
    expect(linesOf(story.take(acceptWork(), SATURDAY))).toEqual([
      'award award/1 5 2026-06-14 duty_accepted',
      'progress summary 2026-06-14 1/1',
    ]);
    expect(story.running().portrait().summary).toMatchObject({ state: 'accepted', points: 5, tasks: [] });
  });

  it('makes no entry of 0 points, and counts all the same', () => {
    expect(linesOf(dutyOf({ points: 0 }).takeAll(handIn()).take(acceptWork()))).toEqual([
      'progress summary 2026-06-14 1/1',
    ]);
  });

  it('has no points to choose', () => {
    const story = dutyOf().takeAll(handIn());
    expect(story.refusal(acceptWork({ points: 3 }))).toBe('points_not_chosen');
    expect(story.refusal(acceptWork({ level: 'light' }))).toBe('points_not_chosen');
  });

  it('as a return keeps the due moment, or sets a later one, and needs one once it is over', () => {
    const handedIn = () => dutyOf().takeAll(handIn());
    expect(handedIn().refusal(returnWork(), DUE)).toBeNull();
    expect(handedIn().refusal(returnWork(), LATE)).toBe('due_needed');
    expect(handedIn().refusal(returnWork('2026-06-12T22:00'), DUE)).toBe('due_not_later');
    expect(handedIn().refusal(returnWork('2026-06-12T22:01'), DUE)).toBeNull();

    const story = handedIn();
    expect(linesOf(story.take(returnWork('2026-06-15T12:00'), SATURDAY))).toEqual([
      'tell owner duty_returned',
    ]);
    expect(story.running().timers()).toMatchObject([
      { node: 'duty.returned', at: '2026-06-15T04:00:00.000Z' },
    ]);
    expect(story.running().portrait().summary).toMatchObject({
      tasks: [{ person: who.owner, kind: 'hand_in_duty', due: '2026-06-15T04:00:00.000Z' }],
    });
    story.take(handIn(), '2026-06-15T04:00:00.000Z');
    expect(linesOf(story.take(acceptWork()))).toContain('award award/1 5 2026-06-14 duty_accepted');
  });

  it('as a rejection makes it missed', () => {
    const story = dutyOf().takeAll(handIn());
    expect(linesOf(story.take(rejectWork))).toEqual([
      'award missed/1 -3 2026-06-14 duty_missed',
      'progress summary 2026-06-14 0/1',
      'tell owner duty_missed',
    ]);
  });

  it('can be reversed, which takes the points back and counts as not reached', () => {
    const story = dutyOf().takeAll(handIn(), acceptWork());
    expect(linesOf(story.take(reverse))).toEqual([
      'reverse reverse/1 -5 today reversed of award/1',
      'progress summary 2026-06-14 -1/0',
      'tell owner duty_reversed',
    ]);
    expect(story.running().portrait().summary).toMatchObject({ state: 'reversed', points: 0 });
  });
});

describe('a duty that nobody hands in', () => {
  it('is missed at its due moment, and costs what the rule says', () => {
    const story = dutyOf();
    expect(story.running().timers()).toEqual([
      { node: 'duty.due', event: { type: 'DUTY_DUE' }, kind: 'deadline', at: DUE },
    ]);
    expect(linesOf(story.take(due, DUE))).toEqual([
      'award missed/1 -3 2026-06-14 duty_missed',
      'progress summary 2026-06-14 0/1',
      'tell owner duty_missed',
    ]);
    expect(story.running().timers()).toEqual([]);
  });

  it('is missed in silence where that costs nothing', () => {
    expect(linesOf(dutyOf({ missed: 0 }).take(due, DUE))).toEqual(['progress summary 2026-06-14 0/1']);
  });

  it('costs nothing any more once it is lifted, and does not count', () => {
    const story = states['missed']?.();
    expect(linesOf(story?.take(lift, SATURDAY) ?? [])).toEqual([
      'reverse reverse/1 3 today lifted of missed/1',
      'progress summary 2026-06-14 0/-1',
    ]);
    expect(story?.running().portrait().summary).toMatchObject({ state: 'lifted', points: 0 });
  });

  it('is owed after all if it was lifted by mistake, as long as it is not due and nothing became of it', () => {
    const lifted = dutyOf();
    lifted.take(lift);
    expect(lifted.refusal(owe(DUE), DUE)).toBe('not_taken');
    lifted.take(owe(DUE));
    expect(lifted.state()).toBe('due');
    expect(dutyOf().takeAll(handIn(), rejectWork, lift).refusal(owe(DUE))).toBe('not_taken');
    const missed = states['missed']?.();
    missed?.take(lift, SATURDAY);
    expect(missed?.refusal(owe('2026-06-20T14:00:00.000Z'), SATURDAY)).toBe('not_taken');
  });

  it('is lifted before it is due without a trace in the ledger', () => {
    expect(dutyOf().take(lift)).toEqual([]);
    expect(dutyOf().takeAll(handIn()).take(lift)).toEqual([]);
  });

  it('is due at another moment when that is moved', () => {
    const story = dutyOf();
    expect(story.take(moveTo(SATURDAY))).toEqual([]);
    expect(story.state()).toBe('due');
    expect(story.running().timers()).toMatchObject([{ at: SATURDAY }]);
    expect(story.refusal(handIn(), LATE)).toBeNull();
  });
});

describe('the summary of a duty', () => {
  it('says what it is for, and what it would give', () => {
    expect(dutyOf().running().portrait().summary).toEqual({
      title: 'Friday summary',
      owner: who.owner,
      leader: who.leader,
      reviewedBefore: [],
      tasks: [{ person: who.owner, kind: 'hand_in_duty', milestone: null, due: DUE, since: null }],
      rule: 'summary',
      version: 3,
      points: 0,
      day: '2026-06-14',
      state: 'due',
      worth: 5,
      period,
      due: DUE,
      submittedAt: null,
    });
  });

  it('offers to nobody what is not theirs to send', () => {
    const running = dutyOf().takeAll(handIn()).running();
    const offersTo = (actor: (typeof people)[keyof typeof people]) =>
      running.offersFor(actor, DUE).map(({ type }) => type);
    expect(offersTo(people.owner)).toEqual(['WITHDRAW_WORK', 'URGE_WORK']);
    expect(offersTo(people.leader).toSorted()).toEqual([
      'ACCEPT_WORK',
      'REJECT_WORK',
      'RETURN_WORK',
      'TRANSFER_WORK',
    ]);
    expect(offersTo(people.filer)).toEqual([]);
    expect(offersTo(people.stranger)).toEqual([]);
  });

  it('needs no running sum', () => {
    expect(dutyOf().running().sumMovedBy(handIn())).toBeNull();
  });
});
