import { describe, expect, it } from 'vitest';
import { dutyDueSchema, dutyPeriods } from '../../../workflows/rules/duty-periods.ts';
import { settle } from '../../../workflows/rules/index.ts';
import type { Days, RunningDays } from '../../../workflows/working-days.ts';
import {
  aCalendar,
  aRule,
  calendar,
  given,
  linesFor,
  local,
  PERSON,
  pointsFor,
  rules,
  submission,
  YEAR,
} from './facts.ts';

type DueInput = Parameters<typeof dutyDueSchema.parse>[0];

function periodsOf(due: DueInput, during: Days, days: RunningDays = 'working', company = calendar) {
  return dutyPeriods({ due: dutyDueSchema.parse(due), days }, during, company);
}

function duesOf(...args: Parameters<typeof periodsOf>): string[] {
  return periodsOf(...args).map(({ due }) => due);
}

describe('a daily duty', () => {
  it('is for working days, make-up days among them, not for days off', () => {
    const days = periodsOf({ every: 'day', by: '22:00' }, { from: '2026-09-30', to: '2026-10-12' });

    expect(days.map(({ from }) => from)).toEqual([
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
      '2026-10-12',
    ]);
    expect(days[0]).toEqual({
      from: '2026-09-30',
      to: '2026-09-30',
      due: '2026-09-30T14:00:00.000Z',
      decidedOn: '2026-09-30',
      known: true,
    });
  });

  it('is for every calendar day if the rule says so', () => {
    expect(periodsOf({ every: 'day' }, YEAR, 'calendar')).toHaveLength(365);
  });

  it('without a time is due at the end of the day', () => {
    expect(duesOf({ every: 'day' }, { from: '2026-07-15', to: '2026-07-15' })).toEqual([
      '2026-07-15T15:59:59.999Z',
    ]);
  });
});

describe('a weekly duty', () => {
  const week = (from: string, to: string): Days => ({ from, to });
  const friday = { every: 'week', weekday: 5, by: '22:00' } as const;

  it('without a due moment is due at the end of Sunday, though that is a day off', () => {
    expect(duesOf({ every: 'week' }, week('2026-07-13', '2026-07-19'))).toEqual([
      local('2026-07-19T23:59:59.999'),
    ]);
  });

  it.each([
    { what: 'Friday works', on: week('2026-07-13', '2026-07-19'), due: '2026-07-17T22:00' },
    { what: 'Friday is a holiday', on: week('2026-06-15', '2026-06-21'), due: '2026-06-18T22:00' },
    { what: 'Friday and all before it are off', on: week('2026-02-16', '2026-02-22'), due: undefined },
    { what: 'a holiday until Wednesday', on: week('2026-10-05', '2026-10-11'), due: '2026-10-09T22:00' },
  ])('is due $due if $what', ({ on, due }) => {
    expect(duesOf(friday, on)).toEqual(due === undefined ? [] : [local(due)]);
  });

  it.each([
    { move: 'earlier', due: '2026-10-08T09:00' },
    { move: 'same', due: '2026-10-05T09:00' },
    { move: 'later', due: '2026-10-08T09:00' },
  ] as const)(
    'whose Monday is off, with no working day before it in the week, is due $due ($move)',
    ({ move, due }) => {
      const monday = { every: 'week', weekday: 1, by: '09:00', onDayOff: move } as const;
      expect(duesOf(monday, week('2026-10-05', '2026-10-11'))).toEqual([local(due)]);
    },
  );

  it('goes across New Year and belongs to the year in which it ends', () => {
    const [period] = periodsOf(friday, week('2027-01-01', '2027-01-03'));

    expect(period).toMatchObject({ from: '2026-12-28', to: '2027-01-03', due: local('2027-01-01T22:00') });
    expect(periodsOf(friday, week('2026-12-28', '2026-12-31'))).toEqual([]);
    expect(
      linesFor(rules.summary, [submission('2026-12-28', '2026-12-31T10:00')], {
        during: week('2027-01-01', '2027-01-31'),
        at: local('2027-01-20T00:00'),
      }),
    ).toEqual(['2027-01-03 5 duty_accepted', '2027-01-10 -3 duty_missed', '2027-01-17 -3 duty_missed']);
  });

  it('beyond what the calendar knows says so', () => {
    const known = aCalendar({ knownUntil: '2026-07-10' });
    expect(
      periodsOf(friday, week('2026-07-06', '2026-07-19'), 'working', known).map(({ known }) => known),
    ).toEqual([true, false]);
  });
});

describe('a monthly duty', () => {
  it('without a due moment is due at the end of the last day, in months of 28 to 31 days', () => {
    const ends = (year: string) =>
      duesOf({ every: 'month' }, { from: `${year}-01-01`, to: `${year}-04-30` }).map((due) =>
        due.slice(0, 10),
      );

    expect(ends('2026')).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    expect(ends('2028')).toEqual(['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']);
  });

  it('on a day keeps it, working day or not, unless the rule moves it', () => {
    const may = { from: '2026-05-01', to: '2026-05-31' };
    const on = (day: number, onDayOff?: 'earlier' | 'same' | 'later') =>
      duesOf({ every: 'month', day, ...(onDayOff ? { onDayOff } : {}) }, may);

    expect(on(10)).toEqual([local('2026-05-10T23:59:59.999')]);
    expect(on(10, 'earlier')).toEqual([local('2026-05-08T23:59:59.999')]);
    expect(on(10, 'later')).toEqual([local('2026-05-11T23:59:59.999')]);
    expect(on(1, 'later')).toEqual([local('2026-05-04T23:59:59.999')]);
    expect(on(1, 'earlier')).toEqual([local('2026-05-04T23:59:59.999')]);
    expect(on(12, 'later')).toEqual([local('2026-05-12T23:59:59.999')]);
  });

  it('whose last day is off does not leave the month', () => {
    const late = { every: 'month', onDayOff: 'later' } as const;
    expect(duesOf(late, { from: '2026-05-01', to: '2026-05-31' })).toEqual([
      local('2026-05-29T23:59:59.999'),
    ]);
  });
});

describe('a due moment in a zone with daylight saving', () => {
  it('is the same time of day before and after the clocks change', () => {
    const newYork = aCalendar({ timeZone: 'America/New_York', holidays: [], makeUpDays: [] });
    const during = { from: '2026-03-06', to: '2026-03-09' };

    expect(duesOf({ every: 'day', by: '22:00' }, during, 'working', newYork)).toEqual([
      '2026-03-07T03:00:00.000Z',
      '2026-03-10T02:00:00.000Z',
    ]);
    expect(duesOf({ every: 'day' }, { from: '2026-11-01', to: '2026-11-01' }, 'calendar', newYork)).toEqual([
      '2026-11-02T04:59:59.999Z',
    ]);
  });
});

describe('a duty', () => {
  const day = { from: '2026-07-15', to: '2026-07-15' };
  const outcome = (...facts: Parameters<typeof linesFor>[1]) => linesFor(rules.daily, facts, { during: day });

  it('is neither given nor missed before its due moment is over', () => {
    const at = (at: string) => settle(rules.daily, given([], { during: day, at: local(at) }));

    expect(at('2026-07-15T22:00')).toMatchObject({
      entries: [],
      attainment: undefined,
      holdsUntil: local('2026-07-15T22:00'),
    });
    expect(at('2026-07-15T22:00:00.001')).toMatchObject({
      entries: [{ key: `rule/daily/${PERSON}/missed/2026-07-15`, points: -1, facts: [] }],
      attainment: 0,
      holdsUntil: undefined,
    });
  });

  it('that waits for its reviewer is not missed, that was rejected is', () => {
    expect(outcome(submission('2026-07-15', '2026-07-15T21:00', 'waiting'))).toEqual([]);
    expect(outcome(submission('2026-07-15', '2026-07-15T21:00', 'rejected'))).toEqual([
      '2026-07-15 -1 duty_missed',
    ]);
  });

  it('handed in twice is given once', () => {
    const first = submission('2026-07-15', '2026-07-15T20:00', 'rejected');
    const second = submission('2026-07-15', '2026-07-15T21:00');
    const third = submission('2026-07-15', '2026-07-15T22:01');

    expect(outcome(first, second, second, third)).toEqual(['2026-07-15 5 duty_accepted']);
  });

  it('without points is no entry and counts for attainment', () => {
    const rule = aRule({
      kind: 'duty',
      id: 'parts',
      name: 'Parts',
      due: { every: 'month', day: 10 },
      points: 0,
    });
    const settled = settle(rule, given([submission('2026-07-01', '2026-07-10T23:59')]));

    expect(settled.entries).toEqual([]);
    expect(settled.attainment).toBe(1 / 12);
  });
});

describe('the days that count', () => {
  const during = { from: '2026-07-13', to: '2026-07-19' };
  const missed = (rule: typeof rules.daily, ...present: { from: string; to?: string }[]) =>
    linesFor(rule, [], { during, present }).map((line) => line.slice(0, 10));

  it('of a daily duty are those on which the person is there', () => {
    expect(missed(rules.daily, { from: '2026-07-16' })).toEqual(['2026-07-16', '2026-07-17']);
    expect(missed(rules.daily, { from: '2020-01-01', to: '2026-07-14' })).toEqual([
      '2026-07-13',
      '2026-07-14',
    ]);
    expect(missed(rules.daily, { from: '2020-01-01', to: '2026-07-13' }, { from: '2026-07-17' })).toEqual([
      '2026-07-13',
      '2026-07-17',
    ]);
    expect(missed(rules.daily)).toEqual([]);
  });

  it('of a weekly duty: who is there on its last working day until it is due has it', () => {
    expect(missed(rules.summary, { from: '2026-07-17' })).toEqual(['2026-07-19']);
    expect(missed(rules.summary, { from: '2020-01-01', to: '2026-07-16' })).toEqual([]);
    expect(missed(rules.summary, { from: '2026-07-18' })).toEqual([]);
  });

  it('of a duty until Sunday: who is away until Friday has none', () => {
    const rule = aRule({ kind: 'duty', id: 'w', name: 'W', due: { every: 'week' }, points: 5, missed: -2 });

    expect(missed(rule, { from: '2026-07-18' })).toEqual([]);
    expect(missed(rule, { from: '2026-07-17' })).toEqual(['2026-07-19']);
  });

  it('take nothing from who handed in although not there', () => {
    const facts = [submission('2026-07-13', '2026-07-17T10:00')];
    expect(pointsFor(rules.summary, facts, { during, present: [] })).toBe(5);
  });
});
