import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { positionListSchema, staffingListSchema } from '../../server/contract/positions.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import { firstPositions } from '../../server/access/positions.ts';
import { plantStaffing } from '../../server/store/change-staffing.ts';
import { connectDatabase } from '../../server/store/database.ts';
import { prepareCollections } from '../../server/store/indexes.ts';
import { forgetStaffing, readStaffing } from '../../server/store/staffing.ts';
import { testDatabase } from '../support/servers.ts';
import { stoppedClock } from '../support/company.ts';
import { everything, idOf, startService, type Service } from './service.ts';
import { problemIn, refusal, type Answer, type Visitor } from './visitor.ts';

const NOBODY = 'a'.repeat(24);
const { uri } = testDatabase();
let service: Service;
let li: Visitor;
let positions: Map<string, string>;

beforeAll(async () => {
  service = await startService({ uri });
  const { database, clock } = service;
  await publishCatalogue(database, { now: clock.now().toISOString(), timeZone: 'Asia/Shanghai' });
  await plantStaffing(database, { positions: firstPositions(), assignments: [] });
  li = await service.as('li');
  const { items } = await listed();
  positions = new Map(items.map(({ id, name }) => [name, id]));
});
afterAll(() => service.close());

async function listed() {
  return positionListSchema.parse((await li.get('/positions')).body);
}

async function staffed(account: string, visitor = li) {
  const { items } = staffingListSchema.parse((await visitor.get('/staffing')).body);
  return items.find(({ person }) => person.id === idOf(account));
}

const idIn = (answer: Answer) => z.object({ id: z.string() }).parse(answer.body).id;
const positionId = (name: string) => positions.get(name) ?? '';
const assign = (account: string, position: string, from: string, more: object = {}) =>
  li.post('/assignments', { person: idOf(account), position: positionId(position), from, ...more });
const faults = (answer: Answer) =>
  (problemIn(answer).faults ?? []).map(({ path, code }) => `${path} ${code}`);

/** `position from–to` of each assignment. */
async function daysOf(account: string): Promise<string[]> {
  const found = await staffed(account);
  return (found?.assignments ?? []).map(({ position, from, to }) => `${position.name} ${from}–${to ?? ''}`);
}

describe('positions', () => {
  test('begin with those of the catalogue, which have every area that there are rules for', async () => {
    const { items, areas } = await listed();
    expect(items.map(({ name }) => name).toSorted()).toEqual(
      ['仓库管理员', '客服', '采购专员', '销售'].toSorted(),
    );
    expect(items.flatMap(({ areas }) => areas).toSorted()).toEqual(areas.map(({ id }) => id).toSorted());
    expect(areas.find(({ id }) => id === 'warehouse')).toMatchObject({
      name: '仓库管理',
      department: { id: 'purchasing_and_warehouse' },
    });
  });

  test('are added, changed and removed', async () => {
    const made = await li.post('/positions', { name: ' 跟单员 ', areas: ['purchasing', 'purchasing'] });
    expect(made.status).toBe(201);
    const id = idIn(made);
    expect((await listed()).items).toContainEqual({ id, name: '跟单员', areas: ['purchasing'], people: 0 });
    expect((await li.patch(`/positions/${id}`, { areas: ['suppliers', 'reporting'] })).status).toBe(204);
    expect((await listed()).items).toContainEqual(
      expect.objectContaining({ name: '跟单员', areas: ['suppliers', 'reporting'] }),
    );
    expect((await li.delete(`/positions/${id}`)).status).toBe(204);
    expect((await listed()).items.map((position) => position.id)).not.toContain(id);
    expect(refusal(await li.delete(`/positions/${id}`))).toBe('404 unknown_position');
    expect(refusal(await li.patch(`/positions/${id}`, { name: '跟单' }))).toBe('404 unknown_position');
  });

  test('are refused with an area that nobody knows, no area, or a name that is taken', async () => {
    const before = await everything(service.database);
    const unknown = await li.post('/positions', { name: '厨师', areas: ['warehouse', 'kitchen'] });
    expect(faults(unknown)).toEqual(['areas.1 unknown_area']);
    expect(faults(await li.post('/positions', { name: '厨师', areas: [] }))).toEqual(['areas too_few']);
    expect(faults(await li.post('/positions', { name: ' ', areas: ['warehouse'] }))).toEqual([
      'name too_short',
    ]);
    const twice = await li.post('/positions', { name: '客服', areas: ['revisits'] });
    expect(refusal(twice)).toBe('409 position_name_taken');
    expect(refusal(await li.patch(`/positions/${positionId('销售')}`, { name: '客服' }))).toBe(
      '409 position_name_taken',
    );
    expect(await everything(service.database)).toEqual(before);
  });

  test('keep an area that has no rules any more, but get no such area', async () => {
    const old = { _id: randomBytes(12).toString('hex'), name: '门卫', areas: ['gate'] };
    await service.database.positions.insertOne(old);
    expect((await li.patch(`/positions/${old._id}`, { areas: ['gate', 'warehouse'] })).status).toBe(204);
    expect(faults(await li.patch(`/positions/${old._id}`, { areas: ['yard'] }))).toEqual([
      'areas.0 unknown_area',
    ]);
    expect((await li.delete(`/positions/${old._id}`)).status).toBe(204);
  });

  test('stay as long as somebody has or had them', async () => {
    const id = idIn(await li.post('/positions', { name: '临时工', areas: ['warehouse'] }));
    const from = '2025-11-01';
    const made = await li.post('/assignments', { person: idOf('audit'), position: id, from, to: from });
    expect(refusal(await li.delete(`/positions/${id}`))).toBe('409 position_in_use');
    expect((await li.delete(`/assignments/${idIn(made)}`)).status).toBe(204);
    expect((await li.delete(`/positions/${id}`)).status).toBe(204);
  });
});

describe('assignments', () => {
  test('begin on a day, end the one before, and end on a day', async () => {
    const first = idIn(await assign('wu', '销售', '2026-01-01'));
    const second = idIn(await assign('wu', '客服', '2026-03-10', { replaces: first }));
    expect(await daysOf('wu')).toEqual(['销售 2026-01-01–2026-03-09', '客服 2026-03-10–']);
    expect((await li.patch(`/assignments/${second}`, { to: '2026-03-31' })).status).toBe(204);
    expect(await daysOf('wu')).toEqual(['销售 2026-01-01–2026-03-09', '客服 2026-03-10–2026-03-31']);
    const staffing = await readStaffing(service.database);
    expect(staffing.presence(idOf('wu'), 'reporting')).toEqual([{ from: '2026-01-01', to: '2026-03-09' }]);
    expect(staffing.areasOf(idOf('wu'), '2026-03-10')).toEqual(
      expect.arrayContaining(['prompt_replies', 'satisfaction']),
    );
    expect(staffing.areasOf(idOf('wu'), '2026-04-01')).toEqual([]);
    expect(staffing.peopleIn('reporting')).toEqual([idOf('wu')]);
  });

  test('are refused where the days or what they name cannot be', async () => {
    const before = await everything(service.database);
    expect(faults(await assign('feng', '客服', '2026-02-10', { to: '2026-02-09' }))).toEqual([
      'to ends_before_it_begins',
    ]);
    expect(faults(await assign('feng', '客服', '2026-02-30'))).toEqual(['from date_does_not_exist']);
    const person = { person: NOBODY, position: positionId('客服'), from: '2026-02-01' };
    const unknown = await li.post('/assignments', person);
    expect([refusal(unknown), faults(unknown)]).toEqual(['422 unknown_person', ['person unknown_person']]);
    const position = { person: idOf('feng'), position: NOBODY, from: '2026-02-01' };
    expect(faults(await li.post('/assignments', position))).toEqual(['position unknown_position']);
    const replaced = await assign('feng', '客服', '2026-02-01', { replaces: NOBODY });
    expect(faults(replaced)).toEqual(['replaces unknown_assignment']);
    expect(refusal(await li.patch(`/assignments/${NOBODY}`, { to: null }))).toBe('404 unknown_assignment');
    expect(refusal(await li.delete(`/assignments/${NOBODY}`))).toBe('404 unknown_assignment');
    expect(await everything(service.database)).toEqual(before);
  });

  test('of the same position do not overlap, not even by a day, whichever comes first', async () => {
    const id = idIn(await assign('zheng', '销售', '2026-02-01', { to: '2026-02-28' }));
    expect(faults(await assign('zheng', '销售', '2026-02-28'))).toEqual(['from overlapping_assignment']);
    expect(faults(await assign('zheng', '销售', '2026-01-01', { to: '2026-02-01' }))).toEqual([
      'from overlapping_assignment',
    ]);
    expect((await assign('zheng', '客服', '2026-02-10')).status).toBe(201);
    expect((await assign('zheng', '销售', '2026-03-01')).status).toBe(201);
    expect(faults(await li.patch(`/assignments/${id}`, { to: null }))).toEqual(['to overlapping_assignment']);
    expect(faults(await li.patch(`/assignments/${id}`, { to: '2026-01-31' }))).toEqual([
      'to ends_before_it_begins',
    ]);
  });

  test('that are replaced have to begin before', async () => {
    const id = idIn(await assign('sun', '客服', '2026-02-10'));
    const same = await assign('sun', '销售', '2026-02-10', { replaces: id });
    expect(faults(same)).toEqual(['from not_after_replaced']);
    expect(problemIn(same).faults?.[0]?.message).toContain('2026-02-10');
  });

  test('made ten times at once are there once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => assign('chen', '仓库管理员', '2026-01-01')),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(9).fill(422)]);
    expect(await daysOf('chen')).toEqual(['仓库管理员 2026-01-01–']);
  });

  test('of a closed account are still shown until they end, and no new ones are made', async () => {
    const admin = await service.as('admin');
    const made = idIn(await assign('audit', '客服', '2026-01-01'));
    await admin.patch(`/people/${idOf('audit')}`, { active: false });
    expect(await staffed('audit')).toMatchObject({ active: false });
    expect(refusal(await assign('audit', '销售', '2026-01-01'))).toBe('422 unknown_person');
    await li.patch(`/assignments/${made}`, { to: '2026-01-04' });
    expect(await staffed('audit')).toBeUndefined();
    await admin.patch(`/people/${idOf('audit')}`, { active: true });
  });
});

describe('leave', () => {
  const leave = (visitor: Visitor, account: string, from: string, to: string, reason = '') =>
    visitor.post('/absences', { person: idOf(account), from, to, reason });

  test('takes its days out of what somebody has, until it is taken back', async () => {
    await assign('zhou', '采购专员', '2026-01-01');
    const id = idIn(await leave(li, 'zhou', '2026-02-02', '2026-02-06', '年假'));
    const days = async () => (await readStaffing(service.database)).presence(idOf('zhou'), 'suppliers');
    expect(await days()).toEqual([{ from: '2026-01-01', to: '2026-02-01' }, { from: '2026-02-07' }]);
    expect((await staffed('zhou'))?.absences).toEqual([
      { id, from: '2026-02-02', to: '2026-02-06', reason: '年假' },
    ]);
    expect(faults(await leave(li, 'zhou', '2026-02-06', '2026-02-10'))).toEqual(['from overlapping_absence']);
    expect((await li.delete(`/absences/${id}`)).status).toBe(204);
    expect(await days()).toEqual([{ from: '2026-01-01' }]);
    expect(refusal(await li.delete(`/absences/${id}`))).toBe('404 unknown_absence');
  });

  test('is recorded by a leader for their own departments, by nobody for themselves', async () => {
    const [zhao, zhou] = [await service.as('zhao'), await service.as('zhou')];
    expect((await leave(zhao, 'zhou', '2026-05-04', '2026-05-04')).status).toBe(201);
    expect(refusal(await leave(zhao, 'feng', '2026-05-04', '2026-05-04'))).toBe('403 not_allowed');
    expect(refusal(await leave(zhao, 'zhao', '2026-05-04', '2026-05-04'))).toBe('403 own_absence');
    expect(refusal(await leave(li, 'li', '2026-05-04', '2026-05-04'))).toBe('403 own_absence');
    expect(refusal(await leave(zhou, 'chen', '2026-05-04', '2026-05-04'))).toBe('403 not_allowed');
    const ofZhao = idIn(await leave(li, 'zhao', '2026-05-05', '2026-05-05'));
    expect(refusal(await zhao.delete(`/absences/${ofZhao}`))).toBe('403 own_absence');
    const ofFeng = idIn(await leave(li, 'feng', '2026-05-05', '2026-05-05'));
    expect(refusal(await zhao.delete(`/absences/${ofFeng}`))).toBe('403 not_allowed');
    expect(refusal(await zhao.delete(`/absences/${NOBODY}`))).toBe('404 unknown_absence');
  });

  test('is refused where it cannot be', async () => {
    expect(faults(await leave(li, 'zhou', '2026-06-02', '2026-06-01'))).toEqual(['to ends_before_it_begins']);
    const nobody = { person: NOBODY, from: '2026-06-01', to: '2026-06-01' };
    expect(refusal(await li.post('/absences', nobody))).toBe('422 unknown_person');
    expect(faults(await leave(li, 'zhou', '2026-06-01', '2026-06-01', 'x'.repeat(201)))).toEqual([
      'reason too_long',
    ]);
  });
});

describe('who sees whom', () => {
  test('a member sees themselves, a leader their departments; each with who decides on their work', async () => {
    const [zhou, zhao] = [await service.as('zhou'), await service.as('zhao')];
    const of = async (visitor: Visitor) =>
      staffingListSchema.parse((await visitor.get('/staffing')).body).items;
    expect((await of(zhou)).map(({ person }) => person.name)).toEqual(['周婷']);
    const shown = (await of(zhao)).map(({ person, reviewer, mayRecordAbsence }) => [
      person.name,
      reviewer?.name,
      mayRecordAbsence,
    ]);
    expect(shown.toSorted()).toEqual(
      [
        ['陈志强', '赵海峰', true],
        ['赵海峰', '王建国', false],
        ['周婷', '赵海峰', true],
      ].toSorted(),
    );
  });
});

test('people are listed by department, one above before those below it', async () => {
  const { items } = staffingListSchema.parse((await li.get('/staffing')).body);
  expect([...new Set(items.map(({ department }) => department.name))]).toEqual([
    ...['总经办', '采购仓储部', '采购组', '仓库组', '客服部', '销售部', '大客户组', '渠道组'],
  ]);
});

describe('the staffing at hand', () => {
  test('is the same as long as nothing changes, and another after a change by somebody else', async () => {
    const first = await readStaffing(service.database);
    expect(await readStaffing(service.database)).toBe(first);
    const other = await connectDatabase(uri);
    const theirs = await readStaffing(other);
    expect(theirs.version).toBe(first.version);
    await assign('qian', '销售', '2026-01-01');
    const after = await readStaffing(service.database);
    expect(after.version).toBe(first.version + 1);
    expect(await readStaffing(other)).toBe(theirs);
    forgetStaffing(other);
    expect((await readStaffing(other)).version).toBe(after.version);
    await other.client.close();
  });
});

test('the demo has people in positions from the first day of the month, once', async () => {
  const database = await connectDatabase(testDatabase().uri);
  await prepareCollections(database);
  await seedDemo(database, stoppedClock('2026-02-28T17:00:00.000Z'));
  const before = await everything(database);
  await seedDemo(database, stoppedClock('2026-04-01T01:00:00.000Z'));
  await plantStaffing(database, { positions: firstPositions(), assignments: [] });
  expect(await everything(database)).toEqual(before);
  const staffing = await readStaffing(database);
  expect(staffing.presence(idOf('zhou'), 'purchasing')).toEqual([{ from: '2026-03-01' }]);
  expect(staffing.peopleIn('satisfaction')).toEqual([idOf('sun'), idOf('feng')].toSorted());
  await database.db.dropDatabase();
  await database.client.close();
});
