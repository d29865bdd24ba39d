import { afterAll, beforeAll, expect, test } from 'vitest';
import { instanceListSchema } from '../../server/contract/instances.ts';
import { planOf } from '../../server/store/instance-lists.ts';
import type { InstanceDocument } from '../../server/store/documents.ts';
import { introducePointsManagement } from '../support/company.ts';
import { beginProject, makeProject } from './projects.ts';
import { idOf, startService, type Service } from './service.ts';
import type { Visitor } from './visitor.ts';

const COUNT = 23;
let service: Service;
let li: Visitor;

beforeAll(async () => {
  service = await startService();
  li = await service.as('li');
  const wang = await service.as('wang');
  const begun = await beginProject(
    { owner: li, leader: wang },
    { owner: 'li', leader: 'wang', definition: introducePointsManagement('2026-01-05') },
  );
  await makeProject(li, { owner: 'feng', leader: 'sun' });
  await copy(begun);
});
afterAll(() => service.close());

/** Copies of a project with due dates a day apart, each date twice: what a company has after some years. */
async function copy(instance: string): Promise<void> {
  const document = await service.database.instances.findOne({ _id: instance });
  if (document?.kind !== 'project') throw new Error('there is nothing to copy');
  const copies = Array.from({ length: COUNT - 1 }, (_, index): InstanceDocument => {
    const due = new Date(Date.UTC(2026, 1, 1 + Math.floor(index / 2))).toISOString();
    const summary = { ...document.summary, nextDue: due, overdue: index % 5 === 0 };
    return { ...document, _id: index.toString(16).padStart(24, '0'), summary };
  });
  await service.database.instances.insertMany(copies);
}

async function pages(query: string): Promise<string[][]> {
  const found: string[][] = [];
  let cursor = '';
  do {
    const answer = await li.get(`/instances?${query}${cursor}`);
    const page = instanceListSchema.parse(answer.body);
    found.push(page.items.map(({ id }) => id));
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  return found;
}

test.each([
  ['newest first', 'limit=7', COUNT + 1],
  ['of one owner', `owner=${idOf('li')}&limit=10`, COUNT],
  ['of one reviewer', `reviewer=${idOf('sun')}&limit=10`, 1],
  ['in one state', 'state=active&limit=5', COUNT],
  ['with a milestone in a state', 'milestoneState=open&limit=23', COUNT],
  ['by due date', 'dueAfter=2026-01-01T00:00:00Z&limit=4', COUNT],
  ['until a due date', 'dueBefore=2026-02-03T00:00:00Z&limit=4', 7],
  ['overdue ones', 'overdue=true&limit=2', 5],
])('pages of projects %s have each one once', async (_name, query, count) => {
  const ids = (await pages(query)).flat();
  expect(ids).toHaveLength(count);
  expect(new Set(ids).size).toBe(count);
});

test('a page has no more than was asked for, and at most 200', async () => {
  expect((await pages('limit=10')).map(({ length }) => length)).toEqual([10, 10, 4]);
  expect((await li.get('/instances?limit=999')).status).toBe(200);
});

test('a list by due date is in the order of the dates', async () => {
  const answer = await li.get('/instances?dueAfter=2026-01-01T00:00:00Z');
  const dates = instanceListSchema.parse(answer.body).items.map(({ nextDue }) => nextDue ?? '');
  expect(dates).toEqual(dates.toSorted());
});

const own = { all: false, self: idOf('li'), owners: [idOf('li')] } as const;
const department = {
  all: false,
  self: idOf('wang'),
  owners: [idOf('li'), idOf('feng'), idOf('zhou')],
} as const;
const all = { all: true } as const;
test.each([
  ['everything', { sight: all }],
  ['of one owner', { sight: all, owner: idOf('li') }],
  ['of one reviewer', { sight: all, leader: idOf('wang') }],
  ['in one state', { sight: all, state: 'active' as const }],
  ['overdue', { sight: all, overdue: true }],
  ['by due date', { sight: all, dueBefore: '2026-03-01T00:00:00.000Z' }],
  ['own', { sight: own }],
  ['own in one state', { sight: own, state: 'active' as const }],
  ['of a department', { sight: department }],
  ['of a department by due date', { sight: department, dueAfter: '2026-01-01T00:00:00.000Z' }],
])('a list of projects %s is served by an index, in its order', async (_name, query) => {
  const { filter, sort } = planOf({ ...query, after: null, limit: 50 });
  const plan: unknown = await service.database.instances
    .find(filter)
    .sort(sort)
    .limit(50)
    .explain('queryPlanner');
  const text = JSON.stringify(Reflect.get(Object(Reflect.get(Object(plan), 'queryPlanner')), 'winningPlan'));
  expect(text).toContain('IXSCAN');
  expect(text).not.toContain('COLLSCAN');
  expect(text).not.toContain('"SORT"');
});
