import { describe, expect, it } from 'vitest';
import { whyNotPoints } from '../../../workflows/rules/severity.ts';
import { decision, item, linesFor, local, money, pointsFor, rules, submission, units } from './facts.ts';

/** The worked examples of the domain, one by one, and the boundary on both sides of each. */

describe('revisits of the week', () => {
  it.each([
    { done: 7, points: 35 },
    { done: 20, points: 100 },
    { done: 26, points: 100 },
    { done: 19, points: 95 },
    { done: 21, points: 100 },
    { done: 1, points: 5 },
  ])('$done give $points', ({ done, points }) => {
    expect(pointsFor(rules.revisits, [units('2026-07-15T10:00', done)])).toBe(points);
  });

  it('none give no entry', () => {
    expect(linesFor(rules.revisits, [])).toEqual([]);
  });

  it('are settled when the week is over, not a millisecond before', () => {
    const facts = [units('2026-07-15T10:00', 7)];

    expect(linesFor(rules.revisits, facts, { at: local('2026-07-19T23:59:59.999') })).toEqual([]);
    expect(linesFor(rules.revisits, facts, { at: local('2026-07-20T00:00') })).toEqual([
      '2026-07-19 35 share_of_target',
    ]);
  });

  it('belong to the week from Monday 00:00 to Sunday, to the millisecond', () => {
    const of = (at: string) => linesFor(rules.revisits, [units(at, 20)]);

    expect(of('2026-07-12T23:59:59.999')).toEqual(['2026-07-12 100 share_of_target']);
    expect(of('2026-07-13T00:00')).toEqual(['2026-07-19 100 share_of_target']);
    expect(of('2026-07-19T23:59:59.999')).toEqual(['2026-07-19 100 share_of_target']);
  });
});

describe('additional orders', () => {
  it.each([
    { what: '¥2,999.99', amounts: [299_999], points: 100 },
    { what: '¥2,999.99, then ¥0.01 more', amounts: [299_999, 1], points: 150 },
    { what: '¥3,000.01', amounts: [300_001], points: 150 },
    { what: '¥999.99', amounts: [99_999], points: 0 },
    { what: '¥1,000.00', amounts: [100_000], points: 50 },
    { what: '¥600, then ¥600', amounts: [60_000, 60_000], points: 50 },
  ])('of $what give $points', ({ amounts, points }) => {
    const claims = amounts.map((fen, index) => money(`2026-07-1${index}T10:00`, fen));
    expect(pointsFor(rules.orders, claims)).toBe(points);
  });

  it('pay a step at the claim that completes it', () => {
    const claims = [money('2026-07-01T10:00', 60_000), money('2026-07-02T10:00', 60_000)];
    expect(linesFor(rules.orders, claims)).toEqual(['2026-07-02 50 steps']);
  });

  it('begin anew with the month', () => {
    expect(
      pointsFor(rules.orders, [money('2026-07-31T23:59', 60_000), money('2026-08-01T00:00', 60_000)]),
    ).toBe(0);
  });
});

describe('the sales target', () => {
  it.each([
    { what: '¥379,999.99', amounts: [37_999_999], points: 0 },
    { what: '¥379,999.99, then ¥1', amounts: [37_999_999, 100], points: 800 },
    { what: '¥379,999.99, then ¥0.01', amounts: [37_999_999, 1], points: 800 },
    { what: '¥379,999.99, then ¥1, then ¥50,000', amounts: [37_999_999, 100, 5_000_000], points: 800 },
    { what: '¥380,000.00', amounts: [38_000_000], points: 800 },
    { what: 'twice ¥380,000.00', amounts: [38_000_000, 38_000_000], points: 800 },
  ])('at $what has given $points', ({ amounts, points }) => {
    const claims = amounts.map((fen, index) => money(`2026-07-1${index}T10:00`, fen));
    expect(pointsFor(rules.sales, claims)).toBe(points);
  });

  it('gives its points at the claim that reaches it', () => {
    const claims = [37_999_999, 1, 5_000_000].map((fen, index) => money(`2026-07-1${index}T10:00`, fen));
    expect(linesFor(rules.sales, claims)).toEqual(['2026-07-11 800 target_reached']);
  });
});

describe('referral business', () => {
  it.each([
    { fen: 2_500_000, points: 2000 },
    { fen: 1_999_999, points: 1000 },
    { fen: 2_000_000, points: 2000 },
    { fen: 2_999_999, points: 2000 },
    { fen: 3_000_000, points: 3000 },
  ])('of $fen fen gives $points', ({ fen, points }) => {
    expect(pointsFor(rules.referrals, [money('2026-07-10T10:00', fen)])).toBe(points);
  });
});

describe('product A', () => {
  it.each([
    { done: '2026-07-20T23:59', lines: ['2026-07-20 500 in_time'] },
    { done: '2026-07-20T23:59:59.999', lines: ['2026-07-20 500 in_time'] },
    { done: '2026-07-21T00:00', lines: ['2026-07-21 -50 day_late'] },
    { done: '2026-07-21T23:59:59.999', lines: ['2026-07-21 -50 day_late'] },
    { done: '2026-07-22T00:01', lines: ['2026-07-21 -50 day_late', '2026-07-22 -50 day_late'] },
    { done: '2026-07-03T08:00', lines: ['2026-07-03 500 in_time'] },
  ])('done $done', ({ done, lines }) => {
    expect(linesFor(rules.productA, [item('2026-07-01T08:00', done)])).toEqual(lines);
  });

  it('sums to −100 on the second day late', () => {
    expect(pointsFor(rules.productA, [item('2026-07-01T08:00', '2026-07-22T00:01')])).toBe(-100);
  });
});

describe('replies of a day', () => {
  const inquiries = (late: number, after = '2026-07-15T09:31') =>
    Array.from({ length: 40 }, (_, n) => item('2026-07-15T09:00', n < late ? after : '2026-07-15T09:30'));

  it('40 inquiries, 3 of them after 31 minutes, give 30 − 30', () => {
    const facts = inquiries(3);

    expect(pointsFor(rules.replies, facts)).toBe(0);
    expect(linesFor(rules.replies, facts)).toEqual([
      ...Array.from({ length: 3 }, () => '2026-07-15 -10 breach'),
      '2026-07-15 30 day_in_order',
    ]);
  });

  it('all after exactly 30 minutes give 30, a millisecond later each costs 10', () => {
    expect(pointsFor(rules.replies, inquiries(3, '2026-07-15T09:30:00.000'))).toBe(30);
    expect(pointsFor(rules.replies, inquiries(3, '2026-07-15T09:30:00.001'))).toBe(0);
    expect(pointsFor(rules.replies, inquiries(1, '2026-07-15T09:30:00.001'))).toBe(20);
  });

  it('one that was not answered that day costs the points of the day, too', () => {
    expect(pointsFor(rules.replies, inquiries(1, '2026-07-15T23:59:59.999'))).toBe(20);
    expect(pointsFor(rules.replies, inquiries(1, '2026-07-16T00:00'))).toBe(-10);
    expect(pointsFor(rules.replies, [item('2026-07-15T09:00')])).toBe(-10);
  });
});

describe('purchasing of a day', () => {
  it.each([
    { ordered: '16:30:00', shipped: '2026-07-15T23:50', points: 30 },
    { ordered: '16:30:00', shipped: '2026-07-15T23:59:59.999', points: 30 },
    { ordered: '16:30:00', shipped: '2026-07-16T00:00', points: 0 },
    { ordered: '16:30:00.001', shipped: '2026-07-16T12:00', points: 30 },
    { ordered: '16:31', shipped: '2026-07-16T12:00', points: 30 },
    { ordered: '16:31', shipped: '2026-07-16T12:00:00.001', points: 0 },
    { ordered: '16:31', shipped: '2026-07-16T12:01', points: 0 },
  ])('ordered $ordered, shipped $shipped: $points', ({ ordered, shipped, points }) => {
    expect(pointsFor(rules.purchasing, [item(`2026-07-15T${ordered}`, shipped)])).toBe(points);
  });

  it('one breach among many takes the points of its day, not of others', () => {
    const facts = [
      item('2026-07-15T09:00', '2026-07-15T17:00'),
      item('2026-07-15T16:31', '2026-07-16T12:01'),
      item('2026-07-16T09:00', '2026-07-16T12:00'),
    ];
    expect(linesFor(rules.purchasing, facts)).toEqual(['2026-07-16 30 day_in_order']);
  });

  it.each([
    { shipped: '2026-07-16T12:01', points: 30 },
    { shipped: '2026-07-16T23:59:59.999', points: 30 },
    { shipped: '2026-07-17T00:00', points: 0 },
  ])('label goods ordered 16:31 and shipped $shipped: $points', ({ shipped, points }) => {
    expect(pointsFor(rules.purchasing, [item('2026-07-15T16:31', shipped, { category: 'label' })])).toBe(
      points,
    );
  });
});

describe('a complaint', () => {
  it.each([-50, -600, -1000])('is given %d', (points) => {
    expect(linesFor(rules.complaint, [decision('2026-07-15T23:59', points)])).toEqual([
      `2026-07-15 ${points} severity`,
    ]);
  });

  it.each([-30, -49, -1001, -1200, 0, 50, -60.5, Number.NaN])('cannot be given %d', (points) => {
    const { complaint } = rules;
    if (complaint.kind !== 'severity') throw new Error('not of this kind');

    expect(whyNotPoints(complaint, { points })).toEqual({
      code: 'points_outside_range',
      min: -1000,
      max: -50,
    });
    expect(() => pointsFor(complaint, [decision('2026-07-15T10:00', points)])).toThrow(RangeError);
  });

  it('of a level that narrows the range keeps to it', () => {
    const { complaint } = rules;
    if (complaint.kind !== 'severity') throw new Error('not of this kind');

    expect(whyNotPoints(complaint, { points: -200, level: 'light' })).toBeUndefined();
    expect(whyNotPoints(complaint, { points: -201, level: 'light' })).toMatchObject({ min: -200, max: -50 });
    expect(whyNotPoints(complaint, { points: -201, level: 'serious' })).toBeUndefined();
  });
});

describe('the Friday summary', () => {
  const week = { during: { from: '2026-07-13', to: '2026-07-19' } };

  it('handed in Friday 22:00:00 gives 5, a millisecond later it is missed', () => {
    const handedIn = (at: string) => linesFor(rules.summary, [submission('2026-07-13', at)], week);

    expect(handedIn('2026-07-17T22:00:00.000')).toEqual(['2026-07-19 5 duty_accepted']);
    expect(handedIn('2026-07-17T22:00:00.001')).toEqual(['2026-07-19 -3 duty_missed']);
  });

  it('of a Friday that is a public holiday is due on the last working day before it, 22:00', () => {
    const during = { from: '2026-06-15', to: '2026-06-21' };
    const handedIn = (at: string) => pointsFor(rules.summary, [submission('2026-06-15', at)], { during });

    expect(handedIn('2026-06-18T22:00:00.000')).toBe(5);
    expect(handedIn('2026-06-18T22:00:00.001')).toBe(-3);
  });
});
