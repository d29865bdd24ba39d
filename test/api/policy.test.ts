import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles, type Role } from '../../workflows/permissions.ts';
import { actions, type Action } from '../../server/access/policy.ts';
import { instanceListSchema } from '../../server/contract/instances.ts';
import { balanceListSchema, entryListSchema } from '../../server/contract/ledger.ts';
import { staffingListSchema } from '../../server/contract/positions.ts';
import { dashboardSchema } from '../../server/contract/work.ts';
import { routes } from '../../server/routes/index.ts';
import { definition, makeProject, sendEvent } from './projects.ts';
import { idOf, startService, type Service } from './service.ts';
import { problemIn, type Visitor } from './visitor.ts';

/** Somebody with each role; zhao leads the department that zhou works in, and feng works in another one. */
const holders: Record<Role, string> = {
  member: 'chen',
  leader: 'zhao',
  pointsManager: 'li',
  administrator: 'admin',
  auditor: 'audit',
};

/** What each role gets for each action: an answer, or one for the own, the department's and a foreign project. */
const expected: Record<Action, Record<Role, string>> = {
  read_people: row('200', '200', '200', '200', '200'),
  manage_people: row('403', '403', '403', '201', '403'),
  read_staffing: row('own', 'own department', 'all', 'all', 'all'),
  manage_positions: row('403', '403', '404', '404', '403'),
  record_absence: row('403 403 403', '403 201 403', '403 201 201', '403 201 201', '403 403 403'),
  read_templates: row('200', '200', '200', '200', '200'),
  create_project: row('403', '201', '201', '403', '403'),
  read_instance: row('200 404 404', '200 200 404', '200 200 200', '200 200 200', '200 200 200'),
  send_event: row('200 404 404', '200 403 404', '200 403 403', '200 403 403', '200 403 403'),
  write_evidence: row('200 404 404', '200 403 404', '200 403 403', '200 403 403', '200 403 403'),
  file_claim: row('200 403 403', '200 200 403', '200 200 200', '200 403 403', '200 403 403'),
  read_ledger: row('own', 'own department', 'all', 'all', 'all'),
  read_scorecard: row('200 403 403', '200 200 403', '200 200 200', '200 200 200', '200 200 200'),
  read_dashboard: row('own', 'own department', 'all', 'all', 'all'),
  read_own_work: row('200', '200', '200', '200', '200'),
  follow_changes: row('200', '200', '200', '200', '200'),
  read_calendar: row('200', '200', '200', '200', '200'),
  manage_calendar: row('403', '403', '200', '200', '403'),
  record_items: row(
    '403 403 403',
    'own_items department not_your_department',
    'own_items department foreign',
    '403 403 403',
    '403 403 403',
  ),
  read_rules: row('200', '200', '200', '200', '200'),
  manage_rules: row('403', '403', '201', '403', '403'),
  move_clock: row('200', '200', '200', '200', '200'),
  manage_outbox: row('403', '403', '403', '200', '403'),
};

function row(member: string, leader: string, pointsManager: string, administrator: string, auditor: string) {
  return { member, leader, pointsManager, administrator, auditor };
}

let service: Service;
let visitors: Record<Role, Visitor>;
let projects: Record<Role | 'department' | 'foreign', string>;

beforeAll(async () => {
  service = await startService({ demo: true });
  const li = await service.as('li');
  visitors = {
    member: await service.as(holders.member),
    leader: await service.as(holders.leader),
    pointsManager: li,
    administrator: await service.as(holders.administrator),
    auditor: await service.as(holders.auditor),
  };
  const owned = (owner: string) => makeProject(li, { owner, leader: 'wang' });
  projects = {
    member: await owned(holders.member),
    leader: await owned(holders.leader),
    pointsManager: await owned(holders.pointsManager),
    administrator: await owned(holders.administrator),
    auditor: await owned(holders.auditor),
    department: await owned('zhou'),
    foreign: await owned('feng'),
  };
  const owners = [...Object.values(holders), 'zhou', 'feng'];
  await service.database.ledger.insertMany(
    owners.map((account) => ({
      _id: `${projects.foreign}/plan/award/${account}`,
      person: idOf(account),
      points: 1,
      day: '2026-01-05',
      kind: 'award',
      instance: projects.foreign,
      milestone: 'plan',
      rule: null,
      reason: null,
      facts: [],
      definition: '',
      seq: 1,
      decidedBy: idOf('wang'),
      at: '2026-01-05T01:00:00.000Z',
      reversalOf: null,
    })),
  );
});
afterAll(() => service.close());

async function statuses(role: Role, ask: (instance: string) => Promise<{ status: number }>): Promise<string> {
  const asked = [projects[role], projects.department, projects.foreign];
  const answers: number[] = [];
  for (const instance of asked) answers.push((await ask(instance)).status);
  return answers.join(' ');
}

/** Which of three people somebody is shown. */
function shown(role: Role, people: readonly string[]): string {
  if (people.includes(idOf('feng'))) return 'all';
  const department = people.includes(idOf('zhou')) ? ' department' : '';
  return `${people.includes(idOf(holders[role])) ? 'own' : 'none'}${department}`;
}

const status = async (answer: Promise<{ status: number }>) => String((await answer).status);

const attempts: Record<Action, (visitor: Visitor, role: Role) => Promise<string>> = {
  read_people: (visitor) => status(visitor.get('/people')),
  manage_people: (visitor) => status(visitor.post('/departments', { name: '新部门' })),
  read_staffing: async (visitor, role) => {
    const { items } = staffingListSchema.parse((await visitor.get('/staffing')).body);
    return shown(
      role,
      items.map(({ person }) => person.id),
    );
  },
  manage_positions: (visitor) => status(visitor.patch(`/positions/${'a'.repeat(24)}`, { name: '新岗位' })),
  record_absence: async (visitor, role) => {
    const day = `2026-02-0${roles.indexOf(role) + 1}`;
    const answers: string[] = [];
    for (const account of [holders[role], 'zhou', 'feng']) {
      const leave = { person: idOf(account), from: day, to: day };
      answers.push(await status(visitor.post('/absences', leave)));
    }
    return answers.join(' ');
  },
  read_templates: (visitor) => status(visitor.get('/templates?start=2026-01-05&language=zh')),
  create_project: (visitor) => {
    const people = { owner: idOf('feng'), leader: idOf('wang') };
    return status(visitor.post('/projects', { commandId: randomUUID(), definition, ...people }));
  },
  read_instance: (visitor, role) => statuses(role, (id) => visitor.get(`/instances/${id}`)),
  // Anybody who owns the project may submit its plan; nobody here may accept one.
  send_event: (visitor, role) =>
    statuses(role, (id) =>
      sendEvent(visitor, id, { type: id === projects[role] ? 'SUBMIT_PLAN' : 'ACCEPT_PLAN' }),
    ),
  write_evidence: (visitor, role) =>
    statuses(role, (id) =>
      visitor.put(`/instances/${id}/milestones/plan/draft`, { evidence: { text: '草稿' } }),
    ),
  file_claim: async (visitor, role) => {
    const people = [holders[role], 'zhou', 'feng'].map(idOf);
    const answers = people.map((person) => status(visitor.get(`/claims/rules?person=${person}`)));
    return (await Promise.all(answers)).join(' ');
  },
  read_ledger: async (visitor, role) => {
    const entries = entryListSchema.parse((await visitor.get('/ledger/entries')).body).items;
    const balances = balanceListSchema.parse((await visitor.get('/ledger/balances')).body).items;
    const [first, second] = [entries, balances].map((list) =>
      shown(
        role,
        list.map(({ person }) => person.id),
      ),
    );
    return first === second ? String(first) : `${first} / ${second}`;
  },
  read_scorecard: async (visitor, role) => {
    const people = [holders[role], 'zhou', 'feng'].map(idOf);
    const path = (person: string) => `/scorecard?person=${person}&from=2026-01&to=2026-01`;
    const answers = await Promise.all(people.map((person) => status(visitor.get(path(person)))));
    return answers.join(' ');
  },
  read_dashboard: async (visitor, role) => {
    const { projects: listed } = dashboardSchema.parse((await visitor.get('/dashboard')).body);
    return shown(
      role,
      listed.map(({ owner }) => owner.id),
    );
  },
  read_own_work: (visitor) => status(visitor.get('/my-work')),
  follow_changes: async (visitor) => {
    const end = new AbortController();
    const headers = { Cookie: visitor.cookie ?? '' };
    const answer = await fetch(`${service.url}/api/v1/stream`, { headers, signal: end.signal });
    end.abort();
    return String(answer.status);
  },
  read_calendar: (visitor) => status(visitor.get('/calendar?year=2026')),
  manage_calendar: (visitor) => status(visitor.post('/calendar/import', { text: '2027-01-01,放假,元旦' })),
  // There is no such rule: what is wrong with the person is said beside that.
  record_items: async (visitor, role) => {
    const people = { [holders[role]]: 'own', zhou: 'department', feng: 'foreign' };
    const answers: string[] = [];
    for (const [person, whose] of Object.entries(people)) {
      const item = { rule: 'no_such_rule', externalId: '1', person, startedAt: '2026-01-04T10:00' };
      const answer = await visitor.post('/items', item);
      const fault = problemIn(answer).faults?.find(({ path }) => path === 'person');
      answers.push(answer.status === 403 ? '403' : (fault?.code ?? whose));
    }
    return answers.join(' ');
  },
  read_rules: (visitor) => status(visitor.get('/rule-sets/sales')),
  manage_rules: (visitor) =>
    status(visitor.post('/rule-sets/production/draft', { from: 'empty', name: '生产' })),
  move_clock: (visitor) => status(visitor.get('/demo/clock')),
  manage_outbox: (visitor) => status(visitor.get('/outbox/undelivered')),
};

describe.each(actions)('%s', (action) => {
  test.each(roles)('as %s', async (role) => {
    expect(await attempts[action](visitors[role], role)).toBe(expected[action][role]);
  });
});

test('lists hold what may be seen, and nothing else', async () => {
  const { items } = instanceListSchema.parse((await visitors.leader.get('/instances')).body);
  const owners = items.map(({ owner }) => owner.id).toSorted();
  expect(owners).toEqual([idOf('zhao'), idOf('zhou'), idOf('chen')].toSorted());
});

test('who accepts a project sees it, wherever its owner works', async () => {
  const sun = await service.as('sun');
  const made = await makeProject(await service.as('li'), { owner: 'wu', leader: 'sun' });
  expect((await sun.get(`/instances/${made}`)).status).toBe(200);
});

const guarded = routes.filter(({ spec }) => spec.action !== 'anybody').map(({ spec }) => spec);
test.each(guarded)('$method $path is for nobody who is not signed in', async ({ method, path }) => {
  const address = path.replace(/:\w+/g, 'a'.repeat(24));
  const headers = { 'X-Requested-With': 'jifen', 'Sec-Fetch-Site': 'same-origin' };
  const answer = await service.stranger().send(method.toUpperCase(), address, { headers });
  expect(answer.status).toBe(401);
});

const ofInstances = guarded.filter(
  ({ method, path }) => method === 'get' && path.startsWith('/instances/:id'),
);
test.each(ofInstances)('$path of a foreign project is not found', async ({ path }) => {
  const address = path.replace(':id', projects.foreign).replace(':milestone', 'plan');
  expect((await visitors.member.get(address)).status).toBe(404);
});
