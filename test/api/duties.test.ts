import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DutyDefinition } from '../../workflows/rule-definition.ts';
import { decidedSchema } from '../../server/contract/decisions.ts';
import { fileSchema } from '../../server/contract/instances.ts';
import { ruleWorkListSchema, ruleWorkViewSchema } from '../../server/contract/rule-work.ts';
import { inboxSchema, myWorkSchema } from '../../server/contract/work.ts';
import { dutyIdOf } from '../../server/runner/planning.ts';
import { newestRuleBook } from '../../server/store/rule-book.ts';
import { sendEvent, take } from './projects.ts';
import { idOf, startService, type Service } from './service.ts';
import { refusal, type Visitor } from './visitor.ts';

const RULE = 'reporting_daily_report';
const MONDAY = '2026-01-12';
const TUESDAY = '2026-01-13';
const evidence = { text: '今日拜访三家客户' };
const OWNERS = ['wu', 'zheng'] as const;

let service: Service;
let wu: Visitor;
let zheng: Visitor;
let qian: Visitor;

/** Plans the daily report of a day, due at 22:00 in Shanghai. */
async function plan(day: string): Promise<void> {
  const known = (await newestRuleBook(service.database)).version(RULE, day);
  if (known?.rule.kind !== 'duty') throw new Error(`${RULE} is no duty`);
  const definition: DutyDefinition = { kind: 'duty', rule: known.rule, version: known.version };
  const people = OWNERS.map((account) => ({ owner: idOf(account), leader: idOf('qian') }));
  await service.runner.plan({
    definition,
    period: { from: day, to: day },
    due: `${day}T14:00:00.000Z`,
    people,
  });
}
const duty = (account: string, day: string) => dutyIdOf(RULE, idOf(account), day);
const dutyOf = async (visitor: Visitor, id: string) =>
  ruleWorkViewSchema.parse((await visitor.get(`/duties/${id}`)).body);

beforeAll(async () => {
  service = await startService();
  wu = await service.as('wu');
  zheng = await service.as('zheng');
  qian = await service.as('qian');
  service.clock.set(`${MONDAY}T09:00:00.000Z`);
  await plan(MONDAY);
});
afterAll(() => service.close());

test('a duty is owed, handed in with a file, and waits for the reviewer with what it gives', async () => {
  const id = duty('wu', MONDAY);
  const owed = myWorkSchema.parse((await wu.get('/my-work')).body).tasks;
  expect(owed).toMatchObject([
    {
      id,
      task: 'hand_in_duty',
      state: 'due',
      gives: 5,
      due: `${MONDAY}T14:00:00.000Z`,
      period: { from: MONDAY, to: MONDAY },
      rule: { id: RULE },
      place: { area: { id: 'reporting' } },
      last: null,
    },
  ]);
  const kept = await wu.send('POST', `/instances/${id}/files?name=report.txt`, {
    headers: { 'X-Requested-With': 'jifen', 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'text/plain' },
    body: '日报',
  });
  const file = fileSchema.parse(kept.body).id;
  const other = { ...evidence, files: ['a'.repeat(24)] };
  expect(refusal(await sendEvent(wu, id, { type: 'SUBMIT_WORK', evidence: other }))).toBe(
    '422 invalid_request',
  );
  expect(refusal(await sendEvent(wu, id, { type: 'SUBMIT_WORK', evidence: {} }))).toBe(
    '422 evidence_missing',
  );
  await take(wu, id, { type: 'SUBMIT_WORK', evidence: { ...evidence, files: [file] } });
  const { tasks } = inboxSchema.parse((await qian.get('/inbox')).body);
  expect(tasks).toMatchObject([
    { id, task: 'decide_duty', gives: 5, sum: null, last: { round: 1, files: [{ id: file }] } },
  ]);
});

test('what is returned waits for the owner again, with what to mend', async () => {
  const id = duty('wu', MONDAY);
  await take(qian, id, { type: 'RETURN_WORK', reason: '请补充客户名称' });
  const [task] = myWorkSchema.parse((await wu.get('/my-work')).body).tasks;
  expect(task).toMatchObject({ id, state: 'returned', mend: '请补充客户名称' });
  expect(task?.last?.decision).toMatchObject({ type: 'RETURN_WORK', by: { id: idOf('qian') } });
  await take(wu, id, { type: 'SUBMIT_WORK', evidence });
});

test('both are accepted in one go, and nobody accepts the own one', async () => {
  await take(zheng, duty('zheng', MONDAY), { type: 'SUBMIT_WORK', evidence });
  const accept = (instance: string) => ({
    instance,
    commandId: randomUUID(),
    event: { type: 'ACCEPT_WORK' },
  });
  const own = await wu.post('/decisions', { items: [accept(duty('wu', MONDAY))] });
  expect(own.body).toMatchObject({ items: [{ outcome: null, problem: { code: 'own_work' } }] });
  const items = OWNERS.map((account) => accept(duty(account, MONDAY)));
  const decided = decidedSchema.parse((await qian.post('/decisions', { items })).body);
  expect(decided.items.map(({ problem }) => problem)).toEqual([null, null]);
  expect(await dutyOf(wu, duty('wu', MONDAY))).toMatchObject({
    state: 'accepted',
    points: 5,
    rounds: [{ decision: { type: 'RETURN_WORK' } }, { decision: { type: 'ACCEPT_WORK' } }],
    entries: [{ points: 5, day: MONDAY, reason: 'duty_accepted', decidedBy: { id: idOf('qian') } }],
    offers: [],
  });
  expect((await dutyOf(qian, duty('wu', MONDAY))).offers).toEqual([{ type: 'REVERSE_WORK' }]);
});

test('the list holds the missed ones beside the accepted, the newest first, and no claim is a duty', async () => {
  service.clock.set(`${TUESDAY}T09:00:00.000Z`);
  await plan(TUESDAY);
  await take(wu, duty('wu', TUESDAY), { type: 'SUBMIT_WORK', evidence });
  service.clock.set(`${TUESDAY}T14:00:00.001Z`);
  await service.runner.closeDuties();
  const listed = async (visitor: Visitor, query: string) =>
    ruleWorkListSchema
      .parse((await visitor.get(`/duties?${query}`)).body)
      .items.map(({ owner, day, state }) => `${owner.id === idOf('wu') ? 'wu' : 'zheng'} ${day} ${state}`);
  expect(await listed(qian, `rule=${RULE}&person=${idOf('zheng')}`)).toEqual([
    `zheng ${TUESDAY} missed`,
    `zheng ${MONDAY} accepted`,
  ]);
  expect(await listed(qian, `department=sales&from=${TUESDAY}&state=submitted,missed`)).toHaveLength(2);
  expect((await dutyOf(zheng, duty('zheng', TUESDAY))).history).toMatchObject([
    { seq: 1, type: 'PLAN', by: null, to: 'due' },
    { seq: 2, type: 'DUTY_DUE', by: null, to: 'missed' },
  ]);
  expect(await listed(zheng, '')).toEqual([`zheng ${TUESDAY} missed`, `zheng ${MONDAY} accepted`]);
  expect(await listed(zheng, `person=${idOf('wu')}`)).toEqual([]);
  expect((await wu.get(`/claims/${duty('wu', MONDAY)}`)).status).toBe(404);
  expect((await zheng.get(`/duties/${duty('wu', MONDAY)}`)).status).toBe(404);
});

test('who has handed something in can urge the reviewer, once in 4 hours', async () => {
  const WEDNESDAY = '2026-01-14';
  service.clock.set(`${WEDNESDAY}T09:00:00.000Z`);
  await plan(WEDNESDAY);
  const id = duty('wu', WEDNESDAY);
  await take(wu, id, { type: 'SUBMIT_WORK', evidence });
  expect((await dutyOf(wu, id)).offers).toContainEqual({ type: 'URGE_WORK' });
  expect((await dutyOf(qian, id)).offers).not.toContainEqual({ type: 'URGE_WORK' });
  await take(wu, id, { type: 'URGE_WORK' });
  expect(await service.database.outbox.findOne({ instance: id })).toMatchObject({
    message: 'duty_urged',
    to: idOf('qian'),
  });
  expect(refusal(await sendEvent(wu, id, { type: 'URGE_WORK' }))).toBe('409 urged_recently');
  expect((await dutyOf(wu, id)).offers).not.toContainEqual({ type: 'URGE_WORK' });
  expect(refusal(await sendEvent(qian, id, { type: 'URGE_WORK' }))).toBe('403 not_allowed');
  service.clock.set(`${WEDNESDAY}T13:00:00.000Z`);
  await take(wu, id, { type: 'URGE_WORK' });
});

test('a reviewer can hand a decision to somebody else, and nobody to whom it must not go', async () => {
  const THURSDAY = '2026-01-15';
  service.clock.set(`${THURSDAY}T09:00:00.000Z`);
  await plan(THURSDAY);
  const id = duty('wu', THURSDAY);
  await take(wu, id, { type: 'SUBMIT_WORK', evidence });
  const transfer = (to: string) => ({ type: 'TRANSFER_WORK' as const, to, reason: '出差' });
  const sun = await service.as('sun');
  expect(refusal(await sendEvent(wu, id, transfer(idOf('sun'))))).toBe('403 own_work');
  expect(refusal(await sendEvent(sun, id, transfer(idOf('sun'))))).toBe('404 unknown_instance');
  expect(refusal(await sendEvent(qian, id, transfer(idOf('wu'))))).toBe('422 transfer_to_owner');
  expect(refusal(await sendEvent(qian, id, transfer('0'.repeat(24))))).toBe('422 unknown_person');
  expect((await dutyOf(qian, id)).version).toBe(2);

  await take(qian, id, transfer(idOf('sun')));
  expect(inboxSchema.parse((await sun.get('/inbox')).body).tasks.map((task) => task.id)).toContain(id);
  expect((await dutyOf(wu, id)).history.at(-1)).toMatchObject({
    type: 'TRANSFER_WORK',
    by: { id: idOf('qian') },
    handedTo: { id: idOf('sun') },
    text: '出差',
  });
  expect(refusal(await sendEvent(qian, id, { type: 'ACCEPT_WORK' }))).toBe('403 not_allowed');
  await take(sun, id, transfer(idOf('qian')));
  await take(qian, id, { type: 'ACCEPT_WORK' });
  // Whoever has handed it on may still see what became of it.
  expect(await dutyOf(sun, id)).toMatchObject({ state: 'accepted', leader: { id: idOf('qian') } });
});
