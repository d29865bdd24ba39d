import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { itemListSchema, itemRuleListSchema, itemSchema, takenSchema } from '../../server/contract/items.ts';
import { demoStaffing } from '../../server/demo/staffing.ts';
import { createSettling } from '../../server/jobs/settling.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import { plantStaffing } from '../../server/store/change-staffing.ts';
import { everything, idOf, startService, type Service } from './service.ts';
import { problemIn, refusal, type Answer, type Visitor } from './visitor.ts';

let service: Service;
let li: Visitor;
let sun: Visitor;

beforeAll(async () => {
  service = await startService();
  const { database, clock } = service;
  await publishCatalogue(database, { now: clock.now().toISOString(), timeZone: 'Asia/Shanghai' });
  await plantStaffing(database, demoStaffing('2026-01-01'));
  li = await service.as('li');
  sun = await service.as('sun');
});
afterAll(() => service.close());

const log = pino({ level: 'silent' });

/** Settles everything that waits, as a worker does, at a moment of the company. */
async function settleAt(local: string): Promise<void> {
  service.clock.set(new Date(`${local}+08:00`).toISOString());
  await createSettling({ ...service, log })();
}

/** The ledger of a person within some days, as `day points reason`, sorted as text. */
async function ledgerOf(account: string, since: string, until = '9999'): Promise<string[]> {
  const entries = await service.database.ledger
    .find({ person: idOf(account), day: { $gte: since, $lte: until } })
    .toArray();
  return entries.map(({ day, points, reason }) => `${day} ${points} ${reason ?? ''}`).toSorted();
}

const taken = (answer: Answer) => {
  if (answer.status !== 200) throw new Error(answer.text);
  return takenSchema.parse(answer.body);
};
const faults = (answer: Answer) =>
  (problemIn(answer).faults ?? []).map(({ path, code }) => `${path} ${code}`);
const remove = (visitor: Visitor, id: string, reason = '重复录入') =>
  visitor.send('DELETE', `/items/${encodeURIComponent(id)}`, {
    body: JSON.stringify({ reason }),
    headers: {
      'Content-Type': 'application/json',
      'X-Requested-With': 'jifen',
      'Sec-Fetch-Site': 'same-origin',
    },
  });
const inquiry = (externalId: string, startedAt: string, doneAt?: string, person = 'feng') => ({
  rule: 'replies_of_day',
  externalId,
  person,
  startedAt,
  ...(doneAt === undefined ? {} : { doneAt }),
});
const order = (externalId: string, startedAt: string, doneAt?: string) => ({
  ...inquiry(externalId, startedAt, doneAt, 'zhou'),
  rule: 'purchasing_shipping',
});
const minute = (count: number) =>
  `2026-01-06T${10 + Math.floor(count / 60)}:${String(count % 60).padStart(2, '0')}`;

describe('worked examples, from the API to the ledger', () => {
  test('replies of a day: 40 inquiries, 3 of them after 31 min, the rest in 30:00', async () => {
    await settleAt('2026-01-07T09:00');
    const items = Array.from({ length: 40 }, (_, index) =>
      inquiry(`Q${index}`, `${minute(index)}:00`, `${minute(index + (index < 3 ? 31 : 30))}:00`),
    );
    expect(taken(await li.post('/items/batch', { items }))).toMatchObject({ added: 40 });
    await settleAt('2026-01-07T09:00');
    const breach = '2026-01-06 -10 breach';
    expect(await ledgerOf('feng', '2026-01-06')).toEqual([
      breach,
      breach,
      breach,
      '2026-01-06 30 day_in_order',
    ]);
  });

  test('a correction that comes late is answered by a reversal and what is right instead', async () => {
    const corrected = inquiry('Q0', '2026-01-06T10:00', '2026-01-06T10:30');
    expect(taken(await li.post('/items', corrected))).toMatchObject({ corrected: 1 });
    await settleAt('2026-01-08T09:00');
    expect(await ledgerOf('feng', '2026-01-08')).toEqual(['2026-01-08 10 reversed']);
    const late = inquiry('Q1', '2026-01-06T10:01');
    expect(taken(await li.post('/items', late))).toMatchObject({ corrected: 1 });
    await settleAt('2026-01-09T09:00');
    expect(await ledgerOf('feng', '2026-01-09')).toEqual(['2026-01-09 -30 reversed']);
    taken(await li.post('/items', inquiry('Q1', '2026-01-06T10:01', '2026-01-06T10:32')));
    await settleAt('2026-01-09T10:00');
    expect(await ledgerOf('feng', '2026-01-06')).toEqual(
      [
        ...['2026-01-06 -10 breach', '2026-01-06 -10 breach', '2026-01-06 -10 breach'],
        ...['2026-01-06 30 day_in_order', '2026-01-06 30 day_in_order'],
        ...['2026-01-08 10 reversed', '2026-01-09 -30 reversed'],
      ].toSorted(),
    );
  });

  test('purchasing of a day: in time until the cutoff, the next day, a minute late', async () => {
    await settleAt('2026-01-16T09:00');
    const items = [
      order('A', '2026-01-12T16:30:00', '2026-01-12T23:50'),
      order('B', '2026-01-13T16:31', '2026-01-14T12:00'),
      order('C', '2026-01-14T16:31', '2026-01-15T12:01'),
      { ...order('D', '2026-01-15T16:31', '2026-01-16T08:00'), category: '标签产品' },
    ];
    taken(await li.post('/items/batch', { items }));
    await settleAt('2026-01-16T11:00');
    expect(await ledgerOf('zhou', '2026-01-12')).toEqual([
      '2026-01-12 30 day_in_order',
      '2026-01-13 30 day_in_order',
    ]);
    await settleAt('2026-01-17T00:00');
    expect(await ledgerOf('zhou', '2026-01-15')).toEqual(['2026-01-15 30 day_in_order']);
  });

  test('product A: on time 500; two days late −100 and no 500; open, 50 more with every day', async () => {
    const product = { rule: 'delivery_product_a_in_time', externalId: 'A公司', person: 'feng' };
    await settleAt('2026-07-21T09:00');
    taken(await li.post('/items', { ...product, startedAt: '2026-07-01T09:00', doneAt: '2026-07-20T23:59' }));
    await settleAt('2026-07-21T09:00');
    expect(await ledgerOf('feng', '2026-07-01')).toEqual(['2026-07-20 500 in_time']);
    await settleAt('2026-07-22T10:00');
    taken(await li.post('/items', { ...product, startedAt: '2026-07-01T09:00', doneAt: '2026-07-22T00:01' }));
    await settleAt('2026-07-22T10:00');
    const lines = [
      '2026-07-20 500 in_time',
      '2026-07-21 -50 day_late',
      '2026-07-22 -50 day_late',
      '2026-07-22 -500 reversed',
    ];
    expect(await ledgerOf('feng', '2026-07-01')).toEqual(lines.toSorted());
    taken(await li.post('/items', { ...product, startedAt: '2026-07-01T09:00' }));
    await settleAt('2026-07-22T10:00');
    expect(await ledgerOf('feng', '2026-07-23')).toEqual([]);
    await settleAt('2026-07-24T00:00');
    await settleAt('2026-07-25T00:00');
    expect(await ledgerOf('feng', '2026-07-23')).toEqual([
      '2026-07-23 -50 day_late',
      '2026-07-24 -50 day_late',
      '2026-07-25 -50 day_late',
    ]);
    taken(await li.post('/items', { ...product, startedAt: '2026-07-01T09:00', doneAt: '2026-07-24T10:00' }));
    await settleAt('2026-07-25T00:00');
    expect(await ledgerOf('feng', '2026-07-25')).toEqual([
      '2026-07-25 -50 day_late',
      '2026-07-25 50 reversed',
    ]);
  });
});

describe('taking in', () => {
  const many = (count: number, change: (index: number) => object = () => ({})) =>
    Array.from({ length: count }, (_, index) => ({
      ...inquiry(`M${index}`, '2026-03-02T10:00', '2026-03-02T10:10'),
      ...change(index),
    }));

  test('a batch has at most 5,000 items', async () => {
    service.clock.set('2026-07-30T01:00:00.000Z');
    const before = await everything(service.database);
    const answer = await li.post('/items/batch', { items: many(5_001) });
    expect(refusal(answer)).toBe('422 invalid_request');
    expect(faults(answer)).toEqual(['items too_many']);
    expect(await everything(service.database)).toEqual(before);
    expect(taken(await li.post('/items/batch', { items: many(5_000) }))).toMatchObject({ added: 5_000 });
    expect(taken(await li.post('/items/batch', { items: many(5_000) }))).toMatchObject({
      added: 0,
      unchanged: 5_000,
    });
    await settleAt('2026-07-30T10:00');
    expect(await ledgerOf('feng', '2026-03-02', '2026-03-02')).toEqual(['2026-03-02 30 day_in_order']);
  });

  test('a batch is taken whole or not at all, and everything that is wrong is named by line and field', async () => {
    const before = await everything(service.database);
    const item = inquiry('W', '2026-03-03T10:00');
    const answer = await li.post('/items/batch', {
      items: [
        { ...item, externalId: 'W0' },
        { ...item, externalId: 'W1', rule: 'no_such_rule' },
        { ...item, externalId: 'W2', rule: 'replies_customer_guided' },
        { ...item, externalId: 'W3', person: 'nobody' },
        { ...item, externalId: 'W4', doneAt: '2026-03-03T09:59:59' },
        { ...item, externalId: 'W5', startedAt: '2026-02-30T10:00', colour: 'red' },
        { ...item, externalId: 'W6', startedAt: '2026-02-30T10:00', dueAt: '2026-03-04', fen: 5 },
        { ...item, externalId: 'W7', person: 'zhou' },
        { ...item, externalId: 'W8', startedAt: '2025-12-31T10:00' },
        { ...item, externalId: 'W9', doneAt: '2026-08-01T10:00' },
        { ...item, externalId: 'W0' },
        { ...item, externalId: '', startedAt: undefined },
        'a text',
        { ...item, externalId: 'WA', startedAt: undefined, person: 'li' },
      ],
    });
    expect(faults(answer)).toEqual([
      'items.1.rule unknown_rule',
      'items.2.rule rule_takes_no_items',
      'items.3.person unknown_person',
      'items.4.doneAt done_before_started',
      'items.5.colour unknown_field',
      'items.6.dueAt not_used_by_rule',
      'items.6.fen not_used_by_rule',
      'items.6.startedAt no_such_moment',
      'items.7.person not_in_position',
      'items.8.startedAt no_rule_on_day',
      'items.9.doneAt in_the_future',
      'items.10.externalId sent_twice',
      'items.11.externalId too_short',
      'items.12 wrong_type',
      'items.13.person own_items',
      'items.13.startedAt required',
    ]);
    expect(await everything(service.database)).toEqual(before);
  });

  test('moments are local ones of the company or instants with their zone', async () => {
    const items = [
      inquiry('Z0', '2026-03-04T10:00:05', '2026-03-04 10:05'),
      inquiry('Z1', '2026-03-04T02:00:00.250Z', '2026-03-04T03:05:00+01:00'),
    ];
    taken(await li.post('/items/batch', { items }));
    const found = await service.database.items.find({ externalId: /^Z/ }).sort({ _id: 1 }).toArray();
    expect(found.map(({ at, doneAt }) => `${at} ${doneAt ?? ''}`)).toEqual([
      '2026-03-04T02:00:05.000Z 2026-03-04T02:05:00.000Z',
      '2026-03-04T02:00:00.250Z 2026-03-04T02:05:00.000Z',
    ]);
  });

  test('an item that moves to another person and day leaves nothing behind where it was', async () => {
    taken(await li.post('/items', inquiry('V0', '2026-03-05T10:00', '2026-03-05T11:00')));
    await settleAt('2026-07-30T10:00');
    expect(await ledgerOf('feng', '2026-03-05', '2026-03-05')).toEqual([
      '2026-03-05 -10 breach',
      '2026-03-05 30 day_in_order',
    ]);
    taken(await li.post('/items', inquiry('V0', '2026-03-06T10:00', '2026-03-06T11:00', 'sun')));
    await settleAt('2026-07-30T10:00');
    expect(await ledgerOf('feng', '2026-07-30', '2026-07-30')).toEqual([
      '2026-07-30 -30 reversed',
      '2026-07-30 10 reversed',
    ]);
    expect(await ledgerOf('sun', '2026-03-05', '2026-03-06')).toEqual([
      '2026-03-06 -10 breach',
      '2026-03-06 30 day_in_order',
    ]);
  });

  test('what was said before stays to be read, and a removal is a correction with a reason', async () => {
    expect((await remove(li, 'replies_of_day/V0', '客户重复咨询')).status).toBe(204);
    expect((await remove(li, 'replies_of_day/V0')).status).toBe(204);
    const answer = await li.get(`/items/${encodeURIComponent('replies_of_day/V0')}`);
    const item = itemSchema.parse(answer.body);
    expect(item).toMatchObject({ revision: 3, removed: true, reason: '客户重复咨询', day: '2026-03-06' });
    expect(item.earlier.map(({ revision, person, day }) => `${revision} ${person.name} ${day}`)).toEqual([
      '1 冯洁 2026-03-05',
      '2 孙丽 2026-03-06',
    ]);
    await settleAt('2026-07-30T10:00');
    expect(await ledgerOf('sun', '2026-07-30')).toEqual([
      '2026-07-30 -30 reversed',
      '2026-07-30 10 reversed',
    ]);
    const again = inquiry('V0', '2026-03-06T10:00', '2026-03-06T11:00', 'sun');
    expect(taken(await li.post('/items', again))).toMatchObject({ removed: 1, corrected: 0 });
  });

  test('money that falls due is entered for the rule that collects it', async () => {
    const due = {
      rule: 'collections_target',
      externalId: 'R1',
      person: 'wu',
      dueAt: '2026-05-20',
      fen: 10_000,
    };
    expect(faults(await li.post('/items', { ...due, fen: undefined }))).toEqual(['fen required']);
    expect(
      faults(await li.post('/items', { ...due, category: '标签', startedAt: '2026-05-01T10:00' })),
    ).toEqual(['startedAt not_used_by_rule', 'category not_used_by_rule']);
    expect(taken(await li.post('/items', due))).toMatchObject({ added: 1 });
    const tally = await service.database.tallies.findOne({
      person: idOf('wu'),
      rule: due.rule,
      to: '2026-05-31',
    });
    expect(tally).toMatchObject({ from: '2026-05-01', settleAt: service.clock.now().toISOString() });
    await settleAt('2026-07-30T10:00');
    expect((await service.database.tallies.findOne({ _id: tally?._id ?? '' }))?.settleAt).toBeNull();
  });
});

describe('a sheet', () => {
  const header = '规则,编号,账号,开始时间,完成时间,类别,到期日,金额';
  const upload = (text: string | Uint8Array<ArrayBuffer>, name = 'items.csv', visitor = li) =>
    visitor.send('POST', `/items/upload?name=${encodeURIComponent(name)}`, {
      body: text,
      headers: { 'X-Requested-With': 'jifen', 'Sec-Fetch-Site': 'same-origin' },
    });

  test('is taken line by line, with rules by name or id and money in yuan', async () => {
    const lines = [
      header,
      '当日咨询全部答复,S1,feng,2026-05-06 10:00,2026/5/6 10:20,,,',
      'purchasing_shipping,S2,周婷,2026-05-06T16:40,,标签产品,,',
      '',
      'collections_target,S3,wu,,,,2026-05-20,"¥1,234.50"',
    ];
    expect(taken(await upload(lines.join('\n')))).toMatchObject({ added: 3 });
    const found = await service.database.items.find({ externalId: /^S/ }).sort({ externalId: 1 }).toArray();
    expect(found.map(({ at, doneAt, category, fen }) => [at, doneAt, category, fen])).toEqual([
      ['2026-05-06T02:00:00.000Z', '2026-05-06T02:20:00.000Z', null, null],
      ['2026-05-06T08:40:00.000Z', null, '标签产品', null],
      ['2026-05-20T15:59:59.999Z', null, null, 123_450],
    ]);
  });

  test('is taken whole or not at all, and its faults are named by the line of the file', async () => {
    const lines = [
      header,
      '当日咨询全部答复,T1,feng,2026-05-06 10:00,,,,',
      '',
      '没有的规则,T2,feng,2026-05-06 10:00,,,,',
      '当日咨询全部答复,T1,feng,明天,,,,12.345',
    ];
    const answer = await upload(lines.join('\n'));
    expect(faults(answer)).toEqual(['lines.4.rule unknown_rule', 'lines.5.fen wrong_type']);
    expect(await service.database.items.countDocuments({ externalId: /^T/ })).toBe(0);
  });

  test('that is none is refused', async () => {
    expect(refusal(await upload(''))).toBe('422 spreadsheet_empty');
    expect(refusal(await upload(`${header}\n`))).toBe('422 spreadsheet_empty');
    expect(refusal(await upload('a,b\n1,2'))).toBe('422 spreadsheet_no_header');
    expect(refusal(await upload(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'x.xlsx'))).toBe(
      '415 spreadsheet_not_readable',
    );
    expect(refusal(await upload('x'.repeat(6_000_000)))).toBe('413 spreadsheet_too_large');
    const many = Array.from(
      { length: 5_001 },
      (_, index) => `当日咨询全部答复,U${index},feng,2026-05-06 10:00,,,,`,
    );
    expect(refusal(await upload([header, ...many].join('\n')))).toBe('422 spreadsheet_too_many_rows');
    const feng = await service.as('feng');
    expect(refusal(await upload(header, 'items.csv', feng))).toBe('403 not_allowed');
  });
});

describe('who', () => {
  test('a leader records for the people of the departments that they lead, never for themselves', async () => {
    service.clock.set('2026-07-30T02:00:00.000Z');
    expect(taken(await sun.post('/items', inquiry('L0', '2026-04-01T10:00')))).toMatchObject({ added: 1 });
    const own = inquiry('L1', '2026-04-01T10:00', undefined, 'sun');
    expect(faults(await sun.post('/items', own))).toEqual(['person own_items']);
    const others = order('L2', '2026-04-01T10:00');
    expect(faults(await sun.post('/items', others))).toEqual(['person not_your_department']);
    taken(await li.post('/items', inquiry('L3', '2026-04-01T10:00', undefined, 'sun')));
    const taking = inquiry('L3', '2026-04-01T10:00');
    expect(faults(await sun.post('/items', taking))).toEqual(['externalId item_of_others']);
    expect(refusal(await remove(sun, 'replies_of_day/L3'))).toBe('403 own_work');
    expect(refusal(await remove(sun, 'purchasing_shipping/A'))).toBe('404 unknown_item');
    expect((await remove(sun, 'replies_of_day/L0')).status).toBe(204);
  });

  test('everybody reads those whose points they see', async () => {
    const feng = await service.as('feng');
    const people = async (visitor: Visitor) => {
      const { items } = itemListSchema.parse((await visitor.get('/items?limit=200&from=2026-03-03')).body);
      return [...new Set(items.map(({ person }) => person.name))].toSorted();
    };
    expect(await people(feng)).toEqual(['冯洁']);
    expect(await people(sun)).toEqual(['冯洁', '孙丽'].toSorted());
    expect(await people(li)).toEqual(['冯洁', '吴凯', '周婷', '孙丽'].toSorted());
    expect(refusal(await feng.post('/items', inquiry('N', '2026-04-01T10:00')))).toBe('403 not_allowed');
    const foreign = `/items/${encodeURIComponent('replies_of_day/L3')}`;
    expect(refusal(await feng.get(foreign))).toBe('404 unknown_item');
  });
});

describe('the list', () => {
  test('is asked by rule, person and days, newest first, each item once', async () => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const path = `/items?rule=replies_of_day&person=${idOf('feng')}&from=2026-01-06&to=2026-01-06&limit=15${cursor}`;
      const page = itemListSchema.parse((await li.get(path)).body);
      ids.push(...page.items.map(({ externalId }) => externalId));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
    expect(ids[0]).toBe('Q39');
  });

  test('says until when each was in time, and which are late', async () => {
    service.clock.set('2026-07-30T02:00:00.000Z');
    const shown = async (id: string) => {
      const { due, late } = itemSchema.parse((await li.get(`/items/${encodeURIComponent(id)}`)).body);
      return `${due ?? ''} ${String(late)}`;
    };
    expect(await shown('purchasing_shipping/B')).toBe('2026-01-14T04:00:00.000Z false');
    expect(await shown('purchasing_shipping/C')).toBe('2026-01-15T04:00:00.000Z true');
    expect(await shown('replies_of_day/Z0')).toBe('2026-03-04T02:30:05.000Z false');
    expect(await shown('replies_of_day/L3')).toBe('2026-04-01T02:30:00.000Z true');
    expect(await shown('delivery_product_a_in_time/A公司')).toBe('2026-07-20T15:59:59.999Z true');
    expect(await shown('collections_target/R1')).toBe('2026-05-20T15:59:59.999Z false');
  });

  test('names the rules that take items today', async () => {
    const { items } = itemRuleListSchema.parse((await li.get('/items/rules')).body);
    expect(items.map(({ id, type }) => `${id} ${type}`)).toContain('replies_of_day item');
    expect(items.find(({ id }) => id === 'purchasing_shipping')?.categories).toHaveLength(1);
    expect(items.find(({ type }) => type === 'receivable')?.id).toBe('collections_target');
  });
});
