import { afterAll, beforeAll, expect, test } from 'vitest';
import { instanceListSchema } from '../../server/contract/instances.ts';
import { balanceListSchema, entryListSchema } from '../../server/contract/ledger.ts';
import { dashboardSchema } from '../../server/contract/work.ts';
import { beginProject, definition, evidence, makeProject, sendEvent, take } from './projects.ts';
import { idOf, startService, type Service } from './service.ts';
import { refusal, type Visitor } from './visitor.ts';

let service: Service;
let li: Visitor;
let wang: Visitor;

beforeAll(async () => {
  service = await startService();
  li = await service.as('li');
  wang = await service.as('wang');
});
afterAll(() => service.close());

const standing = async (visitor: Visitor) =>
  dashboardSchema.parse((await visitor.get('/dashboard')).body).standing;
const listed = async (query: string) => {
  const { items } = instanceListSchema.parse((await li.get(`/instances?${query}`)).body);
  return items.map(({ id }) => id).toSorted();
};

test('what was cancelled before it began has lost no points; what was cancelled later has', async () => {
  const draft = await makeProject(li, { owner: 'li', leader: 'wang' });
  await take(wang, draft, { type: 'CANCEL', reason: '不做了' });
  expect(await standing(li)).toEqual({ total: 0, awarded: 0, waiting: 0, open: 0, forfeited: 0 });

  const begun = await beginProject({ owner: li, leader: wang }, { owner: 'li', leader: 'wang' });
  await take(wang, begun, { type: 'CANCEL', reason: '不做了' });
  expect(await standing(li)).toEqual({ total: 2000, awarded: 0, waiting: 0, open: 0, forfeited: 2000 });
});

test('projects are found by several states at once, and by points that they have lost', async () => {
  const running = await beginProject({ owner: li, leader: wang }, { owner: 'li', leader: 'wang' });
  const draft = await makeProject(li, { owner: 'li', leader: 'wang' });
  expect(await listed('state=active,draft')).toEqual([running, draft].toSorted());
  expect(await listed('state=active')).toEqual([running]);
  expect(await listed('forfeited=true')).toHaveLength(2);
  expect(await listed('forfeited=true&state=active')).toEqual([]);
});

test('a leader sees the entries that they decided, also of people elsewhere, but only the balances of their own', async () => {
  const zhao = await service.as('zhao');
  const feng = await service.as('feng');
  const elsewhere = await beginProject({ owner: feng, leader: zhao }, { owner: 'feng', leader: 'zhao' });
  await take(feng, elsewhere, { type: 'SUBMIT', milestone: 'plan', evidence });
  await take(zhao, elsewhere, { type: 'ACCEPT', milestone: 'plan' });
  const entries = entryListSchema.parse((await zhao.get('/ledger/entries')).body).items;
  expect(entries.map(({ person, points }) => [person.id, points])).toEqual([[idOf('feng'), 800]]);
  const why = await zhao.get(`/ledger/entries/${encodeURIComponent(entries[0]?.id ?? '')}`);
  expect(why.status).toBe(200);
  const balances = balanceListSchema.parse((await zhao.get('/ledger/balances')).body).items;
  expect(balances.map(({ person }) => person.id)).not.toContain(idOf('feng'));
});

test('an owner who revises a draft cannot give it to another reviewer; a points manager can', async () => {
  const draft = await makeProject(li, { owner: 'zhou', leader: 'wang' });
  const zhou = await service.as('zhou');
  const revision = { type: 'REVISE_PLAN', definition, owner: idOf('zhou'), leader: idOf('zhao') };
  expect(refusal(await sendEvent(zhou, draft, revision))).toBe('403 not_yours_to_assign');
  expect((await sendEvent(li, draft, revision)).status).toBe(200);
  const told = await service.database.outbox.findOne({ instance: draft, message: 'review_handed_over' });
  expect(told?.to).toBe(idOf('wang'));
});

test('text that cannot be seen, or that turns the text around it, is refused with its place', async () => {
  const instance = await beginProject({ owner: li, leader: wang }, { owner: 'li', leader: 'wang' });
  const answers = await Promise.all([
    sendEvent(li, instance, { type: 'SUBMIT', milestone: 'plan', evidence: { text: '\u200B\u200B' } }),
    sendEvent(wang, instance, { type: 'SUSPEND', reason: 'a\u202Eb' }),
    li.post('/projects', {
      commandId: 'invisible-title',
      definition: { ...definition, title: '\u3164' },
      owner: idOf('li'),
      leader: idOf('wang'),
    }),
  ]);
  expect(answers.map(refusal)).toEqual(['422 invalid_request', '422 invalid_request', '422 invalid_request']);
  expect(answers.map(({ text }) => /invisible_text|harmful_characters/.exec(text)?.[0])).toEqual([
    'invisible_text',
    'harmful_characters',
    'invisible_text',
  ]);
});
