import { describe, expect, it } from 'vitest';
import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import type { RuleInput } from '../../workflows/rules/rule.ts';
import {
  atOnce,
  capped,
  claimOf,
  complaint,
  decision,
  money,
  orders,
  referral,
  sales,
  units,
  visits,
} from './claims.ts';
import { acceptWork, handIn, linesOf, NOON, rejectWork, reverse, who } from './work-story.ts';

describe('accepting a claim', () => {
  it('gives the points of its units, dated by the day on which they happened', () => {
    const story = claimOf(referral, units(2, '2026-06-03'), { externalId: 'crm-7' }).takeAll(handIn());
    const effects = story.take(acceptWork());
    expect(linesOf(effects)).toEqual(['award award/1 600 2026-06-03 units', 'tell owner claim_accepted']);
    expect(effects[0]).toMatchObject({ params: { person: who.owner, milestone: null, facts: ['crm-7'] } });
    expect(story.running().portrait().summary).toMatchObject({ points: 600, tasks: [], externalId: 'crm-7' });
  });

  it.each<[string, RuleInput, ClaimFact, number, string[]]>([
    ['completes no step with ¥600', orders, money(60_000), 0, ['count orders 2026-06-01 2026-06-30 60000']],
    [
      'completes a step with ¥600 after ¥600',
      orders,
      money(60_000),
      60_000,
      ['award award/1 50 2026-06-10 steps', 'count orders 2026-06-01 2026-06-30 60000'],
    ],
    ['misses a step by a fen', orders, money(1), 99_998, ['count orders 2026-06-01 2026-06-30 1']],
    [
      'completes a step to the fen',
      orders,
      money(1),
      99_999,
      ['award award/1 50 2026-06-10 steps', 'count orders 2026-06-01 2026-06-30 1'],
    ],
    [
      'gives what is left below the cap',
      capped,
      units(),
      3,
      ['award award/1 10 2026-06-10 units', 'count capped 2026-06-01 2026-06-30 1'],
    ],
    ['gives nothing above the cap', capped, units(), 4, ['count capped 2026-06-01 2026-06-30 1']],
    ['misses the target by a fen', sales, money(1), 37_999_998, ['count sales 2026-06-01 2026-06-30 1']],
    [
      'reaches the target',
      sales,
      money(1),
      37_999_999,
      ['award award/1 800 2026-06-10 target_reached', 'count sales 2026-06-01 2026-06-30 1'],
    ],
    ['reaches it once', sales, money(1), 38_000_000, ['count sales 2026-06-01 2026-06-30 1']],
  ])('%s', (_, rule, fact, sum, lines) => {
    const story = claimOf(rule, fact).takeAll(handIn());
    expect(linesOf(story.take(acceptWork(), NOON, sum))).toEqual([...lines, 'tell owner claim_accepted']);
  });

  it('moves the sum of what is settled later, and gives nothing now', () => {
    const receivables = { ...sales, goal: { of: 'receivables', percent: 80 } } as const;
    for (const [rule, fact, line] of [
      [visits, units(7), 'count visits 2026-06-08 2026-06-14 7'],
      [receivables, money(500), 'count sales 2026-06-01 2026-06-30 500'],
    ] as const) {
      const story = claimOf(rule, fact).takeAll(handIn());
      expect(story.running().sumMovedBy(acceptWork())).toBeNull();
      expect(linesOf(story.take(acceptWork()))).toEqual([line, 'tell owner claim_accepted']);
      expect(linesOf(story.take(reverse))).toEqual([
        line.replace(/(\d+)$/, '-$1'),
        'tell owner claim_reversed',
      ]);
    }
  });

  it('is refused by whoever forgot to give the running sum', () => {
    const story = claimOf(orders, money(1)).takeAll(handIn());
    expect(() => story.take(acceptWork())).toThrow('running sum');
  });

  it('says which sum it has to know, and only then', () => {
    const key = { rule: 'orders', person: who.owner, from: '2026-06-01', to: '2026-06-30' };
    const story = claimOf(orders, money(1));
    expect(story.running().sumMovedBy(handIn())).toBeNull();
    story.take(handIn());
    expect(story.running().sumMovedBy(acceptWork())).toEqual(key);
    expect(story.running().sumMovedBy(reverse)).toBeNull();
    expect(story.running().sumMovedBy(rejectWork)).toBeNull();
    story.take(acceptWork(), NOON, 0);
    expect(story.running().sumMovedBy(reverse)).toEqual(key);

    const accepted = claimOf(atOnce(orders), money(1));
    expect(accepted.running().sumMovedBy(handIn({ fact: money(1, '2026-05-31') }))).toEqual({
      ...key,
      from: '2026-05-01',
      to: '2026-05-31',
    });
    expect(claimOf(atOnce(referral), units()).running().sumMovedBy(handIn())).toBeNull();
  });

  it('needs points where the reviewer chooses them, within the range', () => {
    const story = claimOf(complaint, decision()).takeAll(handIn());
    expect(story.refusal(acceptWork())).toBe('points_missing');
    expect(story.refusal(acceptWork({ points: -30 }))).toBe('points_outside_range');
    expect(story.refusal(acceptWork({ points: -1200 }))).toBe('points_outside_range');
    expect(story.refusal(acceptWork({ points: -600, level: 'light' }))).toBe('points_outside_range');
    expect(linesOf(story.take(acceptWork({ points: -600, level: 'serious' })))).toEqual([
      'award award/1 -600 today severity',
      'tell owner claim_accepted',
    ]);
    expect(story.running().portrait().summary).toMatchObject({
      points: -600,
      fact: { points: -600, level: 'serious' },
    });
  });

  it('takes the proposed points, or those of the reviewer instead', () => {
    const proposed = () => claimOf(complaint, decision({ points: -100 })).takeAll(handIn());
    expect(linesOf(proposed().take(acceptWork()))[0]).toBe('award award/1 -100 today severity');
    expect(linesOf(proposed().take(acceptWork({ points: -90 })))[0]).toBe('award award/1 -90 today severity');
  });

  it('has no points to choose where the rule says what a claim gives', () => {
    const story = claimOf(referral, units()).takeAll(handIn());
    expect(story.refusal(acceptWork({ points: 1 }))).toBe('points_not_chosen');
    expect(story.refusal(acceptWork({ level: 'light' }))).toBe('points_not_chosen');
  });

  it('is offered also where points have to be chosen', () => {
    expect(
      claimOf(complaint, decision({ level: 'light' }))
        .takeAll(handIn())
        .offers(),
    ).toContain('ACCEPT_WORK');
  });
});

describe('reversing a claim', () => {
  it('takes back the points of its units', () => {
    const story = claimOf(referral, units(2)).takeAll(handIn(), acceptWork());
    expect(linesOf(story.take(reverse))).toEqual([
      'reverse reverse/1 -600 today reversed of award/1',
      'tell owner claim_reversed',
    ]);
    expect(story.running().portrait().summary).toMatchObject({ state: 'reversed', points: 0 });
  });

  it('takes back what the reviewer chose', () => {
    const story = claimOf(complaint, decision({ points: -100 })).takeAll(handIn(), acceptWork());
    expect(linesOf(story.take(reverse))[0]).toBe('reverse reverse/1 100 today reversed of award/1');
  });

  it('takes the step that another claim completed thanks to it', () => {
    const story = claimOf(orders, money(60_000)).takeAll(handIn());
    story.take(acceptWork(), NOON, 0);
    expect(linesOf(story.take(reverse, NOON, 120_000))).toEqual([
      'reverse reverse/1 -50 today reversed',
      'count orders 2026-06-01 2026-06-30 -60000',
      'tell owner claim_reversed',
    ]);
    expect(story.running().portrait().summary).toMatchObject({ points: -50 });
  });

  it('takes nothing of a target that is still reached without it', () => {
    const story = claimOf(sales, money(38_000_000)).takeAll(handIn());
    story.take(acceptWork(), NOON, 0);
    expect(linesOf(story.take(reverse, NOON, 76_000_000))).toEqual([
      'count sales 2026-06-01 2026-06-30 -38000000',
      'tell owner claim_reversed',
    ]);
    expect(story.running().portrait().summary).toMatchObject({ points: 800 });
  });
});
