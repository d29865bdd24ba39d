import { afterAll, beforeAll, expect, test } from 'vitest';
import { dutyDefinitionSchema } from '../../workflows/rule-definition.ts';
import { streamEventSchema, type StreamEvent } from '../../server/contract/work.ts';
import { dutyIdOf } from '../../server/runner/planning.ts';
import { setClockOffset } from '../../server/store/company.ts';
import { makeProject, take } from './projects.ts';
import { idOf, startService, type Service } from './service.ts';
import type { Visitor } from './visitor.ts';

const DAY = '2026-01-12';

let service: Service;
let li: Visitor;
let chen: Visitor;

beforeAll(async () => {
  service = await startService({ demo: true });
  [li, chen] = await Promise.all([service.as('li'), service.as('chen')]);
});
afterAll(() => service.close());

type Stream = { next(): Promise<StreamEvent | null>; close(): void };

/** The live stream of somebody, from its greeting on. */
async function listen({ cookie = '' }: Visitor): Promise<Stream> {
  const end = new AbortController();
  const answer = await fetch(`${service.url}/api/v1/stream`, {
    headers: { Cookie: cookie },
    signal: end.signal,
  });
  expect(answer.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
  const lines = linesOf(answer);
  const next = async () => {
    for (;;) {
      const line = await lines.next();
      if (line.done === true) return null;
      if (line.value.startsWith('data: ')) return streamEventSchema.parse(JSON.parse(line.value.slice(6)));
    }
  };
  expect(await next()).toEqual({ type: 'hello', now: service.clock.now().toISOString() });
  return { next, close: () => end.abort() };
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  if (body === null) return;
  let rest = '';
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

test('a change of a project that one may see is told at once', async () => {
  const stream = await listen(li);
  const instance = await makeProject(li, { owner: 'li', leader: 'wang' });
  expect(await stream.next()).toEqual({ type: 'changed', instance, version: 1, event: 'CREATE' });
  await take(li, instance, { type: 'SUBMIT_PLAN' });
  expect(await stream.next()).toEqual({ type: 'changed', instance, version: 2, event: 'SUBMIT_PLAN' });
  stream.close();
});

test('a change of a foreign project, or a notification of somebody else, is not told', async () => {
  const stream = await listen(chen);
  await makeProject(li, { owner: 'feng', leader: 'sun' });
  await notify('feng', 'not for chen');
  const mine = await makeProject(li, { owner: 'chen', leader: 'wang' });
  expect(await stream.next()).toMatchObject({ type: 'changed', instance: mine });
  stream.close();
});

test('who has signed out is told nothing any more: the stream ends', async () => {
  const zheng = await service.as('zheng');
  const stream = await listen(zheng);
  await zheng.delete('/session');
  await makeProject(li, { owner: 'zheng', leader: 'wang' });
  expect(await stream.next()).toBeNull();
});

test('a notification is told to its receiver', async () => {
  const stream = await listen(chen);
  await notify('chen', 'for chen');
  expect(await stream.next()).toEqual({ type: 'notified' });
  stream.close();
});

test('moving the clock of the company is told to everybody', async () => {
  const streams = await Promise.all([listen(li), listen(chen)]);
  await setClockOffset(service.database, 1_000);
  for (const stream of streams) {
    expect(await stream.next()).toEqual({ type: 'clock', now: service.clock.now().toISOString() });
    stream.close();
  }
});

test('duties that are closed together are told to each owner as their own', async () => {
  const [first = '', second = ''] = ['li', 'chen'].map((account) => dutyIdOf('posts', idOf(account), DAY));
  await service.runner.plan({
    definition: dutyDefinitionSchema.parse({
      kind: 'duty',
      version: 1,
      rule: { kind: 'duty', id: 'posts', name: '发布', due: { every: 'day' }, points: 1 },
    }),
    period: { from: DAY, to: DAY },
    due: service.clock.now().toISOString(),
    people: ['li', 'chen'].map((account) => ({ owner: idOf(account), leader: idOf('wang') })),
  });
  const streams = await Promise.all([listen(li), listen(chen)]);
  service.clock.set(new Date(service.clock.now().getTime() + 1).toISOString());
  expect(await service.runner.closeDuties()).toBe(2);
  expect(await service.database.history.countDocuments({ instance: { $in: [first, second] } })).toBe(1);
  const missed = { type: 'changed', version: 2, event: 'DUTY_DUE' };
  expect(await streams[0]?.next()).toEqual({ ...missed, instance: first });
  expect(await streams[1]?.next()).toEqual({ ...missed, instance: second });
  for (const stream of streams) stream.close();
});

test('streams end when the server is closed', async () => {
  const own = await startService();
  const visitor = await own.as('li');
  const answer = await fetch(`${own.url}/api/v1/stream`, { headers: { Cookie: visitor.cookie ?? '' } });
  const reading = answer.text();
  await own.close();
  expect(await reading).toContain('"hello"');
});

async function notify(account: string, id: string): Promise<void> {
  await service.database.notifications.insertOne({
    _id: id,
    person: idOf(account),
    message: 'plan_submitted',
    instance: 'a'.repeat(24),
    title: '',
    milestone: null,
    milestoneTitle: null,
    days: null,
    at: service.clock.now().toISOString(),
    read: false,
  });
}
