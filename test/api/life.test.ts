import { afterAll, beforeAll, expect, test } from 'vitest';
import { pino } from 'pino';
import { diagramSchema, instanceSchema } from '../../server/contract/instances.ts';
import { balanceListSchema, entryListSchema } from '../../server/contract/ledger.ts';
import { whySchema } from '../../server/contract/why.ts';
import {
  dashboardSchema,
  inboxSchema,
  myWorkSchema,
  notificationListSchema,
} from '../../server/contract/work.ts';
import { createOutboxRelay } from '../../server/jobs/outbox-relay.ts';
import { beginProject, evidence, sendEvent, take } from './projects.ts';
import { idOf, startService, type Service } from './service.ts';
import type { Visitor } from './visitor.ts';

let service: Service;
let li: Visitor;
let wang: Visitor;
let instance: string;

beforeAll(async () => {
  service = await startService();
  li = await service.as('li');
  wang = await service.as('wang');
  instance = await beginProject({ owner: li, leader: wang }, { owner: 'li', leader: 'wang' });
});
afterAll(() => service.close());

test('the owner sees what is owed, with the draft, and the leader nothing yet', async () => {
  await li.put(`/instances/${instance}/milestones/plan/draft`, { evidence: { text: '还没写完' } });
  const work = myWorkSchema.parse((await li.get('/my-work')).body);
  expect(work.items.map(({ kind, milestone }) => [kind, milestone?.id])).toEqual([['hand_in', 'plan']]);
  expect(work.items[0]?.draftSavedAt).not.toBeNull();
  expect(work.items[0]?.due).toBe('2026-01-31T15:59:59.999Z');
  expect(inboxSchema.parse((await wang.get('/inbox')).body).items).toEqual([]);
});

test('what was handed in, returned, handed in again and accepted is shown round by round', async () => {
  await take(li, instance, { type: 'SUBMIT', milestone: 'plan', evidence });
  const inbox = inboxSchema.parse((await wang.get('/inbox')).body);
  expect(inbox.items.map(({ kind, milestone }) => [kind, milestone?.submissions.length])).toEqual([
    ['decide', 1],
  ]);
  await take(wang, instance, { type: 'RETURN', milestone: 'plan', reason: '请补充预算' });
  service.clock.set('2026-02-03T01:00:00.000Z');
  await take(li, instance, { type: 'SUBMIT', milestone: 'plan', evidence });
  await take(wang, instance, { type: 'ACCEPT', milestone: 'plan', comment: '很好' });

  const view = instanceSchema.parse((await li.get(`/instances/${instance}`)).body);
  const rounds = view.milestones[0]?.submissions.map(({ round, late, decision }) => [
    round,
    late,
    decision?.type,
    decision?.text,
  ]);
  expect(rounds).toEqual([
    [1, false, 'RETURN', '请补充预算'],
    [2, true, 'ACCEPT', '很好'],
  ]);
  expect(view.standing).toEqual({ awarded: 800, open: 1200, forfeited: 0 });
  expect(view.history.map(({ type, by }) => [type, by?.name ?? null])).toContainEqual(['DUE', null]);
  expect(view.offers).toContainEqual({ type: 'SUBMIT', milestone: 'trial' });
});

test('a draft is gone once its milestone was handed in', async () => {
  const { body } = await li.get(`/instances/${instance}/milestones/plan/draft`);
  expect(body).toEqual({ evidence: null, savedAt: null });
});

test('the ledger says why the points are there', async () => {
  const { items } = entryListSchema.parse((await li.get('/ledger/entries')).body);
  expect(items.map(({ id, points, title }) => [id, points, title])).toEqual([
    [`${instance}/plan/award/1`, 800, '导入积分管理'],
  ]);
  const why = whySchema.parse(
    (await li.get(`/ledger/entries/${encodeURIComponent(items[0]?.id ?? '')}`)).body,
  );
  expect(why.basis).toMatchObject({
    of: 'milestone',
    split: { total: 2000, weight: 4000, points: 800 },
    submission: { round: 2, late: true, decision: { type: 'ACCEPT' } },
  });
  expect(why.transition).toMatchObject({ event: 'ACCEPT', from: 'submitted', to: 'accepted', text: '很好' });
  expect(why.reversedBy).toBeNull();
});

test('reopening answers the entry with a reversal that the way back knows of', async () => {
  await take(wang, instance, { type: 'REOPEN', milestone: 'plan', reason: '数据有误', due: '2026-02-20' });
  const why = whySchema.parse(
    (await wang.get(`/ledger/entries/${encodeURIComponent(`${instance}/plan/award/1`)}`)).body,
  );
  expect(why.reversedBy).toBe(`${instance}/plan/reverse/1`);
  const { items } = balanceListSchema.parse((await li.get('/ledger/balances')).body);
  expect(items.find(({ person }) => person.id === idOf('li'))).toMatchObject({ points: 0, entries: 2 });
  await take(li, instance, { type: 'SUBMIT', milestone: 'plan', evidence });
  await take(wang, instance, { type: 'ACCEPT', milestone: 'plan' });
});

test('the dashboard sums up what the caller may see', async () => {
  await take(li, instance, {
    type: 'SUBMIT',
    milestone: 'trial',
    evidence: { ...evidence, value: 5, list: ['采购', '仓库', '销售', '客服', '总经办'] },
  });
  const dashboard = dashboardSchema.parse((await wang.get('/dashboard')).body);
  expect(dashboard.standing).toEqual({ total: 2000, awarded: 800, waiting: 600, open: 1200, forfeited: 0 });
  expect(dashboard.waiting.map(({ milestone }) => milestone?.id)).toEqual(['trial']);
  expect(dashboard.people[0]).toMatchObject({ name: '李敏', department: '总经办', points: 800, open: 1200 });
  expect(dashboard.departments[0]).toMatchObject({ name: '总经办', points: 800, open: 1200 });
  const chen = dashboardSchema.parse((await (await service.as('chen')).get('/dashboard')).body);
  expect(chen.projects).toEqual([]);
  expect(chen.people.map(({ name }) => name)).toEqual(['陈志强']);
});

test('the diagram lights the present state and the way that was taken', async () => {
  const life = diagramSchema.parse((await li.get(`/instances/${instance}/diagram`)).body);
  expect(life.nodes.filter(({ current }) => current).map(({ state }) => state)).toEqual(['life.active']);
  expect(life.edges.filter(({ taken }) => taken).map(({ events }) => events)).toEqual([
    ['SUBMIT_PLAN'],
    ['ACCEPT_PLAN'],
    ['START', 'START_DUE'],
  ]);
  const plan = diagramSchema.parse((await wang.get(`/instances/${instance}/diagram?milestone=plan`)).body);
  expect(plan.nodes.filter(({ current }) => current).map(({ state }) => state)).toEqual(['accepted']);
  expect(plan.nodes.filter(({ visited }) => !visited).map(({ state }) => state)).toEqual([
    'open.overdue',
    'rejected',
  ]);
  expect(plan.edges.filter(({ possible }) => possible).map(({ events }) => events)).toEqual([['REOPEN']]);
  expect(plan.edges.find(({ id }) => id === 'returned.inTime>returned.overdue')?.taken).toBe(true);
  for (const { points } of plan.edges) expect(points.length).toBeGreaterThan(1);
});

test('the same command sent twice is carried out once and answered alike', async () => {
  const trial = { type: 'WITHDRAW', milestone: 'trial', commandId: 'withdraw-only-once' };
  const first = await li.post(`/instances/${instance}/events`, trial);
  const again = await li.post(`/instances/${instance}/events`, trial);
  expect(first.body).toMatchObject({ replayed: false });
  expect(again.body).toEqual({ ...Object(first.body), replayed: true });
});

test('who saw an older version is told so', async () => {
  const { headers } = await wang.get(`/instances/${instance}`);
  const etag = headers.get('ETag') ?? '';
  await take(wang, instance, { type: 'SUSPEND', reason: '暂停一周' });
  const late = await sendEvent(wang, instance, { type: 'RESUME' }, { 'If-Match': etag });
  expect(late.status).toBe(412);
  expect(late.body).toMatchObject({ code: 'stale' });
  const { headers: fresh } = await wang.get(`/instances/${instance}`);
  const now = await sendEvent(wang, instance, { type: 'RESUME' }, { 'If-Match': fresh.get('ETag') ?? '' });
  expect(now.status).toBe(200);
});

test('notifications come newest first and can be marked as read', async () => {
  await createOutboxRelay({
    database: service.database,
    clock: service.clock,
    log: pino({ level: 'silent' }),
  })();
  const list = notificationListSchema.parse((await li.get('/notifications?limit=3')).body);
  expect(list.items.map(({ message }) => message)[0]).toBe('project_resumed');
  expect(list.unread).toBeGreaterThan(3);
  const next = notificationListSchema.parse(
    (await li.get(`/notifications?limit=3&cursor=${list.next}`)).body,
  );
  expect(next.items.map(({ id }) => id)).not.toContain(list.items[2]?.id);
  const one = await li.post('/notifications/read', { ids: [list.items[0]?.id] });
  expect(one.body).toEqual({ unread: list.unread - 1 });
  const all = await li.post('/notifications/read', {});
  expect(all.body).toEqual({ unread: 0 });
});
