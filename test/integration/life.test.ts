import { afterAll, beforeAll, expect, it } from 'vitest';
import { pino } from 'pino';
import { createOutboxRelay } from '../../server/jobs/outbox-relay.ts';
import { verify } from '../../server/runner/verify.ts';
import { findDue } from '../../server/store/timers.ts';
import {
  introducePointsManagement,
  leader,
  ledgerOf,
  owner,
  stepsOf,
  submit,
  testCompany,
} from '../support/company.ts';
import type { TestCompany } from '../support/company.ts';

let company: TestCompany;
beforeAll(async () => {
  company = await testCompany('2026-01-05T01:00:00.000Z');
});
afterAll(() => company.close());

/** What a sweep does: fires all that is due at the moment of the clock. */
async function timePassesTo(instant: string): Promise<void> {
  company.clock.set(instant);
  for (const id of await findDue(company.database, instant, 100)) await company.runner.fireDue(id);
}

it('the 2000 points arrive by themselves: 800, 600 and 600, with a return and an overdue milestone on the way', async () => {
  const { database, clock, send } = company;
  const instance = await company.begunProject(introducePointsManagement('2026-01-05'));
  const summary = async () => (await company.runner.load(instance))?.document.summary;
  expect((await summary())?.state).toBe('active');

  await timePassesTo('2026-01-25T00:00:00.000Z');
  await send(instance, owner, submit('plan'));
  await send(instance, leader, { type: 'RETURN', milestone: 'plan', reason: '激励办法还缺预算' });
  await timePassesTo('2026-01-31T15:59:59.999Z');
  expect(await summary()).toMatchObject({ overdue: false });
  await timePassesTo('2026-01-31T16:00:00.000Z');
  expect(await summary()).toMatchObject({ overdue: true });
  clock.set('2026-02-02T02:00:00.000Z');
  await send(instance, owner, submit('plan'));
  await send(instance, leader, { type: 'ACCEPT', milestone: 'plan', comment: '' });
  expect(await ledgerOf(database, instance)).toEqual(['award plan 800']);

  await timePassesTo('2026-05-20T02:00:00.000Z');
  await send(instance, owner, submit('trial', 6));
  await send(instance, leader, { type: 'ACCEPT', milestone: 'trial', comment: '' });
  await timePassesTo('2026-06-29T02:00:00.000Z');
  await send(instance, owner, submit('rollout'));
  await send(instance, leader, { type: 'ACCEPT', milestone: 'rollout', comment: '很好' });

  expect(await ledgerOf(database, instance)).toEqual([
    'award plan 800',
    'award trial 600',
    'award rollout 600',
  ]);
  expect(await summary()).toMatchObject({
    state: 'completed',
    standing: { awarded: 2000, open: 0, forfeited: 0 },
  });
  expect(await stepsOf(database, instance)).toEqual([
    ...['CREATE', 'SUBMIT_PLAN', 'ACCEPT_PLAN', 'START_DUE', 'REMIND', 'SUBMIT', 'RETURN', 'REMIND', 'DUE'],
    ...['SUBMIT', 'ACCEPT', 'SUBMIT', 'ACCEPT', 'REMIND', 'SUBMIT', 'ACCEPT'],
  ]);
  expect((await verify(database)).findings).toEqual([]);
});

it('everybody concerned is told once, however often the outbox is delivered', async () => {
  const { database, clock } = company;
  const relay = createOutboxRelay({ database, clock, log: pino({ level: 'silent' }) });
  const messages = await database.outbox.countDocuments();
  await relay();
  await database.outbox.updateMany({}, { $set: { state: 'pending' } });
  await relay();
  expect(messages).toBeGreaterThan(10);
  expect(await database.notifications.countDocuments()).toBe(messages);
  expect(await database.outbox.countDocuments({ state: 'done' })).toBe(messages);
  expect(await database.notifications.distinct('person', { message: 'milestone_overdue' })).toEqual([
    owner.id,
    leader.id,
  ]);
});

it('a delivery that fails comes again later, and after twenty times waits for an administrator', async () => {
  const { database, clock } = company;
  await database.outbox.updateOne(
    { message: 'project_completed' },
    { $set: { state: 'pending', attempts: 0 } },
  );
  const channels = { in_app: () => Promise.reject(new Error('the channel is closed')) };
  const relay = createOutboxRelay({ database, clock, log: pino({ level: 'silent' }), channels });
  await relay();
  const once = await database.outbox.findOne({ state: 'pending' });
  expect(once).toMatchObject({ attempts: 1, error: 'the channel is closed' });
  expect(once?.nextAt.localeCompare(clock.now().toISOString())).toBe(1);
  for (let attempt = 2; attempt <= 20; attempt += 1) {
    await database.outbox.updateMany({ state: 'pending' }, { $set: { nextAt: clock.now().toISOString() } });
    await relay();
  }
  expect(await database.outbox.findOne({ state: 'dead' })).toMatchObject({ attempts: 20 });
});

it('a deadline that passed while everything was down is acted on afterwards with its own date', async () => {
  const { database, clock } = company;
  clock.set('2026-07-01T00:00:00.000Z');
  const instance = await company.begunProject(introducePointsManagement('2026-07-01'));
  clock.set('2027-03-01T00:00:00.000Z');
  const asleep = company.process();
  expect(await asleep.fireDue(instance)).toBe(true);
  const due = await database.history.findOne({ instance, 'event.type': 'DUE' });
  expect(due).toMatchObject({
    at: '2027-01-31T15:59:59.999Z',
    recordedAt: '2027-03-01T00:00:00.000Z',
    actor: 'system',
  });
  expect(await asleep.fireDue(instance)).toBe(false);
});

it('a reopened milestone gives its points back, and gets them again when it is accepted again', async () => {
  const { database, send, clock } = company;
  clock.set('2026-01-06T00:00:00.000Z');
  const instance = await company.begunProject(introducePointsManagement('2026-01-05'));
  await send(instance, owner, submit('plan'));
  await send(instance, leader, { type: 'ACCEPT', milestone: 'plan', comment: '' });
  await send(instance, leader, { type: 'REOPEN', milestone: 'plan', reason: '附件不是最终版' });
  await send(instance, owner, submit('plan'));
  await send(instance, leader, { type: 'ACCEPT', milestone: 'plan', comment: '' });
  expect(await ledgerOf(database, instance)).toEqual([
    'award plan 800',
    'reverse plan -800',
    'award plan 800',
  ]);
  expect((await verify(database)).findings).toEqual([]);
});

it('an entry that somebody changed, added or removed is named by verify', async () => {
  const { database } = company;
  const [entry] = await database.ledger.find().sort({ _id: 1 }).limit(1).toArray();
  if (entry === undefined) throw new Error('the ledger is empty');
  const { instance } = entry;
  await database.ledger.updateOne({ _id: entry._id }, { $inc: { points: 100 } });
  expect((await verify(database)).findings.map((finding) => finding.instance)).toContain(instance);
  await database.ledger.deleteOne({ _id: entry._id });
  expect((await verify(database)).findings.map((finding) => finding.instance)).toContain(instance);
  await database.ledger.insertMany([entry, { ...entry, _id: `${entry._id}0` }]);
  expect((await verify(database)).findings.map((finding) => finding.instance)).toContain(instance);
  await database.ledger.deleteOne({ _id: `${entry._id}0` });
  await database.instances.updateOne(
    { _id: instance },
    { $set: { 'snapshot.context.milestones.plan.awards': 7 } },
  );
  expect((await verify(database)).findings.map((finding) => finding.instance)).toEqual([instance]);
});
