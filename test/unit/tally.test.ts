import { describe, expect, it } from 'vitest';
import type { AnyEvent } from '../../workflows/events.ts';
import { workflowOf, type Input } from '../../workflows/index.ts';
import type { RuleInput } from '../../workflows/rules/rule.ts';
import type { Entry } from '../../workflows/rules/settlement.ts';
import { people } from '../support/factories.ts';
import { aRuleDefinition, handIn, linesOf, storyOfWork, who } from './work-story.ts';

const replies = {
  kind: 'sla',
  id: 'replies',
  name: 'Replies of a day',
  due: { by: 'minutes', minutes: 30 },
  points: { per: 'day', points: 30, when: 'all_done' },
  penalty: { per: 'breach', points: -10 },
} satisfies RuleInput;
const definition = aRuleDefinition('tally', replies);
const input: Input = {
  kind: 'tally',
  owner: who.owner,
  timeZone: who.timeZone,
  period: { from: '2026-06-10', to: '2026-06-10' },
};
const tally = () => storyOfWork(definition, input);

const key = (what: string) => `rule/replies/${who.owner}/${what}`;
const entry = (what: string, points: number, reason: Entry['reason']): Entry => ({
  key: key(what),
  person: who.owner,
  points,
  day: '2026-06-10',
  rule: 'replies',
  version: 3,
  reason,
  facts: ['a', 'b'],
});
const day = (points = 30) => entry('day/2026-06-10', points, 'day_in_order');
const breach = entry('breach/a', -10, 'breach');
const settle = (entries: Entry[], reached: number, target = 1, today = '2026-06-12'): AnyEvent => ({
  type: 'SETTLE',
  entries,
  reached,
  target,
  today,
});

describe('a tally', () => {
  it('posts what is right, dated by its day, and how far the period got', () => {
    const story = tally();
    const effects = story.take(settle([day(), breach], 0));
    expect(linesOf(effects)).toEqual([
      `award ${key('day/2026-06-10')}/1 30 2026-06-10 day_in_order`,
      `award ${key('breach/a')}/1 -10 2026-06-10 breach`,
      'progress replies 2026-06-10 0/1',
    ]);
    expect(effects[0]).toMatchObject({ params: { person: who.owner, milestone: null, facts: ['a', 'b'] } });
    expect(story.running().portrait().summary).toEqual({
      title: 'Replies of a day',
      owner: who.owner,
      leader: '',
      tasks: [],
      rule: 'replies',
      version: 3,
      points: 20,
      day: '2026-06-10',
      state: 'open',
      period: { from: '2026-06-10', to: '2026-06-10' },
      reached: 0,
      target: 1,
    });
  });

  it('posts nothing where the ledger already says what is right', () => {
    const story = tally().takeAll(settle([day(), breach], 0));
    expect(story.take(settle([breach, day()], 0))).toEqual([]);
  });

  it('answers what is not right any more by a reversal of today, and what replaces it', () => {
    const story = tally().takeAll(settle([day(), breach], 0));
    expect(linesOf(story.take(settle([day(60)], 1, 1, '2026-06-20')))).toEqual([
      `reverse ${key('day/2026-06-10')}/1/reversed -30 2026-06-20 reversed of ${key('day/2026-06-10')}/1`,
      `reverse ${key('breach/a')}/1/reversed 10 2026-06-20 reversed of ${key('breach/a')}/1`,
      `award ${key('day/2026-06-10')}/2 60 2026-06-10 day_in_order`,
      'progress replies 2026-06-10 1/0',
    ]);
    expect(story.running().portrait().summary).toMatchObject({ points: 60, reached: 1, target: 1 });
  });

  it('comes to nothing when nothing is right', () => {
    const story = tally().takeAll(settle([day(), breach], 0));
    expect(linesOf(story.take(settle([], 0, 0)))).toContain('progress replies 2026-06-10 0/-1');
    expect(story.running().portrait().summary).toMatchObject({ points: 0, target: 0 });
    expect(linesOf(story.take(settle([breach], 0, 0)))).toEqual([
      `award ${key('breach/a')}/2 -10 2026-06-10 breach`,
    ]);
  });

  it('is the same after it was stored', () => {
    const running = tally()
      .takeAll(settle([day(), breach], 0))
      .running();
    expect(JSON.parse(JSON.stringify(running.portrait().snapshot))).toEqual(running.portrait().snapshot);
    const restored = workflowOf(definition).restore(running.portrait());
    expect(restored.portrait().snapshot).toEqual(running.portrait().snapshot);
    const again = { ...settle([day()], 1), at: '2026-06-20T00:00:00.000Z' };
    expect(restored.take(again)?.effects).toEqual(running.take(again)?.effects);
  });

  it('takes no command, offers none and waits for nothing', () => {
    const story = tally();
    expect(story.refusal(handIn())).toBe('not_taken');
    expect(story.refusal({ type: 'DUTY_DUE' })).toBe('not_taken');
    expect(story.offers()).toEqual([]);
    expect(story.running().timers()).toEqual([]);
    expect(story.running().offersFor(people.owner, '2026-06-20T00:00:00.000Z')).toEqual([]);
    expect(story.running().people).toEqual({ owner: who.owner, leader: '' });
  });

  it('does not begin with the input of another kind', () => {
    expect(() => storyOfWork(definition, { kind: 'project', ...who })).toThrow(RangeError);
  });
});
