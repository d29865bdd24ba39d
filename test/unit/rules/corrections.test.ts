import { describe, expect, it } from 'vitest';
import { difference, postingKey, type Posting } from '../../../workflows/rules/corrections.ts';
import { settle } from '../../../workflows/rules/index.ts';
import { given, item, local, rules, sumOf, units } from './facts.ts';

const today = { today: '2026-08-03' };
const entriesOf = (...facts: ReturnType<typeof item>[]) => settle(rules.replies, given(facts)).entries;
const short = (postings: readonly Posting[]) =>
  postings.map(({ points, day, enteredOn, revision, reverses }) => ({
    points,
    day,
    enteredOn,
    revision,
    reverses,
  }));

const inTime = item('2026-07-15T10:00', '2026-07-15T10:10', { id: 'one' });

describe('what the ledger has to hold', () => {
  it('is posted, dated by its own day', () => {
    expect(short(difference([], entriesOf(inTime), today))).toEqual([
      { points: 30, day: '2026-07-15', enteredOn: '2026-07-15', revision: 1, reverses: false },
    ]);
  });

  it('is not posted again', () => {
    const posted = difference([], entriesOf(inTime), today);
    expect(difference(posted, entriesOf(inTime), today)).toEqual([]);
  });

  it('is answered by reversal and replacement when an item that comes in late changes it', () => {
    const posted = difference([], entriesOf(inTime), today);
    const open = item('2026-07-15T11:00', undefined, { id: 'two' });
    const changed = difference(posted, entriesOf(inTime, open), today);

    expect(short(changed)).toEqual([
      { points: -30, day: '2026-07-15', enteredOn: '2026-08-03', revision: 1, reverses: true },
      { points: -10, day: '2026-07-15', enteredOn: '2026-07-15', revision: 1, reverses: false },
    ]);

    const corrected = { ...open, doneAt: local('2026-07-15T11:30') };
    const again = difference([...posted, ...changed], entriesOf(inTime, corrected), today);
    expect(short(again)).toEqual([
      { points: 10, day: '2026-07-15', enteredOn: '2026-08-03', revision: 1, reverses: true },
      { points: 30, day: '2026-07-15', enteredOn: '2026-07-15', revision: 2, reverses: false },
    ]);
    expect(sumOf([...posted, ...changed, ...again])).toBe(30);
    expect(new Set([...posted, ...changed, ...again].map(postingKey)).size).toBe(5);
  });

  it('of a settled month is entered today, and says where it belongs', () => {
    const settled = { ...today, settledUntil: '2026-07-31' };
    expect(short(difference([], entriesOf(inTime), settled))).toMatchObject([
      { day: '2026-07-15', enteredOn: '2026-08-03' },
    ]);
    expect(short(difference([], entriesOf(inTime), { ...today, settledUntil: '2026-07-15' }))).toMatchObject([
      { enteredOn: '2026-08-03' },
    ]);
    expect(short(difference([], entriesOf(inTime), { ...today, settledUntil: '2026-07-14' }))).toMatchObject([
      { enteredOn: '2026-07-15' },
    ]);
  });

  it('moves when the day of the fact is corrected', () => {
    const posted = difference([], entriesOf(inTime), today);
    const moved = item('2026-07-16T10:00', '2026-07-16T10:10', { id: 'one' });

    expect(
      short(difference(posted, entriesOf(moved), today)).map(({ points, day }) => [points, day]),
    ).toEqual([
      [-30, '2026-07-15'],
      [30, '2026-07-16'],
    ]);
  });

  it('keeps its key when a claim is corrected to another day', () => {
    const on = (day: string) =>
      settle(rules.suggestions, given([units(`${day}T10:00`, 1, { id: 'one' })])).entries;
    const posted = difference([], on('2026-07-15'), today);

    expect(short(difference(posted, on('2026-07-16'), today))).toEqual([
      { points: -30, day: '2026-07-15', enteredOn: '2026-08-03', revision: 1, reverses: true },
      { points: 30, day: '2026-07-16', enteredOn: '2026-07-16', revision: 2, reverses: false },
    ]);
  });

  it('stays as it is when there are only more facts behind the same points', () => {
    const posted = difference([], entriesOf(inTime), today);
    const another = item('2026-07-15T12:00', '2026-07-15T12:10', { id: 'two' });

    expect(difference(posted, entriesOf(inTime, another), today)).toEqual([]);
  });

  it('is nothing when all of it is taken back', () => {
    const posted = difference([], entriesOf(inTime), today);
    const reversed = difference(posted, [], today);

    expect(sumOf([...posted, ...reversed])).toBe(0);
    expect(difference([...posted, ...reversed], [], today)).toEqual([]);
  });
});
