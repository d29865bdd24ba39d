import { describe, expect, it } from 'vitest';
import { changedDays, markDays, tidy, type MarkedDay } from '../../workflows/named-days.ts';

const entered = {
  restDays: [6, 7],
  holidays: ['2027-01-01', '2027-01-02'],
  makeUpDays: ['2027-01-03'],
  names: { '2027-01-01': '元旦', '2027-01-02': '元旦', '2027-01-03': '元旦' },
};
const mark = (day: string, marking: MarkedDay['marking'], name = ''): MarkedDay => ({ day, marking, name });

describe('to mark a day', () => {
  it('as a holiday enters it with its name, in order', () => {
    const after = markDays(entered, [mark('2026-12-31', 'holiday', '元旦')]);
    expect(after.holidays).toEqual(['2026-12-31', '2027-01-01', '2027-01-02']);
    expect(after.names['2026-12-31']).toBe('元旦');
  });

  it('as a working day enters it only if its day of the week is off', () => {
    const after = markDays(entered, [mark('2027-01-01', 'working', '元旦'), mark('2027-01-02', 'working')]);
    expect(after.holidays).toEqual([]);
    expect(after.makeUpDays).toEqual(['2027-01-02', '2027-01-03']);
    expect(after.names).toEqual({ '2027-01-03': '元旦' });
  });

  it('as plain leaves nothing of it', () => {
    const after = markDays(entered, [mark('2027-01-01', 'plain'), mark('2027-01-03', 'plain', '元旦')]);
    expect(after).toEqual({
      restDays: [6, 7],
      holidays: ['2027-01-02'],
      makeUpDays: [],
      names: { '2027-01-02': '元旦' },
    });
  });

  it('twice counts the last time, and what was given stays as it was', () => {
    const before = structuredClone(entered);
    const after = markDays(entered, [mark('2027-01-04', 'holiday'), mark('2027-01-04', 'plain')]);
    expect(after).toEqual(entered);
    expect(entered).toEqual(before);
  });
});

describe('what has changed', () => {
  it('is every named day that is something else, or is called otherwise', () => {
    const after = markDays(entered, [
      mark('2027-01-01', 'holiday', '新年'),
      mark('2027-01-03', 'plain'),
      mark('2027-01-04', 'holiday', '元旦'),
    ]);
    expect(changedDays(entered, after)).toEqual([
      { day: '2027-01-01', from: 'holiday', to: 'holiday', name: '新年' },
      { day: '2027-01-03', from: 'make_up', to: 'rest', name: '' },
      { day: '2027-01-04', from: 'working', to: 'holiday', name: '元旦' },
    ]);
  });

  it('is nothing between a calendar and itself', () => {
    expect(changedDays(entered, entered)).toEqual([]);
  });
});

it('a tidy calendar has each day once, in order, and no name of a day that is not entered', () => {
  const untidy = {
    restDays: [7, 6, 7],
    holidays: ['2027-02-02', '2027-01-01', '2027-02-02'],
    makeUpDays: [],
    names: { '2027-02-02': '春节', '2027-03-03': '没有' },
  };
  expect(tidy(untidy)).toEqual({
    restDays: [6, 7],
    holidays: ['2027-01-01', '2027-02-02'],
    makeUpDays: [],
    names: { '2027-02-02': '春节' },
  });
});
