import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ruleSetVersionsSchema, ruleSetViewSchema } from '../../server/contract/rules.ts';
import { newestRuleBook, readRuleBook } from '../../server/store/rule-book.ts';
import { count, duty, publishedLines, rulesOffice, ruleSet, type RulesOffice } from './rule-sets.ts';
import { idOf, startService, type Service } from './service.ts';
import { problemIn, refusal } from './visitor.ts';

let service: Service;
let office: RulesOffice;
let published: string[];

beforeAll(async () => {
  service = await startService();
  office = await rulesOffice(service);
  published = await publishedLines(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  await service.database.ruleDrafts.deleteMany({});
  service.clock.set('2026-07-15T01:00:00.000Z');
});

describe('publishing', () => {
  test('gives the next number, and new versions of the rules that changed, from where a period begins', async () => {
    await office.publishRules('research', [
      count('research_error'),
      duty('research_week', 'week'),
      duty('research_month', 'month'),
      duty('research_day', 'day'),
    ]);
    service.clock.set('2026-07-22T15:59:00.000Z');
    const second = await office.publishRules('research', [
      count('research_error', { points: -60 }),
      duty('research_week', 'week', { points: 6 }),
      duty('research_day', 'day'),
      count('research_idea', { points: 20 }),
    ]);

    expect(second).toMatchObject({ number: 2, from: '2026-07-22', wholeFrom: '2026-08-01' });
    expect(await office.versionsOf('research_error')).toEqual([
      '2 count 2026-07-22… now',
      '1 count 2026-07-15…2026-07-21 past',
    ]);
    expect(await office.versionsOf('research_week')).toEqual([
      '2 duty 2026-07-27… later',
      '1 duty 2026-07-20…2026-07-26 now',
    ]);
    expect(await office.versionsOf('research_month')).toEqual([
      '2 gone 2026-08-01… later',
      '1 duty 2026-08-01… never',
    ]);
  });

  test('never lets a version hold before the one that it follows, which may not have begun', async () => {
    await office.publishRules('moving', [duty('moving_duty', 'month')]);
    service.clock.set('2026-08-05T01:00:00.000Z');
    await office.publishRules('moving', [count('moving_duty')]);
    service.clock.set('2026-08-06T01:00:00.000Z');
    await office.publishRules('moving', [count('moving_duty', { points: -70 })]);

    expect(await office.versionsOf('moving_duty')).toEqual([
      '3 count 2026-09-01… later',
      '2 count 2026-09-01… never',
      '1 duty 2026-08-01…2026-08-31 now',
    ]);
  });

  test('takes back a rule that was gone, in the department that had it', async () => {
    await office.publishRules('again', [count('again_fault'), count('again_other')]);
    service.clock.set('2026-07-16T01:00:00.000Z');
    await office.publishRules('again', [count('again_other')]);
    service.clock.set('2026-07-18T01:00:00.000Z');
    await office.publishRules('again', [count('again_fault'), count('again_other')]);

    expect(await office.versionsOf('again_fault')).toEqual([
      '3 count 2026-07-18… now',
      '2 gone 2026-07-16…2026-07-17 past',
      '1 count 2026-07-15…2026-07-15 past',
    ]);
    const { items } = ruleSetVersionsSchema.parse((await office.chen.get('/rule-sets/again/versions')).body);
    expect(items.map(({ number, rules }) => ({ number, ...rules }))).toEqual([
      { number: 3, added: 1, changed: 0, removed: 0 },
      { number: 2, added: 0, changed: 0, removed: 1 },
      { number: 1, added: 2, changed: 0, removed: 0 },
    ]);
  });

  test('of other names alone changes no rule; a rule that moves to another area is a new version', async () => {
    const first = ruleSet('places', [count('places_a'), count('places_b')]);
    await office.publishSet('places', first);
    service.clock.set('2026-07-20T01:00:00.000Z');
    const named = { ...first, department: { id: 'places', name: '场所' } };
    expect(await office.publishSet('places', named, '改名')).toMatchObject({
      number: 2,
      note: '改名',
      publishedBy: { id: idOf('li'), name: '李敏' },
      publishedAt: '2026-07-20T01:00:00.000Z',
      from: '2026-07-20',
      wholeFrom: '2026-07-20',
    });
    expect(await office.versionsOf('places_b')).toHaveLength(1);

    const [stays] = ruleSet('places', [count('places_a')]).areas;
    const [other] = ruleSet('elsewhere', [count('places_b')]).areas;
    const moved = { ...named, areas: [stays, other] };
    await office.publishSet('places', moved);
    expect(await office.versionsOf('places_a')).toHaveLength(1);
    expect(await office.versionsOf('places_b')).toEqual([
      '3 count 2026-07-20… now',
      '1 count 2026-07-15…2026-07-19 past',
    ]);
    const book = await newestRuleBook(service.database);
    expect(book.version('places_b', '2026-07-19')?.area).toBe('places_area');
    expect(book.version('places_b', '2026-07-20')?.area).toBe('elsewhere_area');
  });

  test('twice at once gives one number', async () => {
    const { version } = await office.write('once', ruleSet('once', [count('once_rule')]));
    const answers = await Promise.all(Array.from({ length: 4 }, () => office.publish('once', version)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 404, 404, 404]);
    const { items } = ruleSetVersionsSchema.parse((await office.chen.get('/rule-sets/once/versions')).body);
    expect(items.map(({ number }) => number)).toEqual([1]);
    expect(await office.versionsOf('once_rule')).toHaveLength(1);
  });

  test('of two departments at once gives both theirs, but one rule to one of them alone', async () => {
    const departments = ['east', 'west', 'north'];
    const drafts = [];
    for (const department of departments) {
      const rules = [count(`${department}_rule`), ...(department === 'north' ? [] : [count('shared_rule')])];
      drafts.push(await office.write(department, ruleSet(department, rules)));
    }
    const answers = await Promise.all(
      drafts.map(({ department, version }) => office.publish(department.id, version)),
    );
    expect(answers.at(2)?.status).toBe(201);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused && problemIn(refused).faults).toMatchObject([
      { path: 'areas.0.processes.0.keyResults.0.rules.1.id', code: 'rule_id_taken' },
    ]);
  });

  test('of an id that another department has, or had, is refused where it stands', async () => {
    await office.publishRules('owner', [count('owner_kept'), count('owner_gone')]);
    await office.publishRules('owner', [count('owner_kept')]);
    const taken = ruleSet('thief', [count('owner_kept'), count('owner_gone')]);
    const area = { ...taken.areas[0], id: 'owner_area' };
    const { version, faults } = await office.write('thief', { ...taken, areas: [area] });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'areas.0.id rule_id_taken',
      'areas.0.processes.0.keyResults.0.rules.0.id rule_id_taken',
      'areas.0.processes.0.keyResults.0.rules.1.id rule_id_taken',
    ]);
    expect(faults[0]?.message).toBe('编号“owner_area”已经用在“owner”的规则里，请换一个。');
    expect(refusal(await office.publish('thief', version))).toBe('422 rule_set_not_ready');
  });

  test('under the id of another department, or of nothing new, is refused', async () => {
    const { version } = await office.write('named', ruleSet('sales', [count('named_rule')]));
    const answer = await office.publish('named', version);
    expect(problemIn(answer).faults).toMatchObject([{ path: 'department.id', code: 'department_differs' }]);
    const { version: unchanged } = await office.begin('sales');
    expect(refusal(await office.publish('sales', unchanged))).toBe('409 rule_set_unchanged');
  });

  test('leaves what was published before as it was, whatever is tried', async () => {
    for (const send of [office.li.put, office.li.patch]) {
      expect(refusal(await send('/rule-sets/sales', ruleSet('sales', [])))).toBe('404 not_found');
      expect(refusal(await send('/rules/reporting_daily_report', { points: 500 }))).toBe('404 not_found');
    }
    expect(refusal(await office.li.delete('/rule-sets/sales'))).toBe('404 not_found');
    const { ruleSet: sales } = await office.begin('sales');
    await office.publishSet('sales', { ...sales, areas: sales.areas.slice(1) });
    const first = ruleSetViewSchema.parse((await office.chen.get('/rule-sets/sales?number=1')).body);
    expect(first.ruleSet.areas).toHaveLength(5);
    expect(first.newest).toBe(2);
    expect((await publishedLines(service)).filter((line) => published.includes(line))).toHaveLength(
      published.length,
    );
  });
});

describe('the rule book', () => {
  test('says how a rule is on a day, where it lies, and which there have been', async () => {
    await office.publishRules('book', [count('book_a'), count('book_b')]);
    service.clock.set('2026-07-20T01:00:00.000Z');
    await office.publishRules('book', [count('book_a', { points: -90 })]);
    const book = await newestRuleBook(service.database);
    const on = (rule: string, day: string) => {
      const version = book.version(rule, day);
      return version?.rule.kind === 'count' ? `${version.version}: ${version.rule.points}` : undefined;
    };

    expect(['2026-07-14', '2026-07-15', '2026-07-19', '2026-07-20'].map((day) => on('book_a', day))).toEqual([
      undefined,
      '1: -50',
      '1: -50',
      '2: -90',
    ]);
    expect(['2026-07-19', '2026-07-20'].map((day) => on('book_b', day))).toEqual(['1: -50', undefined]);
    expect(book.rule('book_a', 2)).toMatchObject({ points: -90 });
    expect(book.rule('book_b', 2)).toBeUndefined();
    expect(book.place('book_b')).toEqual({
      department: { id: 'book', name: 'book' },
      area: { id: 'book_area', name: 'area' },
      process: { id: 'book_process', name: 'process' },
      keyResult: { id: 'book_result', name: 'result', weight: 10_000 },
    });
    expect(book.rules).toEqual(expect.arrayContaining(['book_a', 'book_b', 'purchasing_shipping']));
    expect(book.newest.find(({ department }) => department === 'book')?.number).toBe(2);
    expect(book.versionsOf('nothing')).toEqual([]);
  });

  test('is kept at hand, and read again only when something was published', async () => {
    const book = await newestRuleBook(service.database);
    expect(await readRuleBook(service.database)).toBe(book);
    expect(await newestRuleBook(service.database)).toBe(book);
    await office.publishRules('shelf', [count('shelf_rule')]);
    const next = await readRuleBook(service.database);
    expect(next.edition).toBe(book.edition + 1);
    expect(next.place('shelf_rule')?.department.id).toBe('shelf');
  });
});
