import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  importedSchema,
  importPreviewSchema,
  keptImportSchema,
  type Imported,
} from '../../server/contract/importing.ts';
import { ruleDraftViewSchema, ruleSetViewSchema } from '../../server/contract/rules.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import { everything, startService, type Service } from './service.ts';
import { problemIn, refusal, type Visitor } from './visitor.ts';

const HEADER = '关键指标\t关键过程\t关键结果\t权重\t衡量标准\t积分';
const TABLE = [
  HEADER,
  '客户满意度\t回收调查表\t每月回收 20 张\t60%\t回收调查表\t10 分/张',
  '\t\t\t\t客户投诉\t-50 至 -1000',
  '\t\t其他加分\t30%\t有突出表现\t看情况',
].join('\n');
const STAGES = [
  HEADER,
  '导入积分管理\t定方案\t写出推行方案\t40%\t1 月完成，方案完整\t2000 分',
  '\t试运行\t试运行两个月\t30%\t5 月完成\t',
  '\t推行\t全面推行\t30%\t6 月完成\t',
].join('\n');

let service: Service;
let li: Visitor;

beforeAll(async () => {
  service = await startService();
  const { database, clock } = service;
  await publishCatalogue(database, { now: clock.now().toISOString(), timeZone: 'Asia/Shanghai' });
  li = await service.as('li');
});
beforeEach(() => service.database.ruleDrafts.deleteMany({}));
afterAll(() => service.close());

const own = { 'X-Requested-With': 'jifen', 'Sec-Fetch-Site': 'same-origin' };

function upload(visitor: Visitor, body: RequestInit['body'], name = '客服二组.csv', more = '') {
  return visitor.send('POST', `/rule-imports?name=${encodeURIComponent(name)}${more}`, {
    headers: { ...own, 'Content-Type': 'application/octet-stream' },
    ...(body === undefined ? {} : { body }),
  });
}

async function imported(body: RequestInit['body'], name?: string): Promise<Imported> {
  const answer = await upload(li, body, name);
  if (answer.status !== 200) throw new Error(answer.text);
  return importedSchema.parse(answer.body);
}

function sent({ tables, start, preview }: Imported, answers: Record<string, string | number> = {}) {
  return { table: tables[0], start, department: preview.department, answers };
}

/** What is missing in TABLE: a weight of another size, and what the last row is. */
const ANSWERS = { 'a1k2.weight': 4000, 'l4p1.kind': 'count', 'l4p1.points': 20 };

test('a table is read into a preview with its questions, and nothing is kept', async () => {
  const before = await everything(service.database);
  const { preview, start } = await imported(TABLE);
  expect(start).toBe('2026-01-05');
  expect(preview.department.name).toBe('客服二组');
  expect(
    preview.rows.map(({ line, became, certainty }) => [
      line,
      became.kind === 'rule' ? became.as : became.kind,
      certainty,
    ]),
  ).toEqual([
    [2, 'count', 'sure'],
    [3, 'severity', 'sure'],
    [4, 'count', 'unsure'],
  ]);
  expect(preview.areas.map(({ sum, faults }) => [sum, faults.map(({ message }) => message)])).toEqual([
    [9000, ['关键指标“客户满意度”的权重之和必须是 100%，现在是 90%。']],
  ]);
  expect(await everything(service.database)).toEqual(before);
});

test('with every answer the table is read again; answered to the end it becomes the draft', async () => {
  const first = await imported(TABLE);
  const early = await li.post('/rule-imports/draft', sent(first));
  expect(refusal(early)).toBe('422 rule_import_not_ready');
  expect(problemIn(early).faults?.map(({ path }) => path)).toContain('rows.4.1');
  expect(await service.database.ruleDrafts.countDocuments()).toBe(0);

  const half = await li.post('/rule-imports/read', sent(first, { 'a1k2.weight': 4000 }));
  expect(importPreviewSchema.parse(half.body)).toMatchObject({
    open: 1,
    areas: [{ sum: 10_000, faults: [] }],
  });
  const whole = await li.post('/rule-imports/read', sent(first, ANSWERS));
  expect(importPreviewSchema.parse(whole.body).open).toBe(0);

  const kept = await li.post('/rule-imports/draft', sent(first, ANSWERS));
  expect([kept.status, kept.body]).toEqual([201, { draft: true, projects: [] }]);
  const { id } = first.preview.department;
  const draft = ruleDraftViewSchema.parse((await li.get(`/rule-sets/${id}/draft`)).body);
  expect(draft).toMatchObject({ base: null, version: 1, faults: [], department: { name: '客服二组' } });
});

test('a draft that is there is replaced only by who has seen it', async () => {
  const first = await imported(TABLE);
  const body = sent(first, ANSWERS);
  expect((await li.post('/rule-imports/draft', body)).status).toBe(201);
  expect(refusal(await li.post('/rule-imports/draft', body))).toBe('409 rule_draft_exists');
  expect((await li.post('/rule-imports/draft', { ...body, replaces: 1 })).status).toBe(201);
  expect(refusal(await li.post('/rule-imports/draft', { ...body, replaces: 1 }))).toBe('412 stale');
});

test('a table with a row more, imported over its published rules, leaves each rule its id', async () => {
  const first = await imported(TABLE, '客服三组.csv');
  const { id } = first.preview.department;
  expect((await li.post('/rule-imports/draft', sent(first, ANSWERS))).status).toBe(201);
  expect((await li.post(`/rule-sets/${id}/publish`, { version: 1 })).status).toBe(201);

  const lines = TABLE.split('\n').toSpliced(2, 0, '\t\t\t\t客户表扬\t30 分/次');
  const second = await imported(lines.join('\n'), '客服三组.csv');
  expect(second.preview.department.id).toBe(id);
  const answers = { 'a1k2.weight': 4000, 'l5p1.kind': 'count', 'l5p1.points': 20 };
  expect((await li.post('/rule-imports/draft', sent(second, answers))).status).toBe(201);
  const draft = ruleDraftViewSchema.parse((await li.get(`/rule-sets/${id}/draft`)).body);
  const { ruleSet } = ruleSetViewSchema.parse((await li.get(`/rule-sets/${id}`)).body);
  const idsOf = ({ areas }: typeof draft.ruleSet | typeof ruleSet) =>
    areas.flatMap(({ processes }) =>
      processes.flatMap(({ keyResults }) => keyResults.flatMap(({ rules }) => rules.map((rule) => rule.id))),
    );
  const [collected, praised, ...others] = idsOf(draft.ruleSet);
  expect([collected, ...others]).toEqual(idsOf(ruleSet));
  expect(idsOf(ruleSet)).not.toContain(praised);
  expect(draft.faults).toEqual([]);
});

test('a sheet with a name that cannot be seen is read, and has its department named by somebody', async () => {
  const first = await imported(TABLE, '\u202E客服.csv');
  expect(first.preview.department.name).toBe('');
  expect(refusal(await li.post('/rule-imports/read', sent(first)))).toBe('422 invalid_request');
});

test('an area of stages is given back as a project and is no draft', async () => {
  const first = await imported(STAGES);
  const kept = await li.post('/rule-imports/draft', sent(first));
  expect(kept.status).toBe(201);
  const { draft, projects } = keptImportSchema.parse(kept.body);
  expect([
    draft,
    projects.map(({ title, points, milestones }) => [title, points, milestones.length]),
  ]).toEqual([false, [['导入积分管理', 2000, 3]]]);
  expect(await service.database.ruleDrafts.countDocuments()).toBe(0);
});

test.each(['purchasing_and_warehouse', 'sales', 'customer_service'])(
  'what is exported of %s is the same rule set when it is imported',
  async (department) => {
    const { ruleSet } = ruleSetViewSchema.parse((await li.get(`/rule-sets/${department}`)).body);
    for (const format of ['xlsx', 'csv']) {
      const path = `${service.url}/api/v1/rule-sets/${department}/table?format=${format}`;
      const file = await fetch(path, { headers: { Cookie: li.cookie ?? '' } });
      const name = encodeURIComponent(`${ruleSet.department.name}.${format}`);
      expect(file.headers.get('content-disposition')).toContain(`attachment;`);
      expect(file.headers.get('content-disposition')).toContain(name);
      const first = await imported(await file.arrayBuffer(), `表.${format}`);
      expect([first.preview.department, first.preview.open]).toEqual([ruleSet.department, 0]);
      expect((await li.post('/rule-imports/draft', sent(first))).status).toBe(201);
      const draft = ruleDraftViewSchema.parse((await li.get(`/rule-sets/${department}/draft`)).body);
      expect([draft.base, draft.faults, draft.ruleSet]).toEqual([1, [], ruleSet]);
      await li.delete(`/rule-sets/${department}/draft`);
    }
  },
);

test('a draft is exported to its writers alone, and not before it is ready', async () => {
  const path = '/rule-sets/sales/table?format=csv&number=draft';
  expect(refusal(await li.get(path))).toBe('404 unknown_rule_draft');
  await li.post('/rule-sets/sales/draft', { from: 'published' });
  expect((await li.get(path)).status).toBe(200);
  const chen = await service.as('chen');
  expect(refusal(await chen.get(path))).toBe('403 not_allowed');
  expect((await chen.get('/rule-sets/sales/table?format=csv')).status).toBe(200);
  await li.post('/rule-sets/department_new/draft', { from: 'empty', name: '新部门' });
  expect(refusal(await li.get('/rule-sets/department_new/table?format=xlsx&number=draft'))).toBe(
    '422 rule_set_not_ready',
  );
});

test('what is no table of rules is refused, and nothing is kept', async () => {
  const before = await everything(service.database);
  expect(refusal(await upload(li, ''))).toBe('422 spreadsheet_empty');
  expect(refusal(await upload(li, 'a,b\n1,2'))).toBe('422 spreadsheet_no_header');
  expect(refusal(await upload(li, HEADER))).toBe('422 spreadsheet_empty');
  expect(refusal(await upload(li, `${TABLE}\n\t\t\t\t\t=1+1`))).toBe('422 spreadsheet_has_formulas');
  expect(refusal(await upload(li, new Uint8Array([0, 1, 2, 3])))).toBe('415 spreadsheet_not_readable');
  expect(refusal(await upload(li, TABLE, '表.xlsm'))).toBe('422 spreadsheet_has_macros');
  expect(refusal(await upload(li, TABLE, '表.csv', '&department=nobody'))).toBe('404 unknown_rule_set');
  expect(refusal(await upload(li, 'x'.repeat(6_000_000)))).toBe('413 spreadsheet_too_large');
  const wide = { ...sent(await imported(TABLE)), table: { name: '', grid: 'x'.repeat(8_000_000) } };
  expect(refusal(await li.post('/rule-imports/read', wide))).toBe('413 body_too_large');
  expect(await everything(service.database)).toEqual(before);
});

test('only a points manager imports', async () => {
  const sun = await service.as('sun');
  const first = await imported(TABLE);
  expect(refusal(await upload(sun, TABLE))).toBe('403 not_allowed');
  expect(refusal(await sun.post('/rule-imports/read', sent(first)))).toBe('403 not_allowed');
  expect(refusal(await sun.post('/rule-imports/draft', sent(first)))).toBe('403 not_allowed');
});
