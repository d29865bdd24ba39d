import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../workflows/calendar.ts';
import { fenOf, yuanOf } from '../../../workflows/money.ts';
import { periodOf, periodsEndingIn } from '../../../workflows/rules/period.ts';
import {
  addDays,
  dueMoment,
  eachDay,
  isWithin,
  isWorkingDay,
  lastRunningDay,
  localDay,
  nextRunningDay,
  weekdayOf,
} from '../../../workflows/working-days.ts';
import { aCalendar, calendar } from './facts.ts';

describe('the company calendar', () => {
  it.each([
    { day: '2026-07-17', what: 'a Friday', works: true },
    { day: '2026-07-18', what: 'a Saturday', works: false },
    { day: '2026-07-19', what: 'a Sunday', works: false },
    { day: '2026-10-01', what: 'a public holiday', works: false },
    { day: '2026-10-10', what: 'a make-up Saturday', works: true },
    { day: '2026-01-04', what: 'a make-up Sunday', works: true },
    { day: '2027-01-01', what: 'a Friday beyond what is known', works: true },
  ])('on $what: $works', ({ day, works }) => {
    expect(isWorkingDay(day, calendar)).toBe(works);
  });

  it('can have other rest days', () => {
    const sundays = aCalendar({ restDays: [7] });

    expect(isWorkingDay('2026-07-18', sundays)).toBe(true);
    expect(isWorkingDay('2026-07-19', sundays)).toBe(false);
    expect(isWorkingDay('2026-07-19', aCalendar({ restDays: [] }))).toBe(true);
  });

  it('finds the next and the last working day', () => {
    expect(nextRunningDay('2026-07-17', 'working', calendar)).toBe('2026-07-20');
    expect(nextRunningDay('2026-07-17', 'calendar', calendar)).toBe('2026-07-18');
    expect(nextRunningDay('2026-09-30', 'working', calendar)).toBe('2026-10-08');
    expect(lastRunningDay({ from: '2026-07-13', to: '2026-07-19' }, 'working', calendar)).toBe('2026-07-17');
    expect(lastRunningDay({ from: '2026-07-18', to: '2026-07-19' }, 'working', calendar)).toBeUndefined();
  });

  it('knows a moment a second time as it did the first', () => {
    const company = aCalendar();
    const first = dueMoment('2026-07-17T22:00', company);

    expect(first).toBe('2026-07-17T14:00:00.000Z');
    expect(dueMoment('2026-07-17T22:00', company)).toBe(first);
    expect(() => dueMoment('2026-02-30', company)).toThrow(RangeError);
  });
});

describe('the local day of an instant', () => {
  it('is the one that the calendar says, in every zone', () => {
    const zones = ['Asia/Shanghai', 'America/New_York', 'Pacific/Auckland', 'Pacific/Niue', 'Asia/Kathmandu'];
    const company = fc.constantFrom(...zones.map((timeZone) => aCalendar({ timeZone })));
    const instant = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2028-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, company, (date, company) => {
        expect(localDay(date.toISOString(), company)).toBe(dayOf(date.toISOString(), company.timeZone));
      }),
    );
  });

  it('changes at midnight, to the millisecond', () => {
    expect(localDay('2026-07-15T15:59:59.999Z', calendar)).toBe('2026-07-15');
    expect(localDay('2026-07-15T16:00:00Z', calendar)).toBe('2026-07-16');
  });
});

describe('days', () => {
  it('go on over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(eachDay({ from: '2026-02-27', to: '2026-03-02' })).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(eachDay({ from: '2026-03-02', to: '2026-03-01' })).toEqual([]);
  });

  it('have their day of the week', () => {
    expect(['2026-07-13', '2026-07-18', '2026-07-19'].map(weekdayOf)).toEqual([1, 6, 7]);
  });

  it('lie within others, ends included', () => {
    const days = { from: '2026-07-01', to: '2026-07-31' };

    expect(
      ['2026-06-30', '2026-07-01', '2026-07-31', '2026-08-01'].map((day) => isWithin(day, days)),
    ).toEqual([false, true, true, false]);
    expect(isWithin('2999-01-01', { from: '2026-07-01' })).toBe(true);
  });
});

describe('a period', () => {
  it.each([
    { every: 'day', day: '2026-07-15', from: '2026-07-15', to: '2026-07-15' },
    { every: 'week', day: '2026-07-13', from: '2026-07-13', to: '2026-07-19' },
    { every: 'week', day: '2026-07-19', from: '2026-07-13', to: '2026-07-19' },
    { every: 'week', day: '2027-01-01', from: '2026-12-28', to: '2027-01-03' },
    { every: 'month', day: '2026-02-01', from: '2026-02-01', to: '2026-02-28' },
    { every: 'month', day: '2028-02-29', from: '2028-02-01', to: '2028-02-29' },
    { every: 'month', day: '2026-04-30', from: '2026-04-01', to: '2026-04-30' },
    { every: 'month', day: '2026-12-31', from: '2026-12-01', to: '2026-12-31' },
    { every: 'year', day: '2026-12-31', from: '2026-01-01', to: '2026-12-31' },
  ] as const)('($every) of $day is $from to $to', ({ every, day, from, to }) => {
    expect(periodOf(day, { every })).toEqual({ from, to });
  });

  it('that comes once is of its own days only', () => {
    const once = { every: 'once', from: '2026-08-01', to: '2026-08-31' } as const;

    expect(periodOf('2026-07-31', once)).toBeUndefined();
    expect(periodOf('2026-08-31', once)).toEqual({ from: '2026-08-01', to: '2026-08-31' });
    expect(periodsEndingIn({ from: '2026-08-31', to: '2026-08-31' }, once)).toHaveLength(1);
    expect(periodsEndingIn({ from: '2026-08-01', to: '2026-08-30' }, once)).toEqual([]);
  });

  it('belongs to where it ends, so that none is left out or taken twice', () => {
    const weeks = (from: string, to: string) => periodsEndingIn({ from, to }, { every: 'week' });
    const all = weeks('2026-01-01', '2026-12-31');

    expect(all).toHaveLength(52);
    expect([...weeks('2026-01-01', '2026-07-15'), ...weeks('2026-07-16', '2026-12-31')]).toEqual(all);
    expect(periodsEndingIn({ from: '2026-01-01', to: '2026-12-31' }, { every: 'month' })).toHaveLength(12);
    expect(periodsEndingIn({ from: '2026-01-02', to: '2026-12-30' }, { every: 'year' })).toEqual([]);
  });
});

describe('money', () => {
  it.each([
    { text: '2999.99', fen: 299_999 },
    { text: '¥2,999.99', fen: 299_999 },
    { text: '￥1,234,567', fen: 123_456_700 },
    { text: ' 0.1 ', fen: 10 },
    { text: '0.01', fen: 1 },
    { text: '9999999999.99', fen: 999_999_999_999 },
    { text: '２，９９９．９９', fen: 299_999 },
  ])('written $text is $fen fen', ({ text, fen }) => {
    expect(fenOf(text)).toBe(fen);
  });

  it.each(['', '1.234', '1,23', '-5', '1e3', '12 yuan', '12345678901', '.5', '1,2345'])(
    'is not "%s"',
    (text) => {
      expect(fenOf(text)).toBeUndefined();
    },
  );

  it.each([
    { fen: 299_999, text: '2999.99' },
    { fen: 5, text: '0.05' },
    { fen: 0, text: '0.00' },
    { fen: -150, text: '-1.50' },
  ])('of $fen fen is written $text', ({ fen, text }) => {
    expect(yuanOf(fen)).toBe(text);
  });
});
