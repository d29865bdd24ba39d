import { describe, expect, it } from 'vitest';
import { settle } from '../../../workflows/rules/index.ts';
import { dueOfItem, slaDueSchema, type StartedDue } from '../../../workflows/rules/sla-due.ts';
import { aCalendar, aRule, calendar, given, item, linesFor, local, pointsFor, rules } from './facts.ts';

const minutes: StartedDue = { by: 'minutes', minutes: 30 };
const cutoff: StartedDue = { by: 'cutoff', until: '16:30', nextDayBy: '12:00', wholeNextDay: ['label'] };

function dueOf(due: StartedDue, startedAt: string, category?: string) {
  return dueOfItem(due, { startedAt: local(startedAt), category }, 'working', calendar);
}

describe('the due moment of an item', () => {
  it.each([
    { what: 'a working day', start: '2026-07-15T10:00', day: '2026-07-15', due: '2026-07-15T10:30' },
    { what: 'just before midnight', start: '2026-07-15T23:45', day: '2026-07-15', due: '2026-07-16T00:15' },
    { what: 'a Saturday', start: '2026-07-18T10:00', day: '2026-07-20', due: '2026-07-20T00:30' },
    { what: 'a holiday', start: '2026-10-01T10:00', day: '2026-10-08', due: '2026-10-08T00:30' },
    { what: 'a make-up Saturday', start: '2026-10-10T10:00', day: '2026-10-10', due: '2026-10-10T10:30' },
  ])('within 30 minutes, started on $what', ({ start, day, due }) => {
    expect(dueOf(minutes, start)).toEqual({ day, due: local(due) });
  });

  it.each([
    { start: '2026-07-17T16:30', due: '2026-07-17T23:59:59.999' },
    { start: '2026-07-17T16:30:00.001', due: '2026-07-20T12:00' },
    { start: '2026-09-30T16:31', due: '2026-10-08T12:00' },
    { start: '2026-07-18T17:00', due: '2026-07-20T23:59:59.999' },
  ])('with a cutoff, started $start, is $due', ({ start, due }) => {
    expect(dueOf(cutoff, start).due).toBe(local(due));
  });

  it('of label goods is the end of the next day, ordered after the cutoff; before it the same day', () => {
    expect(dueOf(cutoff, '2026-07-17T16:31', 'label').due).toBe(local('2026-07-20T23:59:59.999'));
    expect(dueOf(cutoff, '2026-07-17T16:31', 'other').due).toBe(local('2026-07-20T12:00'));
    expect(dueOf(cutoff, '2026-07-17T10:00', 'label').due).toBe(local('2026-07-17T23:59:59.999'));
  });

  it('in a company that never works is none', () => {
    const never = aCalendar({ restDays: [1, 2, 3, 4, 5, 6], makeUpDays: [] });
    const sundays = Array.from({ length: 60 }, (_, n) =>
      new Date(Date.UTC(2026, 6, 12 + 7 * n)).toISOString().slice(0, 10),
    );
    const closed = { ...never, holidays: new Set(sundays) };

    expect(() => dueOfItem(minutes, { startedAt: local('2026-07-15T10:00') }, 'working', closed)).toThrow(
      RangeError,
    );
  });

  it('on the day on which the clocks change is 30 minutes later all the same', () => {
    const company = aCalendar({ timeZone: 'America/New_York' });
    const due = dueOfItem(minutes, { startedAt: '2026-03-08T06:45:00.000Z' }, 'calendar', company);

    expect(due).toEqual({ day: '2026-03-08', due: '2026-03-08T07:15:00.000Z' });
  });
});

describe('a day of items', () => {
  it('closes at its end, or with its last due moment, to the millisecond', () => {
    const inTime = [item('2026-07-15T10:00', '2026-07-15T10:10')];
    const late = [item('2026-07-15T16:31', '2026-07-15T16:40')];
    const at = (rule: typeof rules.replies, facts: typeof inTime, at: string) =>
      linesFor(rule, facts, { at: local(at) });

    expect(at(rules.replies, inTime, '2026-07-15T23:59:59.999')).toEqual([]);
    expect(at(rules.replies, inTime, '2026-07-16T00:00')).toEqual(['2026-07-15 30 day_in_order']);
    expect(at(rules.purchasing, late, '2026-07-16T12:00')).toEqual([]);
    expect(at(rules.purchasing, late, '2026-07-16T12:00:00.001')).toEqual(['2026-07-15 30 day_in_order']);
  });

  it('without an item gives nothing and counts for nothing', () => {
    expect(settle(rules.replies, given([]))).toEqual({
      entries: [],
      progress: [],
      attainment: undefined,
      holdsUntil: undefined,
    });
  });

  it('counts for attainment by its breaches', () => {
    const facts = [
      item('2026-07-13T10:00', '2026-07-13T10:10'),
      item('2026-07-14T10:00', '2026-07-14T10:31'),
      item('2026-07-15T10:00', '2026-07-15T10:30'),
      item('2026-07-15T11:00', '2026-07-15T11:05'),
    ];
    expect(settle(rules.replies, given(facts)).attainment).toBe(2 / 3);
  });

  it('with an open item is in breach once the item is due, and not twice when it is done', () => {
    const at = (at: string) => linesFor(rules.replies, [item('2026-07-15T10:00')], { at: local(at) });
    const breach = ['2026-07-15 -10 breach'];

    expect(at('2026-07-15T10:30')).toEqual([]);
    expect(at('2026-07-15T10:30:00.001')).toEqual(breach);
    expect(linesFor(rules.replies, [item('2026-07-15T10:00', '2026-07-18T10:00')])).toEqual(breach);
  });

  it('has the breach of an item that is due after midnight', () => {
    expect(linesFor(rules.replies, [item('2026-07-15T23:45')])).toEqual(['2026-07-15 -10 breach']);
  });

  it('is settled by the day for which its items count', () => {
    const facts = [item('2026-07-18T10:00', '2026-07-18T10:05')];

    expect(linesFor(rules.replies, facts)).toEqual(['2026-07-20 30 day_in_order']);
    expect(linesFor(rules.replies, facts, { during: { from: '2026-07-18', to: '2026-07-19' } })).toEqual([]);
  });
});

describe('a rule by the item', () => {
  const rule = aRule({
    kind: 'sla',
    id: 'express',
    name: 'Express',
    days: 'calendar',
    due: minutes,
    points: { per: 'item', points: 3 },
    penalty: { per: 'day_late', points: -2 },
  });

  it('gives points for each in time, dated by the day it was done, and takes them for each day late', () => {
    expect(
      linesFor(rule, [
        item('2026-07-15T10:00', '2026-07-15T10:30'),
        item('2026-07-15T23:50', '2026-07-16T00:10'),
        item('2026-07-15T11:00', '2026-07-17T00:00'),
      ]),
    ).toEqual([
      '2026-07-15 3 in_time',
      '2026-07-16 3 in_time',
      '2026-07-16 -2 day_late',
      '2026-07-17 -2 day_late',
    ]);
  });

  it('takes nothing for what is late on the due day itself', () => {
    expect(linesFor(rule, [item('2026-07-15T10:00', '2026-07-15T10:31')])).toEqual([]);
  });
});

describe('a delivery on a fixed date', () => {
  const points = (at: string, ...facts: ReturnType<typeof item>[]) =>
    pointsFor(rules.productA, facts, { at: local(at) });

  it('that nobody entered is late all the same, a day more with every day', () => {
    expect(points('2026-07-20T23:59:59.999')).toBe(0);
    expect(points('2026-07-21T00:00')).toBe(-50);
    expect(points('2026-07-21T23:59:59.999')).toBe(-50);
    expect(points('2026-07-22T00:00')).toBe(-100);
  });

  it('says until when it holds', () => {
    const holds = (at: string) => settle(rules.productA, given([], { at: local(at) })).holdsUntil;

    expect(holds('2026-07-21T10:00')).toBe(local('2026-07-21T23:59:59.999'));
  });

  it('in parts is done with its last part', () => {
    const part = item('2026-07-01T10:00', '2026-07-19T10:00');

    expect(points('2026-08-01T00:00', part, item('2026-07-01T10:00', '2026-07-20T10:00'))).toBe(500);
    expect(points('2026-08-01T00:00', part, item('2026-07-01T10:00', '2026-07-21T10:00'))).toBe(-50);
    expect(points('2026-07-22T10:00', part, item('2026-07-01T10:00'))).toBe(-100);
  });

  it('costs at most a year of days', () => {
    expect(points('2029-01-01T00:00')).toBe(-50 * 366);
  });

  it('is not asked of who was not there', () => {
    expect(pointsFor(rules.productA, [], { present: [{ from: '2026-07-21' }] })).toBe(0);
    expect(pointsFor(rules.productA, [], { present: [{ from: '2026-07-20' }] })).toBeLessThan(0);

    const done = item('2026-07-01T10:00', '2026-07-20T10:00');
    expect(pointsFor(rules.productA, [done], { present: [{ from: '2026-07-21' }] })).toBe(500);
  });

  it('can have a time of day', () => {
    expect(slaDueSchema.safeParse({ by: 'date', date: '2026-07-20T12:00' }).success).toBe(true);
  });
});
