import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  calendarChangedSchema,
  calendarViewSchema,
  importResultSchema,
  type CalendarView,
  type EnteredCalendar,
} from '../../server/contract/calendar.ts';
import { keepFirstCalendar, readCalendar, readCalendarWithVersion } from '../../server/store/calendar.ts';
import { isWorkingDay } from '../../workflows/working-days.ts';
import { beginProject } from './projects.ts';
import { everything, idOf, startService, type Service } from './service.ts';
import { problemIn, refusal, type Answer, type Visitor } from './visitor.ts';

let service: Service;
let li: Visitor;
let admin: Visitor;
let chen: Visitor;
let wang: Visitor;

beforeAll(async () => {
  service = await startService();
  [li, admin, chen, wang] = await Promise.all([
    service.as('li'),
    service.as('admin'),
    service.as('chen'),
    service.as('wang'),
  ]);
  await beginProject({ owner: li, leader: wang }, { owner: 'li', leader: 'wang' });
});
afterAll(() => service.close());

async function seen(visitor: Visitor = li, query = ''): Promise<CalendarView> {
  return calendarViewSchema.parse((await visitor.get(`/calendar${query}`)).body);
}
async function put(visitor: Visitor, change: Partial<EnteredCalendar>, version?: number): Promise<Answer> {
  const view = await seen();
  const header = { 'If-Match': `"${version ?? view.version}"` };
  return visitor.put('/calendar', { ...view.calendar, ...change }, header);
}
const load = (visitor: Visitor, body: object, headers = {}) =>
  visitor.post('/calendar/import', body, headers);
const faults = (answer: Answer) => problemIn(answer).faults?.map(({ path, code }) => `${path} ${code}`);

describe('the calendar', () => {
  test('is for everybody to read: each day of a year, what it is and why', async () => {
    const { days, calendar } = await seen(chen, '?year=2026');
    expect(days).toHaveLength(365);
    const named = ['2026-02-13', '2026-02-14', '2026-02-17', '2026-03-01'];
    expect(days.filter(({ day }) => named.includes(day))).toEqual([
      { day: '2026-02-13', kind: 'working', working: true, known: true, name: null },
      { day: '2026-02-14', kind: 'make_up', working: true, known: true, name: '春节' },
      { day: '2026-02-17', kind: 'holiday', working: false, known: true, name: '春节' },
      { day: '2026-03-01', kind: 'rest', working: false, known: true, name: null },
    ]);
    expect(calendar.knownUntil).toBe('2026-12-31');
  });

  test('says from which day on nothing is known, and names no day of a year that is not asked for', async () => {
    const next = await seen(chen, '?year=2027');
    expect(next.days.map(({ known }) => known)).not.toContain(true);
    expect((await seen(chen)).days).toEqual([]);
  });

  test.each(['1969', '3000', '26', '2026-01', ''])('of the year %j is refused', async (year) => {
    expect(refusal(await li.get(`/calendar?year=${year}`))).toBe('422 invalid_request');
  });

  test('stays as it is at a second start', async () => {
    const before = await seen();
    const first = { ...before.calendar, holidays: [], names: {} };
    await keepFirstCalendar(service.database, first, '2026-06-01T00:00:00.000Z');
    expect(await seen()).toEqual(before);
  });
});

describe('to edit it', () => {
  test('changes it at once for whoever asks, with a version more and who did it', async () => {
    const before = await seen();
    const known = await readCalendar(service.database);
    expect(await readCalendar(service.database)).toBe(known);
    const holidays = [...before.calendar.holidays, '2026-03-03', '2026-03-03'];
    const names = { ...before.calendar.names, '2026-03-03': ' 司庆 ', '2026-03-04': '没有放假' };
    service.clock.set('2026-01-06T02:00:00.000Z');

    const { version } = calendarChangedSchema.parse((await put(admin, { holidays, names })).body);
    const after = await seen(li, '?year=2026');
    expect(version).toBe(before.version + 1);
    expect(after).toMatchObject({ version, changedAt: '2026-01-06T02:00:00.000Z' });
    expect(after.changedBy?.id).toBe(idOf('admin'));
    expect(after.days.find(({ day }) => day === '2026-03-03')).toMatchObject({
      kind: 'holiday',
      name: '司庆',
    });
    expect(after.calendar.holidays.filter((day) => day === '2026-03-03')).toHaveLength(1);
    expect(after.calendar.names).not.toHaveProperty('2026-03-04');
    const read = await readCalendarWithVersion(service.database);
    expect(read.version).toBe(version);
    expect(isWorkingDay('2026-03-03', read.calendar)).toBe(false);
  });

  test('takes the days of the week that are off, and until when it is known', async () => {
    expect((await put(li, { restDays: [7], knownUntil: '2027-01-31' })).status).toBe(200);
    const { days } = await seen(li, '?year=2027');
    const named = ['2027-01-30', '2027-01-31', '2027-02-01'];
    expect(days.filter(({ day }) => named.includes(day)).map(({ kind, known }) => [kind, known])).toEqual([
      ['working', true],
      ['rest', true],
      ['working', false],
    ]);
    expect((await put(li, { restDays: [6, 7], knownUntil: '2026-12-31' })).status).toBe(200);
  });

  test('of two at once lets one through', async () => {
    const { version } = await seen();
    const answers = await Promise.all(
      ['2026-05-30', '2026-06-30', '2026-07-30'].map((knownUntil) => put(li, { knownUntil }, version)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    expect((await seen()).version).toBe(version + 1);
    await put(li, { knownUntil: '2026-12-31' });
  });

  test('counts the due dates that lie beyond what is known, of what one may see', async () => {
    expect((await seen()).beyond).toEqual({ dueDates: 0, first: null });
    await put(li, { knownUntil: '2026-01-30' });
    expect((await seen()).beyond).toEqual({ dueDates: 1, first: '2026-01-31T15:59:59.999Z' });
    expect((await seen(chen)).beyond).toEqual({ dueDates: 0, first: null });
    await put(li, { knownUntil: '2026-01-31' });
    expect((await seen()).beyond.dueDates).toBe(0);
    await put(li, { knownUntil: '2026-12-31' });
  });
});

describe('to import', () => {
  test('takes lines as people write them, and says what they change', async () => {
    const text = [
      '日期,类型,名称',
      '2027-01-01,放假,元旦',
      '2027/1/2\tholiday\t元旦',
      '２０２７年1月3日，上班，元旦',
      '"2027-01-04";Working;"a, b"',
      '2027-01-05 上班 元旦　补班',
      '',
    ].join('\r\n');
    const before = await seen();
    const answer = await load(li, { text, knownUntil: '2027-12-31' });
    const { version, lines, changes } = importResultSchema.parse(answer.body);
    expect(version).toBe(before.version + 1);
    expect(lines.map(({ day, marking, name }) => `${day} ${marking} ${name}`)).toEqual([
      '2027-01-01 holiday 元旦',
      '2027-01-02 holiday 元旦',
      '2027-01-03 working 元旦',
      '2027-01-04 working a, b',
      '2027-01-05 working 元旦 补班',
    ]);
    expect(changes.map(({ day, from, to }) => `${day} ${from} ${to}`)).toEqual([
      '2027-01-01 working holiday',
      '2027-01-02 rest holiday',
      '2027-01-03 rest make_up',
    ]);
    const after = await seen();
    expect(after.calendar.knownUntil).toBe('2027-12-31');
    expect(after.calendar.holidays).toEqual([...before.calendar.holidays, '2027-01-01', '2027-01-02']);
    expect(after.calendar.names['2027-01-03']).toBe('元旦');
  });

  test('the same again changes nothing, not even the version', async () => {
    const lines = [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }];
    const { version } = await seen();
    const answer = importResultSchema.parse((await load(li, { lines })).body);
    expect([answer.version, answer.changes]).toEqual([version, []]);
    expect((await seen()).version).toBe(version);
  });

  test('as a preview writes nothing', async () => {
    const before = await everything(service.database);
    const answer = importResultSchema.parse(
      (await load(li, { text: '2027-02-05,放假,春节', preview: true })).body,
    );
    expect(answer.changes).toEqual([{ day: '2027-02-05', from: 'working', to: 'holiday', name: '春节' }]);
    expect(await everything(service.database)).toEqual(before);
  });
});

describe('refused, with nothing written:', () => {
  let before: string[];
  beforeEach(async () => {
    before = await everything(service.database);
  });
  afterEach(async () => {
    expect(await everything(service.database)).toEqual(before);
  });

  test.each(['chen', 'wang', 'audit'])('an edit or an import by %s, who may not', async (account) => {
    const visitor = await service.as(account);
    expect(refusal(await put(visitor, { restDays: [7] }))).toBe('403 not_allowed');
    expect(refusal(await load(visitor, { text: '2027-01-01,放假' }))).toBe('403 not_allowed');
  });

  test('an edit or an import of what is not the present version', async () => {
    const { version } = await seen();
    expect(refusal(await put(li, { restDays: [7] }, version - 1))).toBe('412 stale');
    const old = { 'If-Match': `"${version - 1}"` };
    expect(refusal(await load(li, { text: '2027-03-01,放假' }, old))).toBe('412 stale');
  });

  test('an edit without the version that was seen', async () => {
    const { calendar } = await seen();
    expect(faults(await li.put('/calendar', calendar))).toEqual(['If-Match required']);
  });

  const edits: [string, Partial<EnteredCalendar>, string[]][] = [
    ['another time zone', { timeZone: 'Europe/Berlin' }, ['timeZone time_zone_stays']],
    ['a time zone that is none', { timeZone: 'Mars/Base' }, ['timeZone unknown_time_zone']],
    [
      'a day that is off and worked',
      { holidays: ['2026-05-04'], makeUpDays: ['2026-05-04'], names: {} },
      ['makeUpDays.0 holiday_and_working_day'],
    ],
    ['a day that does not exist', { holidays: ['2026-02-30'] }, ['holidays.0 date_does_not_exist']],
    ['a week without a working day', { restDays: [1, 2, 3, 4, 5, 6, 7] }, ['restDays too_many']],
    ['a name that is too long', { names: { '2026-01-01': '元'.repeat(31) } }, ['names.2026-01-01 too_long']],
  ];
  test.each(edits)('an edit with %s', async (_name, change, expected) => {
    expect(faults(await put(li, change))).toEqual(expected);
  });

  test('an import with faulty lines, each named by its number in a sentence', async () => {
    const text = [
      'date,kind,name',
      '2027-01-01,holiday,元旦',
      '2027-02-30,holiday,春节',
      '',
      '2027-02-05,maybe,春节',
      'soon,,',
      '2027-01-01,working,',
      `2027-02-06,holiday,${'春'.repeat(31)}`,
    ].join('\n');
    const answer = await load(li, { text });
    expect(refusal(answer)).toBe('422 invalid_request');
    expect(faults(answer)).toEqual([
      'text.3 line_date',
      'text.5 line_kind',
      'text.6 line_date',
      'text.6 line_kind_missing',
      'text.7 line_day_twice',
      'text.8 line_name',
    ]);
    expect(problemIn(answer).faults?.map(({ message }) => message)).toEqual([
      '第 3 行：“2027-02-30”不是日期，请写成 2027-01-31。',
      '第 5 行：“maybe”看不懂，请写“放假”或“上班”。',
      '第 6 行：“soon”不是日期，请写成 2027-01-31。',
      '第 6 行：没写“放假”还是“上班”。',
      '第 7 行：2027-01-01 在第 2 行已经写过。',
      '第 8 行：名称最多 30 个字，不能有控制字符。',
    ]);
  });

  const imports: [string, object, string[]][] = [
    ['nothing in it', { text: ' \n\n' }, ['text no_lines']],
    ['only a header', { text: '日期,类型,名称' }, ['text no_lines']],
    ['an empty list', { lines: [] }, ['text no_lines']],
    ['neither text nor lines', {}, ['text text_or_lines']],
    ['both', { text: '2027-01-01,放假', lines: [] }, ['text text_or_lines']],
    [
      'a quotation mark that is not closed',
      { text: '2027-01-01,放假\n2027-01-02,"放假' },
      ['text.2 line_broken'],
    ],
    ['more lines than are taken', { text: '2027-01-01,放假\n'.repeat(2001) }, ['text too_many']],
    ['a faulty line of a list', { lines: [{ date: '2027-13-01', kind: 'off' }] }, ['lines.0 line_date']],
    ['a line that is none', { lines: ['2027-01-01'] }, ['lines.0 wrong_type']],
    [
      'a last known day that does not exist',
      { text: '2027-01-01,放假', knownUntil: '2027-02-29' },
      ['knownUntil date_does_not_exist'],
    ],
  ];
  test.each(imports)('an import with %s', async (_name, body, expected) => {
    expect(faults(await load(li, body))).toEqual(expected);
  });
});
