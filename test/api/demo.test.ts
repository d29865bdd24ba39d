import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clockSchema, demoAccountsSchema } from '../../server/contract/people.ts';
import { addAdministrator } from '../../server/access/add-administrator.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { connectDatabase } from '../../server/store/database.ts';
import { prepareCollections } from '../../server/store/indexes.ts';
import { scratchFolder, testDatabase } from '../support/servers.ts';
import { beginProject } from './projects.ts';
import { everything, startService, type Service } from './service.ts';
import { refusal } from './visitor.ts';

let service: Service;
let client: string;

beforeAll(async () => {
  client = scratchFolder('client');
  mkdirSync(join(client, 'assets'));
  writeFileSync(join(client, 'index.html'), '<!doctype html><title>Jifen</title>');
  writeFileSync(join(client, 'assets', 'index-abc.js'), 'export {}');
  service = await startService({ demo: true, clientFolder: client });
});
afterAll(() => service.close());

test('the clock of a demo moves by a day or to just after the next deadline, past the reminders', async () => {
  const [li, wang] = await Promise.all([service.as('li'), service.as('wang')]);
  expect(refusal(await li.post('/demo/clock', { by: 'nextDeadline' }))).toBe('409 no_deadline');
  await beginProject({ owner: li, leader: wang }, { owner: 'li', leader: 'wang' });
  expect(clockSchema.parse((await li.get('/demo/clock')).body)).toEqual({
    now: '2026-01-05T01:00:00.000Z',
    nextDeadline: '2026-01-31T15:59:59.999Z',
  });
  const day = await li.post('/demo/clock', { by: 'day' });
  expect(clockSchema.parse(day.body).now).toBe('2026-01-06T01:00:00.000Z');
  const deadline = await li.post('/demo/clock', { by: 'nextDeadline' });
  expect(clockSchema.parse(deadline.body).now).toBe('2026-01-31T16:00:00.000Z');
});

test('a demo names its accounts; anywhere else there is neither a list nor a clock', async () => {
  const demo = demoAccountsSchema.parse((await service.stranger().get('/demo/accounts')).body);
  expect(demo.items.map(({ account }) => account)).toContain('wang');
  const real = await startService();
  const li = await real.as('li');
  expect(refusal(await li.get('/demo/accounts'))).toBe('404 not_found');
  expect(refusal(await li.get('/demo/clock'))).toBe('404 not_found');
  expect(refusal(await li.post('/demo/clock', { by: 'day' }))).toBe('404 not_found');
  await real.close();
});

test('the demo company is filled in once, and never into another one', async () => {
  const database = await connectDatabase(testDatabase().uri);
  await prepareCollections(database);
  const accounts = await seedDemo(database);
  const first = await everything(database);
  expect(accounts.length).toBeGreaterThan(8);
  expect(await seedDemo(database)).toEqual(accounts);
  expect(await everything(database)).toEqual(first);
  await database.db.dropDatabase();

  const company = { name: 'Real', timeZone: 'Asia/Shanghai' };
  const boss = { account: 'Boss', name: '老板', password: 'a long password' };
  await addAdministrator(database, boss, company);
  expect(await seedDemo(database)).toEqual([]);
  expect((await database.people.find().toArray()).map(({ account, roles }) => [account, roles])).toEqual([
    ['boss', ['administrator']],
  ]);
  await expect(addAdministrator(database, boss, company)).rejects.toMatchObject({ code: 'account_taken' });
  await database.db.dropDatabase();
  await database.client.close();
});

test('pages are served from the built client, with the one page for every address of a page', async () => {
  const stranger = service.stranger();
  for (const path of ['//', '//inbox', `//projects/${'a'.repeat(24)}`]) {
    const answer = await stranger.get(path);
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-cache']);
    expect(answer.text).toContain('<title>Jifen');
  }
  const asset = await stranger.get('//assets/index-abc.js');
  expect(asset.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  for (const path of [
    '//assets/gone.js',
    '//favicon.png',
    '//api/nothing',
    '//api/v1/nothing',
    '//health/no',
  ]) {
    expect((await stranger.get(path)).status).toBe(404);
  }
});
