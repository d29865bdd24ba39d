import { afterAll, beforeAll, expect, test } from 'vitest';
import { pino } from 'pino';
import { startService, type Service } from './service.ts';
import { problemIn } from './visitor.ts';

const secret = 'the database said something';
const lines: string[] = [];
let service: Service;

beforeAll(async () => {
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  service = await startService({
    demo: true,
    log,
    moveClock: () => Promise.reject(new Error(secret)),
    clientFolder: '/nowhere',
  });
});
afterAll(() => service.close());

test.each([
  [undefined, '您还没有登录，或登录已过期。请重新登录。', '需要登录'],
  ['zh-CN,zh;q=0.9', '您还没有登录，或登录已过期。请重新登录。', '需要登录'],
  ['en-US,en;q=0.9,zh;q=0.1', 'You are not signed in, or no longer. Sign in again.', 'Sign-in needed'],
  ['fr', '您还没有登录，或登录已过期。请重新登录。', '需要登录'],
])('a refusal speaks the language of the request: %s', async (language, detail, title) => {
  const headers = language === undefined ? {} : { 'Accept-Language': language };
  const answer = await service.stranger().get('/my-work', headers);
  expect(problemIn(answer)).toMatchObject({
    type: 'urn:jifen:problem:not_signed_in',
    status: 401,
    code: 'not_signed_in',
    detail,
    title,
  });
});

test('faults speak it too', async () => {
  const li = await service.as('li');
  const messages = async (language: string) => {
    const answer = await li.get('/instances?limit=none&state=lost&x=1', { 'Accept-Language': language });
    return problemIn(answer).faults?.map(({ path, message }) => `${path}: ${message}`);
  };
  expect(await messages('zh')).toEqual([
    'state.0: 只能是其中之一：draft, submitted, planned, active, suspended, completed, cancelled。',
    'limit: 格式不正确。',
    'x: 没有“x”这个字段。',
  ]);
  expect(await messages('en')).toEqual([
    'state.0: This has to be one of: draft, submitted, planned, active, suspended, completed, cancelled.',
    'limit: The format is not right.',
    'x: There is no field “x” here.',
  ]);
});

test('what was not foreseen shows a number and nothing else, and the log has the rest', async () => {
  const li = await service.as('li');
  const answer = await li.post('/demo/clock', { by: 'day' });
  const problem = problemIn(answer);
  expect([problem.status, problem.code]).toEqual([500, 'internal']);
  expect(answer.text).not.toContain(secret);
  const number = problem.instance?.replace('urn:jifen:request:', '') ?? '';
  expect(problem.detail).toContain(number);
  expect(lines.find((line) => line.includes(secret))).toContain(number);
});

test('the log never has a cookie or a password', async () => {
  const li = await service.as('li');
  await li.get('/my-work');
  const token = li.cookie?.split('=')[1] ?? '';
  const log = lines.join('\n');
  expect(log).toContain('/api/v1/my-work');
  expect(log).not.toContain(token);
  expect(log).not.toMatch(/correct horse|"cookie"|argon2/i);
});

test('every answer tells the browser what it may do', async () => {
  const { headers } = await service.stranger().get('/session');
  expect(headers.get('Content-Security-Policy')).toBe(
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' blob: data:;connect-src 'self';" +
      "font-src 'self';frame-src 'self';manifest-src 'self';base-uri 'none';form-action 'self';" +
      "frame-ancestors 'none';object-src 'none'",
  );
  expect(headers.get('X-Powered-By')).toBeNull();
  expect(headers.get('X-Frame-Options')).toBe('DENY');
  expect(headers.get('Cache-Control')).toBe('no-store');
});
