import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pino } from 'pino';
import { entryListSchema, type Entry } from '../../server/contract/ledger.ts';
import { outcomeSchema } from '../../server/contract/instances.ts';
import { whySchema, type Why } from '../../server/contract/why.ts';
import { demoStaffing } from '../../server/demo/staffing.ts';
import { createSettling } from '../../server/jobs/settling.ts';
import { dutyDefinitionSchema } from '../../workflows/rule-definition.ts';
import { plantStaffing } from '../../server/store/change-staffing.ts';
import { take } from './projects.ts';
import { idOf, startService, type Service } from './service.ts';
import { refusal, type Visitor } from './visitor.ts';

let service: Service;
let li: Visitor;
let wu: Visitor;
let qian: Visitor;

beforeAll(async () => {
  service = await startService();
  await plantStaffing(service.database, demoStaffing('2026-01-01'));
  [li, wu, qian] = [await service.as('li'), await service.as('wu'), await service.as('qian')];
});
afterAll(() => service.close());

const log = pino({ level: 'silent' });
const at = (local: string) => service.clock.set(new Date(`${local}+08:00`).toISOString());
const settle = () => createSettling({ ...service, log })();

async function entriesOf(visitor: Visitor, account: string, rule: string): Promise<Entry[]> {
  const answer = await visitor.get(`/ledger/entries?person=${idOf(account)}&rule=${rule}`);
  return entryListSchema.parse(answer.body).items;
}
async function whyOf(visitor: Visitor, id: string | undefined): Promise<Why> {
  const answer = await visitor.get(`/ledger/entries/${encodeURIComponent(id ?? '')}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return whySchema.parse(answer.body);
}

/** A claim of one's own that the leader has accepted. */
async function accepted(rule: string, fact: object, text: string): Promise<string> {
  const body = { commandId: randomUUID(), rule, fact, evidence: { text } };
  const { instance } = outcomeSchema.parse((await wu.post('/claims', body)).body);
  await take(qian, instance, { type: 'ACCEPT_WORK' });
  return instance;
}

test('a penalty for a missed duty is nobody’s decision and says until when nothing was handed in', async () => {
  const rule = {
    kind: 'duty',
    id: 'reporting_daily_report',
    name: '日报',
    due: { every: 'day', by: '22:00' },
  };
  const definition = dutyDefinitionSchema.parse({
    kind: 'duty',
    version: 1,
    rule: { ...rule, points: 5, missed: -3 },
  });
  at('2026-01-06T09:00');
  const due = '2026-01-06T14:00:00.000Z';
  const people = [{ owner: idOf('zheng'), leader: idOf('qian') }];
  await service.runner.plan({ definition, period: { from: '2026-01-06', to: '2026-01-06' }, due, people });
  at('2026-01-07T09:00');
  await service.runner.closeDuties();

  const [entry] = await entriesOf(li, 'zheng', rule.id);
  expect(entry).toMatchObject({
    points: -3,
    title: '日报',
    milestone: null,
    rule: { id: rule.id, name: '日报', version: 1 },
    reason: 'duty_missed',
    decidedBy: null,
  });
  expect((await whyOf(li, entry?.id)).basis).toMatchObject({
    of: 'rule',
    rule: { points: 5, missed: -3 },
    place: { area: { id: 'reporting' } },
    period: { from: '2026-01-06', to: '2026-01-06' },
    sumBefore: null,
    facts: [{ type: 'duty', due, state: 'missed', round: null }],
    total: 1,
    others: [],
  });
});

test('a share of a target leads to every claim of the period and what was handed in with it', async () => {
  at('2026-01-08T10:00');
  const rule = 'existing_revisits_of_week';
  const claims = [
    await accepted(rule, { type: 'units', day: '2026-01-07', units: 4 }, '周三回访四家'),
    await accepted(rule, { type: 'units', day: '2026-01-08', units: 3 }, '周四回访三家'),
  ];
  at('2026-01-12T00:01');
  await settle();

  const [entry] = await entriesOf(wu, 'wu', rule);
  expect(entry).toMatchObject({ points: 35, day: '2026-01-11', decidedBy: null });
  const { basis, transition } = await whyOf(wu, entry?.id);
  expect(transition.event).toBe('SETTLE');
  if (basis.of !== 'rule') throw new Error('of no rule');
  expect(basis).toMatchObject({ period: { from: '2026-01-05', to: '2026-01-11' }, total: 2, others: [] });
  const found = basis.facts.map((fact) =>
    fact.type === 'claim' ? [fact.instance, fact.round?.evidence.text, fact.round?.decision?.by.name] : [],
  );
  expect(found.toSorted()).toEqual(
    [
      [claims[0], '周三回访四家', '钱晓雯'],
      [claims[1], '周四回访三家', '钱晓雯'],
    ].toSorted(),
  );
});

test('a claim that was reversed is no part of the sum that the next one stands on', async () => {
  const rule = 'existing_additional_orders';
  const money = (fen: number) => ({ type: 'money', day: '2026-01-12', fen });
  at('2026-01-12T09:00');
  const reversed = await accepted(rule, money(50_000), '一');
  const kept = await accepted(rule, money(60_000), '二');
  at('2026-01-12T10:00');
  await take(qian, reversed, { type: 'REVERSE_WORK', reason: '客户退单' });
  at('2026-01-12T11:00');
  const last = await accepted(rule, money(40_000), '三');

  const entries = await entriesOf(wu, 'wu', rule);
  expect(entries.map(({ points, reason }) => `${points} ${reason ?? ''}`)).toEqual([
    '50 steps',
    '-50 reversed',
    '50 steps',
  ]);
  const [newest, reversal] = entries;
  expect((await whyOf(wu, newest?.id)).basis).toMatchObject({
    sumBefore: 60_000,
    facts: [{ instance: last }],
    others: [{ instance: kept, acceptedAt: '2026-01-12T01:00:00.000Z' }],
  });
  expect(await whyOf(wu, reversal?.id)).toMatchObject({
    basis: { facts: [{ instance: reversed, state: 'reversed' }] },
    transition: { event: 'REVERSE_WORK', text: '客户退单' },
    reversedBy: null,
  });
});

test('points for an item show it as it stood then, and what took them back', async () => {
  const inquiry = (doneAt: string) => ({
    rule: 'replies_of_day',
    externalId: 'Q/1 号',
    person: 'feng',
    startedAt: '2026-01-13T10:00',
    doneAt,
  });
  at('2026-01-14T09:00');
  await li.post('/items', inquiry('2026-01-13T10:31'));
  await settle();
  at('2026-01-14T10:00');
  await li.post('/items', inquiry('2026-01-13T10:30'));
  await settle();

  const entries = await entriesOf(li, 'feng', 'replies_of_day');
  const breach = entries.find(({ reason }) => reason === 'breach');
  const reversal = entries.find(({ reversalOf }) => reversalOf === breach?.id);
  const item = { type: 'item', externalId: 'Q/1 号', dueAt: '2026-01-13T02:30:00.000Z' };
  expect(await whyOf(li, breach?.id)).toMatchObject({
    entry: { points: -10, day: '2026-01-13' },
    basis: { facts: [{ ...item, revision: 1, doneAt: '2026-01-13T02:31:00.000Z' }], total: 1 },
    reversedBy: reversal?.id,
  });
  expect(await whyOf(li, reversal?.id)).toMatchObject({
    entry: { points: 10, day: '2026-01-14' },
    basis: { facts: [{ ...item, revision: 2, doneAt: '2026-01-13T02:30:00.000Z' }] },
  });
});

test('everything collected leads to what fell due and what was collected', async () => {
  const rule = 'collections_target';
  at('2026-01-20T09:00');
  await li.post('/items', { rule, externalId: 'R1', person: 'wu', dueAt: '2026-01-20', fen: 10_000 });
  const claim = await accepted(rule, { type: 'money', day: '2026-01-20', fen: 10_000 }, '银行回单');
  at('2026-02-01T00:01');
  await settle();

  const [entry] = await entriesOf(wu, 'wu', rule);
  expect(entry).toMatchObject({ points: 100, day: '2026-01-31', reason: 'target_reached' });
  expect((await whyOf(wu, entry?.id)).basis).toMatchObject({
    facts: [
      { type: 'claim', instance: claim, round: { evidence: { text: '银行回单' } } },
      { type: 'item', externalId: 'R1', fen: 10_000, startedAt: null, dueAt: '2026-01-20T15:59:59.999Z' },
    ],
    total: 2,
  });
});

test('only who may see the points of a person may see why', async () => {
  const [entry] = await entriesOf(wu, 'wu', 'collections_target');
  const address = `/ledger/entries/${encodeURIComponent(entry?.id ?? '')}`;
  for (const account of ['zheng', 'sun']) {
    expect(refusal(await (await service.as(account)).get(address))).toBe('404 unknown_entry');
  }
  for (const account of ['qian', 'audit']) {
    expect((await (await service.as(account)).get(address)).status).toBe(200);
  }
});

test('a page of the ledger goes on after an entry with a long id', async () => {
  const externalId = '号'.repeat(200);
  at('2026-02-03T09:00');
  const startedAt = '2026-02-02T10:00';
  await li.post('/items', { rule: 'replies_of_day', externalId, person: 'feng', startedAt });
  await settle();
  const path = `/ledger/entries?person=${idOf('feng')}&limit=1`;
  let next: string | null = '';
  const seen: string[] = [];
  while (next !== null) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const page = entryListSchema.parse((await li.get(path + cursor)).body);
    seen.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  expect(new Set(seen).size).toBe(seen.length);
  const long = seen.find((id) => id.includes(externalId));
  expect((await whyOf(li, long)).basis).toMatchObject({ facts: [{ externalId, doneAt: null }] });
});
