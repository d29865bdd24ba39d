import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../support/servers.ts';
import { openWay } from '../support/way.ts';
import { makeProject, sendEvent } from './projects.ts';
import { startService, type Service } from './service.ts';
import { refusal, type Visitor } from './visitor.ts';

let service: Service;
let li: Visitor;
let instance: string;
let way: Awaited<ReturnType<typeof openWay>>;

beforeAll(async () => {
  const uri = new URL(testDatabase().uri);
  way = await openWay(uri);
  uri.port = String(way.port);
  uri.search = '?directConnection=true';
  service = await startService({ uri: uri.href, patienceMs: 10_000 });
  li = await service.as('li');
  instance = await makeProject(li, { owner: 'li', leader: 'wang' });
});
afterAll(() => service.close());

test('while MongoDB is away everything that needs it says so, and when to come again', async () => {
  way.cut();
  const answers = await Promise.all([
    li.get('/my-work'),
    li.post('/session', { account: 'li', password: 'x' }),
    sendEvent(li, instance, { type: 'SUBMIT_PLAN' }),
  ]);
  for (const answer of answers) {
    expect(refusal(answer)).toBe('503 database_unavailable');
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(answer.text).not.toMatch(/mongo|127\.0\.0\.1|ECONN/i);
  }
  const ready = await service.stranger().get('//health/ready');
  expect(ready.status).toBe(503);
  expect(ready.body).toMatchObject({ status: 'unavailable', database: 'down' });
  expect((await service.stranger().get('//health/live')).status).toBe(200);
});

test('when it is back, everything goes on with the same session', async () => {
  await way.mend();
  expect((await sendEvent(li, instance, { type: 'SUBMIT_PLAN' })).status).toBe(200);
  const ready = await service.stranger().get('//health/ready');
  expect(ready.body).toEqual({ status: 'ready', database: 'up', redis: 'up', oldestOverdueTimer: 0 });
});

test('Redis away is said and stops nothing', async () => {
  const other = await startService({ redisUp: () => false });
  const ready = await other.stranger().get('//health/ready');
  expect([ready.status, ready.body]).toEqual([
    200,
    { status: 'degraded', database: 'up', redis: 'down', oldestOverdueTimer: 0 },
  ]);
  await other.close();
});
