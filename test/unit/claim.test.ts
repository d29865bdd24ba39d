import { describe, expect, it } from 'vitest';
import type { AnyEvent } from '../../workflows/events.ts';
import { workflowOf, type Input } from '../../workflows/index.ts';
import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import type { RuleInput } from '../../workflows/rules/rule.ts';
import { people } from '../support/factories.ts';
import {
  atOnce,
  byFiler,
  byLeader,
  claimOf,
  complaint,
  decision,
  money,
  orders,
  referral,
  sales,
  TODAY,
  units,
  visits,
} from './claims.ts';
import {
  acceptWork,
  aRuleDefinition,
  handIn,
  linesOf,
  NOON,
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

const states: Record<string, () => WorkStory> = {
  filed: () => claimOf(referral, units()),
  submitted: () => claimOf(referral, units()).takeAll(handIn()),
  returned: () => claimOf(referral, units()).takeAll(handIn(), returnWork()),
  accepted: () => claimOf(referral, units()).takeAll(handIn(), acceptWork()),
  rejected: () => claimOf(referral, units()).takeAll(handIn(), rejectWork),
  withdrawn: () => claimOf(referral, units()).takeAll(handIn(), takeBack),
  reversed: () => claimOf(referral, units()).takeAll(handIn(), acceptWork(), reverse),
};
const events: AnyEvent[] = [
  handIn(),
  takeBack,
  acceptWork(),
  urgeWork,
  transferTo(people.stranger.id),
  returnWork(),
  rejectWork,
  reverse,
  { type: 'LIFT', reason: 'absent' },
  { type: 'DUTY_DUE' },
];

describe('a claim', () => {
  /** Where each event leads from each state; what is not named is not taken. */
  const ways: Record<string, Record<string, string>> = {
    filed: { SUBMIT_WORK: 'submitted' },
    submitted: {
      ACCEPT_WORK: 'accepted',
      RETURN_WORK: 'returned',
      REJECT_WORK: 'rejected',
      WITHDRAW_WORK: 'withdrawn',
      URGE_WORK: 'submitted',
      TRANSFER_WORK: 'submitted',
    },
    returned: { SUBMIT_WORK: 'submitted', WITHDRAW_WORK: 'withdrawn' },
    accepted: { REVERSE_WORK: 'reversed' },
    rejected: {},
    withdrawn: {},
    reversed: {},
  };

  it.each(Object.keys(states))('that is %s takes what the chart says, and nothing else', (name) => {
    const begin = states[name];
    for (const event of events) {
      const story = begin?.();
      if (story === undefined) throw new Error(`no state ${name}`);
      expect(story.state()).toBe(name);
      const to = ways[name]?.[event.type];
      expect(`${event.type} ${story.refusal(event)}`).toBe(
        `${event.type} ${to === undefined ? 'not_taken' : 'null'}`,
      );
      if (to === undefined) continue;
      story.take(event);
      expect(`${event.type} ${story.state()}`).toBe(`${event.type} ${to}`);
    }
  });

  it.each(Object.keys(states))(
    'that is %s offers the commands that it takes, and waits for no date',
    (name) => {
      const story = states[name]?.();
      expect(story?.offers()).toEqual(Object.keys(ways[name] ?? {}).toSorted());
      expect(story?.running().timers()).toEqual([]);
    },
  );

  it.each(Object.keys(states))('that is %s is the same after it was stored', (name) => {
    const running = states[name]?.().running();
    if (running === undefined) throw new Error(`no state ${name}`);
    expect(JSON.parse(JSON.stringify(running.portrait().snapshot))).toEqual(running.portrait().snapshot);
    const restored = workflowOf(aRuleDefinition('claim', referral)).restore(running.portrait());
    expect(restored.portrait().snapshot).toEqual(running.portrait().snapshot);
    expect(restored.portrait().summary).toEqual(running.portrait().summary);
    expect(restored.eventsTaken(NOON)).toEqual(running.eventsTaken(NOON));
  });

  it('does not restore what was stored of another kind', () => {
    const duty = aRuleDefinition('duty', {
      kind: 'duty',
      id: 'd',
      name: 'D',
      due: { every: 'day' },
      points: 1,
    });
    const stored = claimOf(referral, units()).running().portrait();
    expect(() => workflowOf(duty).restore(stored)).toThrow(RangeError);
  });
});

describe('handing in a claim', () => {
  it('takes a day until today in the zone of the company, and none after it', () => {
    const before = '2026-06-10T15:59:59.999Z';
    const midnight = '2026-06-10T16:00:00.000Z';
    expect(claimOf(referral, units(1, '2026-06-11')).refusal(handIn(), before)).toBe('day_in_future');
    expect(claimOf(referral, units(1, '2026-06-11')).refusal(handIn(), midnight)).toBeNull();
  });

  it.each<[string, RuleInput, ClaimFact]>([
    ['money of a rule that counts', referral, money(1)],
    ['units of a rule about money', orders, units()],
    ['units of a target in money', sales, units()],
    ['a decision of a share', visits, decision()],
    ['units of a rule by seriousness', complaint, units()],
  ])('takes no %s', (_, rule, fact) => {
    expect(claimOf(rule, fact).refusal(handIn())).toBe('wrong_fact');
  });

  it('takes no day outside the only period of a rule', () => {
    const once = { ...orders, period: { every: 'once', from: '2026-06-01', to: '2026-06-09' } } as const;
    expect(claimOf(once, money(1)).refusal(handIn())).toBe('day_outside_period');
    expect(claimOf(once, money(1, '2026-06-09')).refusal(handIn())).toBeNull();
  });

  it('takes no proposed points outside the range of their level', () => {
    const refusal = (points: number, level?: 'light' | 'serious') =>
      claimOf(complaint, decision(level === undefined ? { points } : { points, level })).refusal(handIn());
    expect([refusal(-50), refusal(-49), refusal(-1000), refusal(-1001)]).toEqual([
      null,
      'points_outside_range',
      null,
      'points_outside_range',
    ]);
    expect([refusal(-201, 'light'), refusal(-200, 'light'), refusal(-201, 'serious')]).toEqual([
      'points_outside_range',
      null,
      null,
    ]);
  });

  it('can change what was claimed after a return, within what the rule takes', () => {
    const story = claimOf(referral, units(2)).takeAll(handIn(), returnWork());
    expect(story.running().portrait().summary).toMatchObject({
      tasks: [{ person: who.owner, kind: 'mend_claim' }],
    });
    expect(story.refusal(handIn({ fact: money(5) }))).toBe('wrong_fact');
    expect(story.refusal(handIn({ fact: units(1, '2026-06-11') }))).toBe('day_in_future');
    story.take(handIn({ fact: units(1, '2026-06-09') }));
    expect(linesOf(story.take(acceptWork()))[0]).toBe('award award/1 300 2026-06-09 units');
  });

  it('can be handed to another reviewer, who is told and alone decides, but to nobody whom it concerns', () => {
    const story = claimOf(referral, units(), byFiler).takeAll(handIn(), urgeWork);
    for (const own of [people.owner, people.filer]) {
      expect(story.refusal(transferTo(own.id))).toBe('transfer_to_owner');
    }
    expect(story.refusal(transferTo(people.leader.id))).toBe('transfer_to_reviewer');
    expect(linesOf(story.take(transferTo(people.stranger.id)))).toEqual(['tell stranger claim_transferred']);
    const running = story.running();
    expect(running.portrait().summary).toMatchObject({
      leader: people.stranger.id,
      tasks: [{ person: people.stranger.id, kind: 'decide_claim' }],
    });
    expect(running.offersFor(people.leader, NOON)).toEqual([]);
    expect(running.offersFor(people.stranger, NOON)).toContainEqual({ type: 'ACCEPT_WORK' });
    expect(linesOf(story.take(urgeWork))).toEqual(['tell stranger claim_urged']);
  });

  it('lets the reviewer be urged once in 4 hours, and anew after it was handed in again', () => {
    const story = claimOf(referral, units()).takeAll(handIn());
    expect(linesOf(story.take(urgeWork))).toEqual(['tell leader claim_urged']);
    expect(story.refusal(urgeWork, '2026-06-10T07:59:59.999Z')).toBe('urged_recently');
    expect(story.refusal(urgeWork, '2026-06-10T08:00:00.000Z')).toBeNull();
    story.takeAll(returnWork(), handIn());
    expect(story.refusal(urgeWork)).toBeNull();
  });

  it('tells nobody, and waits for the leader', () => {
    const story = claimOf(referral, units());
    expect(story.take(handIn())).toEqual([]);
    expect(story.running().portrait().summary).toEqual({
      title: 'A referral',
      owner: who.owner,
      leader: who.leader,
      reviewedBefore: [],
      tasks: [{ person: who.leader, kind: 'decide_claim', milestone: null, due: null, since: NOON }],
      rule: 'referral',
      version: 3,
      points: 0,
      day: TODAY,
      state: 'submitted',
      filer: who.owner,
      fact: units(),
      externalId: null,
      period: null,
      submittedAt: NOON,
    });
  });

  it.each<[string, RuleInput, ClaimFact, string, string]>([
    ['where the rule says so', atOnce(referral), units(), who.owner, 'accepted'],
    ['where the reviewer recorded it', referral, units(), who.leader, 'accepted'],
    ['not where somebody else recorded it', referral, units(), people.filer.id, 'submitted'],
    ['with the points of the reviewer', complaint, decision({ points: -600 }), who.leader, 'accepted'],
    ['not without points where they are chosen', complaint, decision(), who.leader, 'submitted'],
    ['not without points, whatever the rule says', atOnce(complaint), decision(), who.owner, 'submitted'],
  ])('is accepted at once %s', (_, rule, fact, filer, state) => {
    expect(claimOf(rule, fact, { filer }).takeAll(handIn()).state()).toBe(state);
  });

  it('is never accepted at once by an owner who is said to be the reviewer too', () => {
    const input: Input = {
      kind: 'claim',
      ...who,
      leader: who.owner,
      filer: who.owner,
      externalId: null,
      fact: units(),
    };
    expect(storyOfWork(aRuleDefinition('claim', referral), input).takeAll(handIn()).state()).toBe(
      'submitted',
    );
  });
});

describe('people of a claim', () => {
  it('are told once each: the owner, and who recorded it for the owner, but not who decides', () => {
    const decided = (filer: string, event: AnyEvent) =>
      linesOf(claimOf(referral, units(), { filer }).takeAll(handIn()).take(event)).filter((line) =>
        line.startsWith('tell'),
      );
    expect(decided(who.owner, returnWork())).toEqual(['tell owner claim_returned']);
    expect(decided(people.filer.id, returnWork())).toEqual([
      'tell owner claim_returned',
      'tell filer claim_returned',
    ]);
    expect(decided(people.filer.id, rejectWork)).toEqual([
      'tell owner claim_rejected',
      'tell filer claim_rejected',
    ]);
    expect(linesOf(claimOf(referral, units(), byLeader).take(handIn()))).toContain(
      'tell owner claim_accepted',
    );
    expect(linesOf(claimOf(atOnce(referral), units()).take(handIn()))).toEqual([
      'award award/1 300 2026-06-10 units',
    ]);
  });

  it('are offered what they may send', () => {
    const offersTo = (state: string, actor: (typeof people)[keyof typeof people]) => {
      const story = claimOf(referral, units(), byFiler).takeAll(handIn());
      if (state === 'returned') story.take(returnWork());
      return story
        .running()
        .offersFor(actor, NOON)
        .map(({ type }) => type)
        .toSorted();
    };
    expect(offersTo('submitted', people.owner)).toEqual(['URGE_WORK', 'WITHDRAW_WORK']);
    expect(offersTo('returned', people.filer)).toEqual(['SUBMIT_WORK', 'WITHDRAW_WORK']);
    expect(offersTo('submitted', people.leader)).toEqual([
      'ACCEPT_WORK',
      'REJECT_WORK',
      'RETURN_WORK',
      'TRANSFER_WORK',
    ]);
    expect(offersTo('submitted', people.pointsManager)).toEqual([]);
  });
});
