import { describe, expect, test } from 'vitest';
import { enteredMoment } from '../../workflows/entered-moment.ts';
import { aCalendar } from './rules/facts.ts';

const SHANGHAI = aCalendar();
const NEW_YORK = aCalendar({ timeZone: 'America/New_York' });
const LORD_HOWE = aCalendar({ timeZone: 'Australia/Lord_Howe' });

describe('a moment as it was entered', () => {
  test.each([
    ['2026-01-31T16:30', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31T16:30:05', '2026-01-31T08:30:05.000Z'],
    ['2026-01-31 16:30:05.5', '2026-01-31T08:30:05.500Z'],
    [' 2026/1/31 9:05 ', '2026-01-31T01:05:00.000Z'],
    ['２０２６／１／３１　９：０５', '2026-01-31T01:05:00.000Z'],
    ['2026-01-31T16:30:00Z', '2026-01-31T16:30:00.000Z'],
    ['2026-01-31T16:30:00.001+08:00', '2026-01-31T08:30:00.001Z'],
    ['2026-01-31T00:00-0500', '2026-01-31T05:00:00.000Z'],
  ])('%s is an instant', (text, instant) => {
    expect(enteredMoment(text, SHANGHAI)).toBe(instant);
  });

  test.each([
    ...[
      '2026-02-30T10:00',
      '2026-01-31T24:00',
      '2026-01-31T16:60',
      '2026-01-31T16:30:60',
      '2026-13-01T10:00',
    ],
    ...['2026-01-31', '16:30', '', 'tomorrow', '31.01.2026 16:30', '2026-01-31T25:00Z', '1969-12-31T10:00'],
    ...['3000-01-01T10:00Z', '2026-01-31T16:30Zulu'],
  ])('%s is none', (text) => {
    expect(enteredMoment(text, SHANGHAI)).toBeUndefined();
  });

  test('a date alone is its end, where a whole day can be meant', () => {
    expect(enteredMoment('2026-05-20', SHANGHAI, { wholeDay: true })).toBe('2026-05-20T15:59:59.999Z');
    expect(enteredMoment('2026/5/20', NEW_YORK, { wholeDay: true })).toBe('2026-05-21T03:59:59.999Z');
    expect(enteredMoment('2026-02-29', SHANGHAI, { wholeDay: true })).toBeUndefined();
  });

  test('an hour that a clock change leaves out is none, one that comes twice is the first', () => {
    expect(enteredMoment('2026-03-08T02:30', NEW_YORK)).toBeUndefined();
    expect(enteredMoment('2026-03-08T03:00', NEW_YORK)).toBe('2026-03-08T07:00:00.000Z');
    expect(enteredMoment('2026-11-01T01:30', NEW_YORK)).toBe('2026-11-01T05:30:00.000Z');
    expect(enteredMoment('2026-11-01T02:00', NEW_YORK)).toBe('2026-11-01T07:00:00.000Z');
    expect(enteredMoment('2026-11-01T23:59:59.999', NEW_YORK)).toBe('2026-11-02T04:59:59.999Z');
    expect(enteredMoment('2026-10-04T02:15', LORD_HOWE)).toBeUndefined();
    expect(enteredMoment('2026-10-04T02:30', LORD_HOWE)).toBe('2026-10-03T15:30:00.000Z');
  });
});
