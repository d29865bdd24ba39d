import { describe, expect, it } from 'vitest';
import type { Timer } from '../../workflows/statechart.ts';
import { firstDue, nameOf, nextAt, plant } from '../../server/runner/planting.ts';

const NOW = '2026-01-10T00:00:00.000Z';
const aTimer = (at: string, changes: Partial<Timer> = {}): Timer => ({
  node: 'project.milestones.a.open.inTime',
  event: { type: 'DUE', milestone: 'a' },
  at,
  kind: 'deadline',
  ...changes,
});
const aReminder = (at: string, days = 7): Timer =>
  aTimer(at, { event: { type: 'REMIND', milestone: 'a', days }, kind: 'reminder' });

describe('a timer has a name', () => {
  it('of its state, its event and its date, and of nothing else', () => {
    const timer = aTimer(NOW);

    expect(nameOf(timer)).toBe(`project.milestones.a.open.inTime/DUE/${Date.parse(NOW)}`);
    expect(nameOf({ ...timer, kind: 'reminder' })).toBe(nameOf(timer));
  });

  it('that differs from that of another state, event, date or number of days', () => {
    const names = [
      aTimer(NOW),
      aTimer(NOW, { node: 'project.milestones.a.returned.inTime' }),
      aTimer('2026-01-10T00:00:00.001Z'),
      aReminder(NOW, 7),
      aReminder(NOW, 1),
    ].map(nameOf);

    expect(new Set(names).size).toBe(names.length);
  });
});

describe('planting', () => {
  it('plants what the state waits for, with the version that planted it', () => {
    expect(plant([aTimer('2026-02-01T00:00:00.000Z')], [], 5, NOW)).toEqual([
      { ...aTimer('2026-02-01T00:00:00.000Z'), revision: 5, fired: false },
    ]);
  });

  it('leaves what is planted as it is: its version, and whether it fired', () => {
    const wanted = [aTimer('2026-02-01T00:00:00.000Z'), aReminder('2026-01-01T00:00:00.000Z')];
    const planted = [
      { ...aTimer('2026-02-01T00:00:00.000Z'), revision: 2, fired: false },
      { ...aReminder('2026-01-01T00:00:00.000Z'), revision: 2, fired: true },
    ];

    expect(plant(wanted, planted, 9, NOW)).toEqual(planted);
  });

  it('drops what the state does not wait for any more', () => {
    const planted = [{ ...aTimer('2026-02-01T00:00:00.000Z'), revision: 2, fired: false }];

    expect(plant([], planted, 3, NOW)).toEqual([]);
  });

  it('replaces a timer whose date has moved', () => {
    const planted = [{ ...aTimer('2026-02-01T00:00:00.000Z'), revision: 2, fired: true }];

    expect(plant([aTimer('2026-03-01T00:00:00.000Z')], planted, 3, NOW)).toEqual([
      { ...aTimer('2026-03-01T00:00:00.000Z'), revision: 3, fired: false },
    ]);
  });

  it('leaves out a reminder whose date has come, but not a deadline', () => {
    const past = '2026-01-09T00:00:00.000Z';

    expect(plant([aReminder(past), aReminder(NOW, 1)], [], 1, NOW)).toEqual([]);
    expect(plant([aTimer(past), aTimer(NOW)], [], 1, NOW)).toHaveLength(2);
    expect(plant([aReminder('2026-01-10T00:00:00.001Z')], [], 1, NOW)).toHaveLength(1);
  });
});

describe('the timer that fires next', () => {
  const planted = (timer: Timer, fired = false) => ({ ...timer, revision: 1, fired });

  it('is none at its date itself, and it one millisecond later', () => {
    const timers = [planted(aTimer(NOW))];

    expect(firstDue(timers, NOW)).toBeUndefined();
    expect(firstDue(timers, '2026-01-10T00:00:00.001Z')).toEqual(timers[0]);
  });

  it('is the one with the earliest date that has not fired, the first planted of equal ones', () => {
    const timers = [
      planted(aTimer('2026-01-03T00:00:00.000Z')),
      planted(aTimer('2026-01-01T00:00:00.000Z'), true),
      planted(aReminder('2026-01-02T00:00:00.000Z', 7)),
      planted(aReminder('2026-01-02T00:00:00.000Z', 1)),
    ];

    expect(firstDue(timers, NOW)).toEqual(timers[2]);
  });

  it('has the next date of the instance, which is none if all have fired', () => {
    const early = planted(aTimer('2026-01-01T00:00:00.000Z'), true);
    const next = planted(aTimer('2026-01-03T00:00:00.000Z'));

    expect(nextAt([])).toBeNull();
    expect(nextAt([early])).toBeNull();
    expect(nextAt([planted(aTimer(NOW)), early, next])).toBe('2026-01-03T00:00:00.000Z');
  });
});
