import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginProject, definition, evidence, makeProject, sendEvent } from './projects.ts';
import { everything, idOf, startService, type Service } from './service.ts';
import { problemIn, refusal, type Answer, type Visitor } from './visitor.ts';

let service: Service;
let li: Visitor;
let wang: Visitor;
let chen: Visitor;
let instance: string;
let before: string[];

beforeAll(async () => {
  service = await startService();
  [li, wang, chen] = await Promise.all([service.as('li'), service.as('wang'), service.as('chen')]);
  instance = await beginProject({ owner: li, leader: wang }, { owner: 'li', leader: 'wang' });
});
afterAll(() => service.close());

beforeEach(async () => {
  before = await everything(service.database);
});
afterEach(async () => {
  expect(await everything(service.database)).toEqual(before);
});

/** Paths and codes of the faults that a refusal names. */
function faults(answer: Answer): string[] {
  return (problemIn(answer).faults ?? []).map(({ path, code }) => `${path} ${code}`);
}

describe('a definition', () => {
  const [plan, trial, rollout] = definition.milestones;
  const milestones = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...plan, id: `m${index}`, weight: 200 }));
  const cases: [string, object, string[]][] = [
    [
      'whose weights do not sum to 100 %',
      { milestones: [plan, { ...trial, weight: 2999 }, rollout] },
      ['definition.milestones weights_do_not_sum'],
    ],
    [
      'with duplicate ids',
      { milestones: [plan, { ...trial, id: 'plan' }, rollout] },
      ['definition.milestones.1.id duplicate_id'],
    ],
    [
      'with circular dependsOn',
      {
        order: 'dependencies',
        milestones: [{ ...plan, dependsOn: ['rollout'] }, trial, { ...rollout, dependsOn: ['plan'] }],
      },
      [
        'definition.milestones.0.dependsOn circular_dependency',
        'definition.milestones.2.dependsOn circular_dependency',
      ],
    ],
    [
      'with a due date that does not exist',
      { milestones: [plan, { ...trial, due: '2026-02-30' }, rollout] },
      ['definition.milestones.1.due date_does_not_exist'],
    ],
    [
      'with no milestone',
      { milestones: [] },
      ['definition.milestones too_few', 'definition.milestones weights_do_not_sum'],
    ],
    ['with 51 milestones', { milestones: milestones(51) }, ['definition.milestones too_many']],
    ['with negative points', { points: -1 }, ['definition.points too_small']],
    ['with fractional points', { points: 0.5 }, ['definition.points not_whole']],
    ['with points above 10,000,000', { points: 10_000_001 }, ['definition.points too_big']],
    [
      'with several faults at once',
      { points: -0.5, start: '2026-13-01', milestones: [{ ...plan, weight: 1, due: 'soon' }] },
      [
        'definition.points not_whole',
        'definition.points too_small',
        'definition.start date_does_not_exist',
        'definition.milestones.0.due date_does_not_exist',
        'definition.milestones weights_do_not_sum',
      ],
    ],
  ];
  test.each(cases)('%s is refused, every fault named with its path', async (_name, change, expected) => {
    const answer = await li.post('/projects', {
      commandId: randomUUID(),
      definition: { ...definition, ...change },
      owner: idOf('li'),
      leader: idOf('wang'),
    });
    expect(refusal(answer)).toBe('422 invalid_request');
    expect(faults(answer).toSorted()).toEqual(expected.toSorted());
  });

  test('says the sum of its weights, and limits, in a sentence', async () => {
    const answer = await li.post('/projects', {
      commandId: randomUUID(),
      definition: { ...definition, points: 99_999_999, milestones: [plan, trial] },
      owner: idOf('li'),
      leader: idOf('wang'),
    });
    expect(problemIn(answer).faults?.map(({ message }) => message)).toEqual([
      '不能大于 10,000,000。',
      '各里程碑的权重之和必须是 100%，现在是 70%。',
    ]);
  });
});

describe('the people of a project', () => {
  test.each([
    ['owner and leader are the same', 'wang', 'wang', '422 owner_is_leader'],
    ['whoever accepts is no leader', 'li', 'chen', '422 not_a_leader'],
  ])('are refused if %s', async (_name, owner, leader, expected) => {
    const people = { owner: idOf(owner), leader: idOf(leader) };
    expect(refusal(await li.post('/projects', { commandId: randomUUID(), definition, ...people }))).toBe(
      expected,
    );
  });

  test('are refused if there is no such person', async () => {
    const people = { owner: 'f'.repeat(24), leader: idOf('wang') };
    const answer = await li.post('/projects', { commandId: randomUUID(), definition, ...people });
    expect(refusal(answer)).toBe('422 unknown_person');
    expect(faults(answer)).toEqual(['owner unknown_person']);
  });
});

describe('an event', () => {
  test('that the state does not take is refused with those that it takes', async () => {
    const answer = await sendEvent(wang, instance, { type: 'ACCEPT', milestone: 'plan' });
    expect(refusal(answer)).toBe('409 not_taken');
    expect(problemIn(answer).allowed).toContainEqual({ type: 'SUBMIT', milestone: 'plan' });
  });

  test('from one who may not send it is refused', async () => {
    expect(refusal(await sendEvent(wang, instance, { type: 'SUBMIT', milestone: 'plan', evidence }))).toBe(
      '403 not_allowed',
    );
  });

  test('that decides on own work is refused', async () => {
    expect(refusal(await sendEvent(li, instance, { type: 'ACCEPT', milestone: 'plan' }))).toBe(
      '403 own_work',
    );
  });

  test('for an instance that is not there, or not for the sender, is not found', async () => {
    const event = { type: 'SUBMIT', milestone: 'plan', evidence };
    expect(refusal(await sendEvent(li, 'f'.repeat(24), event))).toBe('404 unknown_instance');
    expect(refusal(await sendEvent(chen, instance, event))).toBe('404 unknown_instance');
  });

  test('for a milestone that is not there is not found', async () => {
    expect(refusal(await sendEvent(li, instance, { type: 'SUBMIT', milestone: 'nope', evidence }))).toBe(
      '404 unknown_milestone',
    );
  });

  const wrong: [string, object, string][] = [
    ['with an unknown field', { type: 'SUBMIT_PLAN', points: 5 }, 'points unknown_field'],
    [
      'with an unknown field inside',
      { type: 'SUBMIT', milestone: 'plan', evidence: { ...evidence, at: '2020-01-01' } },
      'evidence.at unknown_field',
    ],
    ['of an unknown type', { type: 'WIN' }, 'type unknown_value'],
    ['of a type that only time sends', { type: 'DUE', milestone: 'plan' }, 'type unknown_value'],
    ['of a type that the machine uses inside', { type: 'xstate.stop' }, 'type unknown_value'],
    ['without a type', {}, 'type unknown_value'],
    ['without a reason', { type: 'RETURN', milestone: 'plan', reason: '  ' }, 'reason too_short'],
    [
      'with a link that is none',
      { type: 'SUBMIT', milestone: 'plan', evidence: { links: ['javascript:alert(1)'] } },
      'evidence.links.0 bad_link',
    ],
    [
      'with a file that is not there',
      { type: 'SUBMIT', milestone: 'plan', evidence: { files: ['a'.repeat(24)] } },
      'evidence.files.0 unknown_file',
    ],
    ['with a command id that is none', { type: 'SUBMIT_PLAN', commandId: 'timer/1' }, 'commandId bad_format'],
  ];
  test.each(wrong)('%s is refused with its path', async (_name, event, fault) => {
    const answer = await sendEvent(li, instance, event);
    expect(refusal(answer)).toBe('422 invalid_request');
    expect(faults(answer)).toContain(fault);
  });

  test('with evidence that says nothing is refused', async () => {
    const answer = await sendEvent(li, instance, { type: 'SUBMIT', milestone: 'plan', evidence: {} });
    expect(refusal(answer)).toBe('422 evidence_missing');
  });

  test('under a command id that another one had is refused', async () => {
    const [line] = await service.database.history.find({ instance }).sort({ seq: 1 }).limit(1).toArray();
    const commandId = line?.commandId;
    expect(refusal(await li.post(`/instances/${instance}/events`, { commandId, type: 'SUBMIT_PLAN' }))).toBe(
      '409 command_id_reused',
    );
    const people = { owner: idOf('li'), leader: idOf('wang') };
    const other = { ...definition, points: 1999 };
    expect(refusal(await wang.post('/projects', { commandId, definition: other, ...people }))).toBe(
      '409 command_id_reused',
    );
  });

  test('for another version, or for one that is none, is refused', async () => {
    const event = { type: 'SUSPEND', reason: '等等' };
    expect(refusal(await sendEvent(wang, instance, event, { 'If-Match': '"1"' }))).toBe('412 stale');
    expect(refusal(await sendEvent(wang, instance, event, { 'If-Match': '1; drop' }))).toBe(
      '422 invalid_request',
    );
  });
});

describe('a request', () => {
  const headers = {
    'X-Requested-With': 'jifen',
    'Sec-Fetch-Site': 'same-origin',
    'Content-Type': 'application/json',
  };

  test('with a body over the limit is refused', async () => {
    const body = JSON.stringify({ commandId: randomUUID(), type: 'x'.repeat(600_000) });
    const answer = await li.send('POST', `/instances/${instance}/events`, { headers, body });
    expect(refusal(answer)).toBe('413 body_too_large');
  });

  test.each(['{"type":', '', '"text"', '[', 'null'])('with broken JSON %j is refused', async (body) => {
    const answer = await li.send('POST', `/instances/${instance}/events`, { headers, body });
    expect(['400 broken_json', '422 invalid_request']).toContain(refusal(answer));
    expect(answer.text).not.toMatch(/at .*\.ts|node_modules|JSON\.parse|Mongo/);
  });

  test('that is no JSON is refused', async () => {
    const answer = await li.send('POST', `/instances/${instance}/events`, {
      headers: { ...headers, 'Content-Type': 'text/plain' },
      body: '{}',
    });
    expect(refusal(answer)).toBe('415 not_json');
  });

  const operator = { $gt: '' };
  const injections: [string, string, object][] = [
    ['/session', 'account', { account: operator, password: 'x' }],
    ['/session', 'password', { account: 'li', password: operator }],
    ['/notifications/read', 'ids.0', { ids: [operator] }],
    ['/projects', 'owner', { commandId: randomUUID(), definition, owner: operator, leader: operator }],
  ];
  test.each(injections)('to %s with an operator where %s belongs is refused', async (path, at, body) => {
    const answer = await li.post(path, body);
    expect(refusal(answer)).toBe('422 invalid_request');
    expect(faults(answer)).toContain(`${at} wrong_type`);
  });

  test.each([
    '/instances?owner[$gt]=',
    '/instances?$where=1',
    '/instances?owner=a&owner=b',
    '/instances?limit=0',
    '/instances?limit=1e3',
    '/instances?cursor=eyJpZCI6eyIkZ3QiOiIifX0',
    '/instances?dueBefore=tomorrow',
    '/instances/nope',
    '/instances/%24where',
    '/files/..%2f..%2fetc%2fpasswd',
    '/ledger/entries?person=%7B%22%24gt%22%3A%22%22%7D',
    '/my-work?x=1',
  ])('for %s is refused', async (path) => {
    expect(refusal(await li.get(path))).toBe('422 invalid_request');
  });

  test('for an address that cannot be read is refused without a word of why', async () => {
    const answer = await li.get('/instances/%E0%A4%A');
    expect(refusal(answer)).toBe('400 broken_request');
  });

  test('for an address that is none is not found', async () => {
    expect(refusal(await li.get('/nothing'))).toBe('404 not_found');
    expect(refusal(await li.get('//nothing.js'))).toBe('404 not_found');
  });

  test('with names of the prototype is refused and changes nothing', async () => {
    const body = '{"__proto__":{"roles":["administrator"]},"commandId":"prototype-1","type":"SUBMIT_PLAN"}';
    const answer = await li.send('POST', `/instances/${instance}/events`, { headers, body });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(Reflect.get({}, 'roles')).toBeUndefined();
  });
});

test('a plan cannot be revised to people who cannot be', async () => {
  // This one writes: a project of its own, which the check after each test has to know.
  const draft = await makeProject(li, { owner: 'li', leader: 'wang' });
  before = await everything(service.database);
  const revise = { type: 'REVISE_PLAN', definition, owner: idOf('li') };
  expect(refusal(await sendEvent(li, draft, { ...revise, leader: idOf('li') }))).toBe('422 owner_is_leader');
  expect(refusal(await sendEvent(li, draft, { ...revise, leader: idOf('feng') }))).toBe('422 not_a_leader');
});
