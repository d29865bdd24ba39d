import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createAlarms, type Alarms } from '../../server/jobs/alarms.ts';
import { createSweep } from '../../server/jobs/sweep.ts';
import { startRedis, type RedisServer } from '../../server/local/redis.ts';
import {
  introducePointsManagement,
  leader,
  owner,
  stepsOf,
  submit,
  testCompany,
  type TestCompany,
} from '../support/company.ts';
import { scratchFolder } from '../support/servers.ts';

const log = pino({ level: 'silent' });
const folder = scratchFolder('alarms');
let redis: RedisServer;
let company: TestCompany;
let alarms: Alarms;

beforeAll(async () => {
  redis = await startRedis(folder);
});
beforeEach(async () => {
  company = await testCompany('2026-01-06T00:00:00.000Z');
  alarms = createAlarms(redis.url, company.clock, log);
  await vi.waitUntil(() => alarms.up());
  return async () => {
    await alarms.close();
    await company.close();
  };
});
afterAll(() => redis.stop());

const sweep = () => createSweep({ ...company, alarms, log });
const jobs = async (): Promise<number> => {
  const connection = new Redis(redis.url);
  const queue = new Queue('alarms', { connection, prefix: '{jifen}' });
  const count = await queue.getDelayedCount();
  await queue.close();
  connection.disconnect();
  return count;
};
const wipe = async () => {
  const connection = new Redis(redis.url);
  await connection.flushall();
  connection.disconnect();
};

it('alarms are planted for the next 48 hours only, and again after Redis has lost everything', async () => {
  await wipe();
  await company.begunProject(introducePointsManagement('2026-01-05'));
  await sweep().run();
  expect(await jobs()).toBe(0);
  company.clock.set('2026-01-24T00:00:00.000Z');
  const worker = sweep();
  await worker.run();
  expect(await jobs()).toBe(1);
  await wipe();
  expect(await jobs()).toBe(0);
  await worker.run();
  expect(await jobs()).toBe(1);
  await worker.run();
  expect(await jobs()).toBe(1);
});

it('no deadline is lost when Redis is wiped in mid-course: the sweep fires it, dated by its own date', async () => {
  const instance = await company.begunProject(introducePointsManagement('2026-01-05'));
  company.clock.set('2026-01-30T00:00:00.000Z');
  await sweep().run();
  await wipe();
  company.clock.set('2026-02-01T00:00:00.000Z');
  await sweep().run();
  const due = await company.database.history.findOne({ instance, 'event.type': 'DUE' });
  expect(due?.at).toBe('2026-01-31T15:59:59.999Z');
});

it('a job that rings twice, for nothing, or too early changes nothing', async () => {
  const instance = await company.begunProject(introducePointsManagement('2026-01-05'));
  expect(await company.runner.fireDue(instance)).toBe(false);
  company.clock.set('2026-01-31T15:59:59.999Z');
  await company.runner.fireDue(instance);
  expect(await stepsOf(company.database, instance)).not.toContain('DUE');
  company.clock.set('2026-01-31T16:00:00.000Z');
  expect(await Promise.all([company.runner.fireDue(instance), company.runner.fireDue(instance)])).toEqual([
    true,
    false,
  ]);
  expect(await company.runner.fireDue('f'.repeat(24))).toBe(false);
  const steps = await stepsOf(company.database, instance);
  expect(steps.filter((type) => type === 'DUE')).toHaveLength(1);
});

it('an alarm rings at the due moment, without any sweep', async () => {
  const instance = await company.begunProject(introducePointsManagement('2026-01-05'));
  company.clock.set('2026-01-31T15:59:59.900Z');
  await company.runner.fireDue(instance);
  const rung = new Promise<string>((resolve) => {
    alarms.listen(async (rings) => {
      await company.runner.fireDue(rings);
      resolve(rings);
    });
  });
  await alarms.plant([{ instance, at: '2026-01-31T15:59:59.999Z' }]);
  company.clock.set('2026-02-01T00:00:00.000Z');
  expect(await rung).toBe(instance);
  expect(await stepsOf(company.database, instance)).toContain('DUE');
});

it('with Redis away commands go on; when it is back the alarms are planted again', async () => {
  const instance = await company.begunProject(introducePointsManagement('2026-01-05'));
  await redis.stop();
  await vi.waitUntil(() => !alarms.up());
  const { version } = await company.send(instance, owner, submit('plan'), randomUUID());
  expect(version).toBeGreaterThan(4);
  await company.send(instance, leader, { type: 'RETURN', milestone: 'plan', reason: '请补充' });
  company.clock.set('2026-01-30T12:00:00.000Z');
  await expect(alarms.plant([{ instance, at: '2026-01-31T15:59:59.999Z' }])).rejects.toThrow();
  await sweep().run();
  redis = await startRedis(folder);
  const back = createAlarms(redis.url, company.clock, log);
  await vi.waitUntil(() => back.up());
  await wipe();
  await createSweep({ ...company, alarms: back, log }).run();
  expect(await jobs()).toBe(1);
  await back.close();
});
