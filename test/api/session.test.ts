import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionSchema } from '../../server/contract/people.ts';
import { hashToken } from '../../server/access/tokens.ts';
import { idOf, PASSWORD, startService, type Service } from './service.ts';
import { createVisitor, problemIn, refusal } from './visitor.ts';

const HOUR = 3_600_000;
let service: Service;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

function later(ms: number): void {
  service.realClock.set(new Date(service.realClock.now().getTime() + ms).toISOString());
}

test('signing in gives a cookie that no script can read, and says who one is', async () => {
  const visitor = service.stranger();
  const answer = await visitor.post('/session', { account: ' Li ', password: PASSWORD });
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^jifen=[A-Za-z0-9_-]{43}; Max-Age=604800; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    ),
  ]);
  expect(sessionSchema.parse(answer.body)).toMatchObject({
    person: { id: idOf('li'), name: '李敏', roles: ['pointsManager', 'member'] },
    company: { timeZone: 'Asia/Shanghai' },
    demo: false,
  });
});

test('over https the cookie is bound to the host', async () => {
  const secure = await startService({ publicUrl: 'https://jifen.example' });
  const answer = await secure.stranger().post('/session', { account: 'li', password: PASSWORD });
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-jifen=.*; HttpOnly; Secure; SameSite=Lax$/);
  expect(answer.headers.get('Strict-Transport-Security')).toContain('max-age=31536000');
  await secure.close();
});

test('only the hash of the token is kept', async () => {
  const visitor = await service.as('zhou');
  const token = visitor.cookie?.slice('jifen='.length) ?? '';
  const sessions = await service.database.sessions.find({ person: idOf('zhou') }).toArray();
  expect(sessions.map(({ _id }) => _id)).toEqual([hashToken(token)]);
  expect(JSON.stringify(sessions)).not.toContain(token);
});

test('a wrong password and an unknown account are refused alike', async () => {
  const wrong = await service.stranger().post('/session', { account: 'zhao', password: 'wrong' });
  const unknown = await service.stranger().post('/session', { account: 'nobody', password: 'wrong' });
  expect(refusal(wrong)).toBe('401 sign_in_failed');
  const { instance: _, ...first } = problemIn(wrong);
  const { instance: __, ...second } = problemIn(unknown);
  expect(second).toEqual(first);
});

test('after five failures one has to wait, longer each time, even with the right password', async () => {
  const attempt = (password: string) => service.stranger().post('/session', { account: 'qian', password });
  const waits: (string | null)[] = [];
  for (let failure = 1; failure <= 8; failure += 1) {
    const answer = await attempt('wrong');
    if (answer.status === 401) continue;
    expect(refusal(answer)).toBe('429 too_many_attempts');
    waits.push(answer.headers.get('Retry-After'));
    later(Number(answer.headers.get('Retry-After')) * 1_000);
  }
  expect(waits).toEqual(['1']);
  expect((await attempt('wrong')).headers.get('Retry-After')).toBe('2');
  expect(refusal(await attempt(PASSWORD))).toBe('429 too_many_attempts');
  later(2_000);
  expect((await attempt(PASSWORD)).status).toBe(200);
  expect(refusal(await attempt('wrong'))).toBe('401 sign_in_failed');
});

test('many guesses at once gain nothing', async () => {
  const guesses = Array.from({ length: 20 }, () =>
    service.stranger().post('/session', { account: 'wu', password: 'guess' }),
  );
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(6);
});

test('signing in again ends the session before', async () => {
  const visitor = await service.as('zheng');
  const old = visitor.cookie;
  await visitor.post('/session', { account: 'zheng', password: PASSWORD });
  expect(visitor.cookie).not.toBe(old);
  const thief = createVisitor(service.url);
  thief.cookie = old;
  expect(refusal(await thief.get('/session'))).toBe('401 not_signed_in');
});

test('signing out ends the session on the server', async () => {
  const visitor = await service.as('sun');
  const copy = createVisitor(service.url);
  copy.cookie = visitor.cookie;
  expect((await visitor.delete('/session')).status).toBe(204);
  expect(refusal(await copy.get('/my-work'))).toBe('401 not_signed_in');
});

test('a session ends after 8 hours without use', async () => {
  const visitor = await service.as('feng');
  later(7.9 * HOUR);
  expect((await visitor.get('/session')).status).toBe(200);
  later(7.9 * HOUR);
  expect((await visitor.get('/session')).status).toBe(200);
  later(8 * HOUR);
  expect(refusal(await visitor.get('/session'))).toBe('401 not_signed_in');
});

test('a session ends after 7 days however much it is used', async () => {
  const visitor = await service.as('feng');
  for (let hours = 0; hours < 7 * 24 - 7; hours += 7) {
    later(7 * HOUR);
    expect((await visitor.get('/session')).status).toBe(200);
  }
  later(7 * HOUR);
  expect(refusal(await visitor.get('/session'))).toBe('401 not_signed_in');
});

test('a closed account is signed out at once and cannot sign in', async () => {
  const [admin, chen] = await Promise.all([service.as('admin'), service.as('chen')]);
  expect((await admin.patch(`/people/${idOf('chen')}`, { active: false })).status).toBe(204);
  expect(refusal(await chen.get('/session'))).toBe('401 not_signed_in');
  const again = await service.stranger().post('/session', { account: 'chen', password: PASSWORD });
  expect(refusal(again)).toBe('401 sign_in_failed');
});

test('a role that is taken away counts at the next request', async () => {
  const [admin, audit] = await Promise.all([service.as('admin'), service.as('audit')]);
  await admin.patch(`/people/${idOf('audit')}`, { roles: ['administrator'] });
  expect((await audit.get('/outbox/undelivered')).status).toBe(200);
  await admin.patch(`/people/${idOf('audit')}`, { roles: ['auditor'] });
  expect(refusal(await audit.get('/outbox/undelivered'))).toBe('403 not_allowed');
});

test('an administrator adds people; the last administrator stays', async () => {
  const admin = await service.as('admin');
  const lin = {
    account: 'Lin',
    name: '林涛',
    password: 'a long password',
    department: 'sales',
    roles: ['member'],
  };
  expect((await admin.post('/people', lin)).status).toBe(201);
  expect(refusal(await admin.post('/people', { ...lin, name: '林二' }))).toBe('409 account_taken');
  expect(refusal(await admin.post('/people', { ...lin, account: 'x', department: 'none' }))).toBe(
    '422 invalid_request',
  );
  expect(refusal(await admin.patch(`/people/${idOf('admin')}`, { active: false }))).toBe(
    '409 last_administrator',
  );
  expect(refusal(await admin.patch(`/people/${'e'.repeat(24)}`, { active: false }))).toBe(
    '404 unknown_account',
  );
  const answer = await service.stranger().post('/session', { account: 'lin', password: 'a long password' });
  expect(answer.status).toBe(200);
});

const own = { 'X-Requested-With': 'jifen', 'Content-Type': 'application/json' };
const foreign: [string, Record<string, string>][] = [
  [
    'without the header of our pages',
    { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
  ],
  ['from another site', { ...own, 'Sec-Fetch-Site': 'cross-site' }],
  ['from a neighbouring site', { ...own, 'Sec-Fetch-Site': 'same-site' }],
  ['from another origin', { ...own, Origin: 'https://evil.example' }],
  ['from an origin that is none', { ...own, Origin: 'null' }],
  ['that hides where it comes from', own],
];
test.each(foreign)('a request %s is refused', async (_name, headers) => {
  const visitor = await service.as('li');
  const answer = await visitor.send('POST', '/notifications/read', { headers, body: '{}' });
  expect(refusal(answer)).toBe('403 cross_site');
  const signIn = await visitor.send('POST', '/session', {
    headers,
    body: JSON.stringify({ account: 'li', password: PASSWORD }),
  });
  expect(refusal(signIn)).toBe('403 cross_site');
});

test('a request that names our own origin is taken', async () => {
  const visitor = await service.as('li');
  const headers = { ...own, Origin: service.url };
  expect((await visitor.send('POST', '/notifications/read', { headers, body: '{}' })).status).toBe(200);
});

test('a cookie that is none of ours is nobody', async () => {
  const visitor = service.stranger();
  for (const cookie of ['jifen=', 'jifen=x', 'jifen[$gt]=', `jifen=${'A'.repeat(43)}`]) {
    visitor.cookie = cookie;
    expect(refusal(await visitor.get('/session'))).toBe('401 not_signed_in');
  }
});
