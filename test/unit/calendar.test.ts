import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Settings } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  dayOf,
  daysLate,
  dueInstant,
  endOfMonthAfter,
  isTimeZone,
  localDate,
  localMoment,
  moveByDays,
  startedDaysBetween,
  startOfDay,
} from '../../workflows/calendar.ts';

const SHANGHAI = 'Asia/Shanghai';
const NEW_YORK = 'America/New_York';
const BERLIN = 'Europe/Berlin';

function codesOf(result: ReturnType<typeof localMoment.safeParse>): string[] {
  return (result.error?.issues ?? []).map((issue) => {
    const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : issue.code;
    return String(code);
  });
}

describe('an hour that a clock change repeats', () => {
  it.each(['2026-01-15', '2026-07-15'])('is the same whether asked on %s', (today) => {
    const now = Settings.now;
    Settings.now = () => Date.parse(today);
    try {
      expect(dueInstant('2026-11-01T01:30', NEW_YORK)).toBe('2026-11-01T06:30:00.000Z');
      expect(dueInstant('2026-10-25T02:30', BERLIN)).toBe('2026-10-25T01:30:00.000Z');
      expect(startOfDay('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
      expect(dueInstant('2026-10-31', 'America/Havana')).toBe('2026-11-01T03:59:59.999Z');
    } finally {
      Settings.now = now;
    }
  });
});

describe('a due moment', () => {
  it.each([
    { local: '2026-01-31', zone: SHANGHAI, instant: '2026-01-31T15:59:59.999Z' },
    { local: '2026-01-31T22:00', zone: SHANGHAI, instant: '2026-01-31T14:00:00.000Z' },
    { local: '2026-01-31', zone: 'UTC', instant: '2026-01-31T23:59:59.999Z' },
    { local: '2026-01-31', zone: NEW_YORK, instant: '2026-02-01T04:59:59.999Z' },
    { local: '2028-02-29', zone: SHANGHAI, instant: '2028-02-29T15:59:59.999Z' },
    { local: '2026-01-31T24:00', zone: SHANGHAI, instant: '2026-01-31T16:00:00.000Z' },
  ])('$local in $zone is in time until $instant', ({ local, zone, instant }) => {
    expect(dueInstant(local, zone)).toBe(instant);
  });

  it('of a day on which the clocks change is the end of that day, 23 or 25 hours after its start', () => {
    const hoursOf = (day: string, zone: string) =>
      (Date.parse(dueInstant(day, zone)) + 1 - Date.parse(startOfDay(day, zone))) / 3_600_000;

    expect(hoursOf('2026-03-08', NEW_YORK)).toBe(23);
    expect(hoursOf('2026-11-01', NEW_YORK)).toBe(25);
    expect(hoursOf('2026-03-29', BERLIN)).toBe(23);
    expect(hoursOf('2026-03-08', SHANGHAI)).toBe(24);
  });

  it('at a minute that the clocks leave out is that much after the change', () => {
    expect(dueInstant('2026-03-08T02:30', NEW_YORK)).toBe(dueInstant('2026-03-08T03:30', NEW_YORK));
    expect(dueInstant('2026-03-08T02:30', NEW_YORK)).toBe('2026-03-08T07:30:00.000Z');
    expect(dueInstant('2026-03-29T02:30', BERLIN)).toBe('2026-03-29T01:30:00.000Z');
  });

  it('at a minute that comes twice is always the same one of the two', () => {
    const [early, late] = ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'];
    const due = dueInstant('2026-11-01T01:30', NEW_YORK);

    expect([early, late]).toContain(due);
    expect(dueInstant('2026-11-01T01:30', NEW_YORK)).toBe(due);
    expect(dayOf(due, NEW_YORK)).toBe('2026-11-01');
  });

  it('that does not exist is no moment', () => {
    expect(() => dueInstant('2026-02-30', SHANGHAI)).toThrow(RangeError);
    expect(() => dueInstant('2026-01-31', 'Nowhere/Land')).toThrow(RangeError);
  });

  it('lies on the day that it names, in every zone', () => {
    const zone = fc.constantFrom(SHANGHAI, NEW_YORK, BERLIN, 'UTC', 'Pacific/Auckland', 'Asia/Kathmandu');
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));

    fc.assert(
      fc.property(day, zone, (local, timeZone) => {
        const due = dueInstant(local, timeZone);
        expect(dayOf(due, timeZone)).toBe(local);
        expect(dayOf(new Date(Date.parse(due) + 1).toISOString(), timeZone)).not.toBe(local);
        expect(dayOf(startOfDay(local, timeZone), timeZone)).toBe(local);
      }),
    );
  });
});

describe('a date as somebody writes it', () => {
  it.each(['2026-01-31', '2026-02-28', '2028-02-29', '2026-04-30', '2026-12-31'])('takes %s', (day) => {
    expect(localDate.safeParse(day).success).toBe(true);
    expect(localMoment.safeParse(day).success).toBe(true);
    expect(localMoment.safeParse(`${day}T22:00`).success).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2027-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-01-00',
    '2026-1-5',
    '26-01-05',
    '2026-01-31 22:00',
    '2026-01-31T25:00',
    '2026-01-31T22:60',
    '2026-01-31T22:00Z',
    '2026-01-31T22:00:00',
    ' 2026-01-31',
    'tomorrow',
    '',
    '٢٠٢٦-٠١-٣١',
  ])('refuses "%s" as a date that does not exist', (text) => {
    expect(codesOf(localDate.safeParse(text))).toEqual(['date_does_not_exist']);
    expect(codesOf(localMoment.safeParse(text))).toEqual(['date_does_not_exist']);
  });

  it('refuses a time where only a day belongs', () => {
    expect(codesOf(localDate.safeParse('2026-01-31T22:00'))).toEqual(['date_does_not_exist']);
  });

  it.each(['0001-01-01', '1969-12-31', '3000-01-01', '9999-12-31'])(
    'refuses %s, which instants of every zone cannot be written and compared for',
    (day) => {
      expect(codesOf(localDate.safeParse(day))).toEqual(['date_does_not_exist']);
      expect(codesOf(localMoment.safeParse(day))).toEqual(['date_does_not_exist']);
    },
  );

  it('refuses what is not a text', () => {
    expect(codesOf(localMoment.safeParse(20260131))).toEqual(['invalid_type']);
  });
});

describe('the end of a month named without a year', () => {
  it.each([
    { start: '2026-01-01', month: 1, end: '2026-01-31' },
    { start: '2026-01-30', month: 1, end: '2026-01-31' },
    { start: '2026-01-31', month: 1, end: '2027-01-31' },
    { start: '2026-02-01', month: 1, end: '2027-01-31' },
    { start: '2026-01-31', month: 2, end: '2026-02-28' },
    { start: '2027-03-01', month: 2, end: '2028-02-29' },
    { start: '2028-02-28', month: 2, end: '2028-02-29' },
    { start: '2028-02-29', month: 2, end: '2029-02-28' },
    { start: '2026-01-01', month: 4, end: '2026-04-30' },
    { start: '2026-12-30', month: 12, end: '2026-12-31' },
    { start: '2026-12-31', month: 12, end: '2027-12-31' },
  ])('is $end for month $month after $start', ({ start, month, end }) => {
    expect(endOfMonthAfter(start, month)).toBe(end);
  });
});

describe('moving by days', () => {
  it.each([
    { what: 'over a spring change', from: '2026-03-07T22:00', by: 1, zone: NEW_YORK, to: '2026-03-08T22:00' },
    { what: 'over an autumn change', from: '2026-10-24T22:00', by: 1, zone: BERLIN, to: '2026-10-25T22:00' },
    { what: 'back over a change', from: '2026-03-12T09:15', by: -7, zone: NEW_YORK, to: '2026-03-05T09:15' },
    { what: 'over a month', from: '2026-01-31T22:00', by: 28, zone: SHANGHAI, to: '2026-02-28T22:00' },
    { what: 'over half a year', from: '2026-02-01T08:00', by: 181, zone: BERLIN, to: '2026-08-01T08:00' },
  ])('keeps the time of day $what', ({ from, by, zone, to }) => {
    expect(moveByDays(dueInstant(from, zone), by, zone)).toBe(dueInstant(to, zone));
  });

  it('keeps the end of a day the end of a day', () => {
    const due = dueInstant('2026-03-01', NEW_YORK);

    expect(moveByDays(due, 14, NEW_YORK)).toBe(dueInstant('2026-03-15', NEW_YORK));
    expect(moveByDays(moveByDays(due, 14, NEW_YORK), -14, NEW_YORK)).toBe(due);
  });

  it('counts the started days of a pause whole', () => {
    const from = '2026-03-01T08:00:00.000Z';

    expect(startedDaysBetween(from, from)).toBe(0);
    expect(startedDaysBetween(from, '2026-03-01T08:00:00.001Z')).toBe(1);
    expect(startedDaysBetween(from, '2026-03-02T08:00:00.000Z')).toBe(1);
    expect(startedDaysBetween(from, '2026-03-02T13:00:00.000Z')).toBe(2);
  });

  it('counts days late by the calendar of the company', () => {
    const due = dueInstant('2026-07-20', SHANGHAI);

    expect(daysLate(due, dueInstant('2026-07-20T23:59', SHANGHAI), SHANGHAI)).toBe(0);
    expect(daysLate(due, dueInstant('2026-07-21T00:01', SHANGHAI), SHANGHAI)).toBe(1);
    expect(daysLate(due, dueInstant('2026-07-22T00:01', SHANGHAI), SHANGHAI)).toBe(2);
    expect(daysLate(due, dueInstant('2026-07-01', SHANGHAI), SHANGHAI)).toBe(0);
    expect(daysLate(dueInstant('2026-03-07', NEW_YORK), dueInstant('2026-03-09', NEW_YORK), NEW_YORK)).toBe(
      2,
    );
  });
});

describe('the time zone', () => {
  it('is known or it is not', () => {
    expect(isTimeZone(SHANGHAI)).toBe(true);
    expect(isTimeZone('Asia/Nowhere')).toBe(false);
    expect(isTimeZone('')).toBe(false);
  });

  it('of the process changes nothing', () => {
    const script = fileURLToPath(new URL('calendar-in-zone.ts', import.meta.url));
    const answerIn = (TZ: string) =>
      execFileSync(process.execPath, ['--import', 'tsx', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      });

    const utc = answerIn('UTC');
    expect(utc).toContain('2026-01-31T15:59:59.999Z');
    expect(answerIn('America/New_York')).toBe(utc);
    expect(answerIn('Asia/Shanghai')).toBe(utc);
  });
});
