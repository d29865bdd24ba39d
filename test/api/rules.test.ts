import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  comparisonSchema,
  ruleDraftViewSchema,
  ruleSetListSchema,
  ruleSetViewSchema,
  ruleViewSchema,
} from '../../server/contract/rules.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import { count, publishedLines, rulesOffice, ruleSet, type RulesOffice } from './rule-sets.ts';
import { everything, startService, type Service } from './service.ts';
import { refusal } from './visitor.ts';

let service: Service;
let office: RulesOffice;

beforeAll(async () => {
  service = await startService();
  office = await rulesOffice(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  await service.database.ruleDrafts.deleteMany({});
  service.clock.set('2026-07-15T01:00:00.000Z');
});

describe('the catalogue', () => {
  test('is published at the first start, in Chinese, and holds from the beginning of the year', async () => {
    const { items } = ruleSetListSchema.parse((await office.chen.get('/rule-sets')).body);
    expect(
      items.map(({ department, newest, areas, rules, draft }) => ({
        name: department.name,
        number: newest?.number,
        by: newest?.publishedBy,
        from: newest?.from,
        wholeFrom: newest?.wholeFrom,
        areas,
        rules,
        draft,
      })),
    ).toEqual(
      [
        { name: '采购与仓库', areas: 3, rules: 14 },
        { name: '销售', areas: 5, rules: 14 },
        { name: '客服', areas: 4, rules: 10 },
      ].map((line) => ({
        ...line,
        number: 1,
        by: null,
        from: '2026-01-01',
        wholeFrom: '2026-01-01',
        draft: null,
      })),
    );
  });

  test('is not published again, whatever has become of it, by several starts at once', async () => {
    const before = await publishedLines(service);
    const now = '2027-03-01T00:00:00.000Z';
    await Promise.all(
      [1, 2, 3].map(() => publishCatalogue(service.database, { now, timeZone: 'Asia/Shanghai' })),
    );
    expect(await publishedLines(service)).toEqual(before);
  });

  test('is published once by several first starts at once', async () => {
    const other = await startService();
    await other.database.ruleSets.deleteMany({});
    await other.database.ruleVersions.deleteMany({});
    const now = '2026-12-31T16:00:00.000Z';
    await Promise.all(
      [1, 2, 3].map(() => publishCatalogue(other.database, { now, timeZone: 'Asia/Shanghai' })),
    );
    expect(await other.database.ruleSets.distinct('_id')).toHaveLength(3);
    expect(await other.database.ruleVersions.distinct('_id')).toHaveLength(38);
    // In the company it is the new year already.
    expect(await other.database.ruleVersions.distinct('from')).toEqual(['2027-01-01']);
    await other.close();
  });

  test('shows each rule with its place and since when it holds', async () => {
    const sales = ruleSetViewSchema.parse((await office.chen.get('/rule-sets/sales')).body);
    expect(sales).toMatchObject({ number: 1, newest: 1, publishedBy: null });
    expect(sales.rules).toContainEqual({ id: 'reporting_daily_report', version: 1, from: '2026-01-01' });
    const report = ruleViewSchema.parse((await office.chen.get('/rules/reporting_daily_report')).body);
    expect(report).toMatchObject({
      name: '日报',
      department: { id: 'sales', name: '销售' },
      area: { id: 'reporting', name: '汇报' },
      keyResult: { id: 'reporting_day', weight: 5000 },
      versions: [{ version: 1, from: '2026-01-01', to: null, holds: 'now' }],
    });
  });

  test('what is not there is not found', async () => {
    expect(refusal(await office.chen.get('/rule-sets/nothing'))).toBe('404 unknown_rule_set');
    expect(refusal(await office.chen.get('/rule-sets/sales?number=99'))).toBe('404 unknown_rule_set');
    expect(refusal(await office.chen.get('/rule-sets/nothing/versions'))).toBe('404 unknown_rule_set');
    expect(refusal(await office.chen.get('/rules/nothing'))).toBe('404 unknown_rule');
    expect(refusal(await office.li.get('/rule-sets/sales/draft'))).toBe('404 unknown_rule_draft');
    expect(refusal(await office.li.delete('/rule-sets/sales/draft'))).toBe('404 unknown_rule_draft');
    expect(refusal(await office.publish('sales', 1))).toBe('404 unknown_rule_draft');
  });
});

describe('a draft', () => {
  test('begins from what is published, from an earlier one, or empty', async () => {
    const sales = await office.begin('sales');
    expect(sales).toMatchObject({ base: 1, newest: 1, version: 1, faults: [], savedBy: { name: '李敏' } });
    expect(sales.ruleSet.areas).toHaveLength(5);
    expect(refusal(await office.li.post('/rule-sets/sales/draft', { from: 'published' }))).toBe(
      '409 rule_draft_exists',
    );
    const service1 = await office.begin('customer_service', { from: 'published', number: 1 });
    expect(service1.base).toBe(1);
    const empty = await office.begin('finance', { from: 'empty', name: '财务' });
    expect(empty).toMatchObject({ base: null, newest: null, department: { id: 'finance', name: '财务' } });
    expect(empty.faults.map(({ path, code }) => `${path} ${code}`)).toEqual(['areas too_few']);

    const { items } = ruleSetListSchema.parse((await office.chen.get('/rule-sets')).body);
    expect(items.filter(({ draft }) => draft !== null).map(({ department }) => department.id)).toEqual([
      'sales',
      'customer_service',
      'finance',
    ]);
    expect(refusal(await office.li.post('/rule-sets/hr/draft', { from: 'published' }))).toBe(
      '404 unknown_rule_set',
    );
  });

  test('is kept as it is written, faults and all, and says them in the language of the request', async () => {
    const content = ruleSet('unfinished', [count('unfinished_rule', { points: 0 })], null);
    const kept = await office.write('unfinished', content);
    expect(kept.version).toBe(2);
    const read = ruleDraftViewSchema.parse((await office.li.get('/rule-sets/unfinished/draft')).body);
    expect(read.ruleSet).toEqual(content);
    expect(read.faults).toEqual([
      {
        path: 'areas.0.processes.0.keyResults.0.weight',
        code: 'wrong_type',
        message: '类型不对，应为数字。',
      },
      {
        path: 'areas.0.processes.0.keyResults.0.rules.0.points',
        code: 'points_are_zero',
        message: '不能是 0：请填写正数（加分）或负数（扣分）。',
      },
    ]);
    const english = await office.li.get('/rule-sets/unfinished/draft', { 'Accept-Language': 'en' });
    expect(ruleDraftViewSchema.parse(english.body).faults[0]?.message).toBe('This has to be a number.');
  });

  test('is changed only by those who saw how it stands', async () => {
    const { version, ruleSet: content } = await office.begin('sales');
    const put = () => office.li.put('/rule-sets/sales/draft', { version, ruleSet: content });
    const answers = await Promise.all([put(), put()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(refusal(await put())).toBe('412 stale');
    expect(refusal(await office.publish('sales', version))).toBe('412 stale');
  });

  test('is thrown away', async () => {
    await office.begin('sales');
    expect((await office.li.delete('/rule-sets/sales/draft')).status).toBe(204);
    expect(refusal(await office.li.get('/rule-sets/sales/draft'))).toBe('404 unknown_rule_draft');
  });

  test.each([
    ['no rule set at all', []],
    ['deeper than a rule', ruleSet('a', [{ id: 'a', name: 'a', due: { a: { b: { c: 1 } } } }])],
    ['a field that the database would act on', ruleSet('a', [{ id: 'a', name: 'a', $where: '1' }])],
    ['more than 100 areas', { ...ruleSet('a', []), areas: Array(101).fill(ruleSet('a', []).areas[0]) }],
  ])('that is %s is refused, and nothing is kept', async (_what, content) => {
    const { version } = await office.begin('sales');
    const before = await everything(service.database);
    const answer = await office.li.put('/rule-sets/sales/draft', { version, ruleSet: content });
    expect(refusal(answer)).toBe('422 invalid_request');
    expect(await everything(service.database)).toEqual(before);
  });

  test('is for points managers alone, to write and to read', async () => {
    await office.begin('sales');
    for (const visitor of [office.chen, await service.as('admin')]) {
      const answers = [
        await visitor.get('/rule-sets/sales/draft'),
        await visitor.get('/rule-sets/sales/compare?from=1&to=draft'),
        await visitor.put('/rule-sets/sales/draft', { version: 1, ruleSet: ruleSet('sales', []) }),
        await visitor.post('/rule-sets/sales/draft', { from: 'published' }),
        await visitor.post('/rule-sets/sales/publish', { version: 1 }),
        await visitor.delete('/rule-sets/sales/draft'),
      ];
      expect(answers.map(refusal)).toEqual(answers.map(() => '403 not_allowed'));
    }
  });
});

describe('comparing', () => {
  test('says what is different between two numbers, and between one and the draft', async () => {
    await office.publishRules('compared', [count('compared_a'), count('compared_b')]);
    await office.publishRules('compared', [count('compared_a', { points: -80 }), count('compared_c')]);
    await office.write('compared', ruleSet('compared', [count('compared_a', { points: null })], 5000));
    const lines = async (query: string) => {
      const answer = await office.li.get(`/rule-sets/compared/compare?${query}`);
      return comparisonSchema
        .parse(answer.body)
        .changes.map(({ id, change, fields }) => [
          id,
          change,
          ...fields.map(({ field, from, to }) => `${field} ${from?.toString()} ${to?.toString()}`),
        ]);
    };
    expect(await lines('from=1&to=2')).toEqual([
      ['compared_a', 'changed', 'points -50 -80'],
      ['compared_c', 'added'],
      ['compared_b', 'removed'],
    ]);
    expect(await lines('from=2&to=1')).toEqual([
      ['compared_a', 'changed', 'points -80 -50'],
      ['compared_b', 'added'],
      ['compared_c', 'removed'],
    ]);
    expect((await lines('from=2&to=draft')).map(([id, change]) => `${id} ${change}`)).toEqual([
      'compared_result changed',
      'compared_a changed',
      'compared_c removed',
    ]);
    expect((await office.chen.get('/rule-sets/compared/compare?from=1&to=2')).status).toBe(200);
    expect(refusal(await office.li.get('/rule-sets/compared/compare?from=1&to=9'))).toBe(
      '404 unknown_rule_set',
    );
    expect(refusal(await office.li.get('/rule-sets/sales/compare?from=1&to=draft'))).toBe(
      '404 unknown_rule_draft',
    );
    expect(refusal(await office.li.get('/rule-sets/sales/compare?from=1&to=x'))).toBe('422 invalid_request');
  });
});
