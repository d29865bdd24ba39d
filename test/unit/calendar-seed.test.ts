import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { enteredCalendarSchema } from '../../server/contract/calendar.ts';
import { firstCalendar } from '../../server/calendar/seed.ts';
import { kindOfDay } from '../../workflows/day-kinds.ts';
import { rulesOf } from '../../workflows/named-days.ts';
import { companyCalendar, eachDay, isWorkingDay } from '../../workflows/working-days.ts';

const first = firstCalendar('Asia/Shanghai', '2026-03-02');
const calendar = companyCalendar(first);

describe('the first calendar of a Chinese company', () => {
  it('is a calendar that could be sent', () => {
    expect(enteredCalendarSchema.parse(first)).toEqual(first);
  });

  it('has the public holidays of 2026, whatever day of the week they are', () => {
    const spans = [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ];
    const expected = spans.flatMap(([from = '', to = '']) => eachDay({ from, to }));
    expect(first.holidays.filter((day) => day.startsWith('2026'))).toEqual(expected);
    expect(expected.filter((day) => isWorkingDay(day, calendar))).toEqual([]);
  });

  it('has the Saturdays and Sundays of 2026 on which people work instead', () => {
    const makeUp = first.makeUpDays.filter((day) => day.startsWith('2026'));
    expect(makeUp).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
    expect(makeUp.every((day) => isWorkingDay(day, calendar))).toBe(true);
  });

  it('has 248 working days in 2026', () => {
    const year = eachDay({ from: '2026-01-01', to: '2026-12-31' });
    expect(year.filter((day) => isWorkingDay(day, calendar))).toHaveLength(248);
  });

  it('says what days are called, a make-up day after its holiday', () => {
    expect(['2026-02-17', '2026-02-28', '2026-10-10', '2026-10-12'].map((day) => first.names[day])).toEqual([
      '春节',
      '春节',
      '国庆节',
      undefined,
    ]);
  });

  it('begins with the year before, and ends with the last year that is known', () => {
    expect(first.holidays[0]).toBe('2025-01-01');
    expect(first.knownUntil).toBe('2026-12-31');
    const later = firstCalendar('Asia/Shanghai', '2031-05-01');
    expect([later.holidays, later.knownUntil]).toEqual([[], '2026-12-31']);
  });

  it('is the same in Urumqi', () => {
    expect(firstCalendar('Asia/Urumqi', '2026-03-02')).toEqual({ ...first, timeZone: 'Asia/Urumqi' });
  });
});

it.each(['Europe/Berlin', 'America/New_York', 'Asia/Hong_Kong', 'Asia/Taipei'])(
  'a company in %s begins with plain weeks, of which nothing is unknown',
  (timeZone) => {
    expect(firstCalendar(timeZone, '2026-03-02')).toEqual({
      timeZone,
      restDays: [6, 7],
      holidays: [],
      makeUpDays: [],
      names: {},
      knownUntil: '2999-12-31',
    });
  },
);

it('a day is what it is for the nearest reason: made up for, a holiday, its day of the week', () => {
  const rules = rulesOf({ ...first, restDays: [7] });
  const kinds = ['2026-02-14', '2026-02-15', '2026-02-24', '2026-03-07', '2026-03-08'].map((day) =>
    kindOfDay(day, rules),
  );
  expect(kinds).toEqual(['make_up', 'holiday', 'working', 'working', 'rest']);
});

it('the time zone of the process changes nothing', () => {
  const script = fileURLToPath(new URL('calendar-seed-in-zone.ts', import.meta.url));
  const answerIn = (TZ: string) =>
    execFileSync(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
  const utc = answerIn('UTC');
  expect(utc).toContain('"2026-02-14T15:59:59.999Z","2026-02-14T14:00:00.000Z"');
  expect(answerIn('America/New_York')).toBe(utc);
  expect(answerIn('Asia/Shanghai')).toBe(utc);
});
