import { describe, expect, test } from 'vitest';
import { readCookie, sessionCookie } from '../../server/access/cookie.ts';
import { isFromOurPages } from '../../server/access/cross-site.ts';
import { isPassword, hashPassword } from '../../server/access/password.ts';
import { actions, scopeOf } from '../../server/access/policy.ts';
import { contentDisposition, safeName } from '../../server/evidence/file-name.ts';
import { Refusal } from '../../server/errors.ts';
import { fromCursor, limitOf, sincePlace, toCursor } from '../../server/views/page.ts';

describe('a request that changes something', () => {
  const header = { 'x-requested-with': 'jifen', host: 'jifen.local:3000' };
  test.each([
    ['our page, as the browser says', { ...header, 'sec-fetch-site': 'same-origin' }, true],
    ['the address bar', { ...header, 'sec-fetch-site': 'none' }, true],
    ['our page, by its origin', { ...header, origin: 'http://jifen.local:3000' }, true],
    ['our page behind a proxy', { ...header, host: 'api:3000', origin: 'https://jifen.example' }, true],
    ['another site', { ...header, 'sec-fetch-site': 'cross-site' }, false],
    [
      'another site that names our origin too',
      { ...header, 'sec-fetch-site': 'cross-site', origin: 'http://jifen.local:3000' },
      false,
    ],
    ['another origin', { ...header, origin: 'http://jifen.local:3001' }, false],
    ['nowhere', header, false],
    ['a form', { host: 'jifen.local:3000', 'sec-fetch-site': 'same-origin' }, false],
  ])('comes from %s', (_name, headers, taken) => {
    expect(isFromOurPages('POST', headers, 'https://jifen.example')).toBe(taken);
    expect(isFromOurPages('GET', headers, 'https://jifen.example')).toBe(true);
  });
});

test('the widest scope of several roles counts, and no role gives nothing', () => {
  expect(scopeOf('read_instance', ['member', 'leader'])).toBe('department');
  expect(scopeOf('read_instance', ['auditor', 'member'])).toBe('all');
  for (const action of actions) expect(scopeOf(action, [])).toBeNull();
});

test('a cookie is found among others, by its whole name', () => {
  expect(readCookie('a=1; jifen=token; xjifen=2', 'jifen')).toBe('token');
  expect(readCookie('xjifen=2', 'jifen')).toBeUndefined();
  expect(readCookie(undefined, 'jifen')).toBeUndefined();
  expect(sessionCookie('https://jifen.example', 1).name).toBe('__Host-jifen');
  expect(sessionCookie('http://jifen.example', 1).name).toBe('jifen');
});

test('of nobody no password is right', async () => {
  expect(await isPassword('nobody-at-all', null)).toBe(false);
  expect(await isPassword('secret', await hashPassword('secret'))).toBe(true);
});

test.each([
  ['方案.pdf', '方案.pdf'],
  ['C:\\fakepath\\plan.docx', 'plan.docx'],
  ['../../.htaccess', 'htaccess'],
  ['a\u0000b\r\nc.txt', 'abc.txt'],
  ['...', 'file'],
  ['e\u0301.txt', 'é.txt'],
  [`${'字'.repeat(200)}.xlsx`, `${'字'.repeat(145)}.xlsx`],
])('a file called %j is kept as %j', (given, kept) => {
  expect(safeName(given)).toBe(kept);
});

test('a name in a header breaks out of nothing', () => {
  expect(contentDisposition('inline', `a";b='c'.pdf`)).toBe(
    `inline; filename="a_;b='c'.pdf"; filename*=UTF-8''a%22%3Bb%3D%27c%27.pdf`,
  );
});

test('a cursor is read back as it was made; another one is refused', () => {
  const place = { at: '2026-01-05T01:00:00.000Z', id: 'a/b' };
  expect(fromCursor(toCursor(place), sincePlace)).toEqual(place);
  expect(fromCursor(undefined, sincePlace)).toBeNull();
  for (const other of ['x', toCursor({ at: 'soon', id: '' }), toCursor({ id: 'a' })]) {
    expect(() => fromCursor(other, sincePlace)).toThrow(Refusal);
  }
});

test('a page has 50 lines unless something else is asked for, and at most 200', () => {
  expect([undefined, '7', '999'].map(limitOf)).toEqual([50, 7, 200]);
});
