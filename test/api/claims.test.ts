import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimableListSchema, claimPreviewSchema } from '../../server/contract/claims.ts';
import { fileSchema, outcomeSchema } from '../../server/contract/instances.ts';
import { entryListSchema } from '../../server/contract/ledger.ts';
import { ruleWorkListSchema, ruleWorkViewSchema } from '../../server/contract/rule-work.ts';
import { whySchema } from '../../server/contract/why.ts';
import { inboxSchema, myWorkSchema } from '../../server/contract/work.ts';
import { demoStaffing } from '../../server/demo/staffing.ts';
import { plantStaffing } from '../../server/store/change-staffing.ts';
import { placesOf } from '../../workflows/rules/places.ts';
import { ruleSetSchema } from '../../workflows/rules/rule-set.ts';
import { sendEvent, take } from './projects.ts';
import { rulesOffice } from './rule-sets.ts';
import { everything, idOf, startService, type Service } from './service.ts';
import { problemIn, refusal, type Answer, type Visitor } from './visitor.ts';

let service: Service;
let feng: Visitor;
let sun: Visitor;
let wu: Visitor;
let qian: Visitor;
let li: Visitor;

beforeAll(async () => {
  service = await startService();
  await plantStaffing(service.database, demoStaffing('2026-01-01'));
  // Wednesday, 14 January 2026, 10:00 in Shanghai.
  service.clock.set('2026-01-14T02:00:00.000Z');
  [feng, sun, wu, qian, li] = [
    await service.as('feng'),
    await service.as('sun'),
    await service.as('wu'),
    await service.as('qian'),
    await service.as('li'),
  ];
});
afterAll(() => service.close());

const DAY = '2026-01-13';
const evidence = { text: '客户名单见附件' };
const money = (fen: number, day = DAY) => ({ type: 'money', day, fen });
const units = (count: number, day = DAY) => ({ type: 'units', day, units: count });
const file = (visitor: Visitor, claim: object, commandId: string = randomUUID()) =>
  visitor.post('/claims', { commandId, evidence, ...claim });

function filed(answer: Answer) {
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return outcomeSchema.parse(answer.body);
}
async function previewOf(visitor: Visitor, claim: object) {
  const answer = await visitor.post('/claims/preview', claim);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return claimPreviewSchema.parse(answer.body);
}
async function claimOf(visitor: Visitor, id: string) {
  const answer = await visitor.get(`/claims/${id}`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return ruleWorkViewSchema.parse(answer.body);
}

describe('an amount, from the preview to the ledger', () => {
  test('¥600 completes no step, ¥600 more completes one: 50 at the second acceptance', async () => {
    const claim = { rule: 'existing_additional_orders', fact: money(60_000) };
    expect(await previewOf(wu, claim)).toMatchObject({
      points: 0,
      when: 'at_acceptance',
      before: 0,
      after: 60_000,
      missing: 40_000,
      next: 50,
      reviewer: { id: idOf('qian') },
      problems: [],
    });
    const first = filed(await file(wu, claim));
    const second = filed(await file(wu, claim));
    const { tasks } = inboxSchema.parse((await qian.get('/inbox')).body);
    expect(
      tasks.map(({ id, task, gives, sum, last }) => [id, task, gives, sum, last?.evidence.text]),
    ).toEqual([
      [first.instance, 'decide_claim', 0, 0, evidence.text],
      [second.instance, 'decide_claim', 0, 0, evidence.text],
    ]);
    await take(qian, first.instance, { type: 'ACCEPT_WORK' });
    expect(await previewOf(wu, claim)).toMatchObject({ points: 50, before: 60_000, missing: 80_000 });
    await take(qian, second.instance, { type: 'ACCEPT_WORK', comment: '合同已核对' });
    expect(await claimOf(wu, first.instance)).toMatchObject({ state: 'accepted', points: 0, entries: [] });
    expect(await claimOf(wu, second.instance)).toMatchObject({
      state: 'accepted',
      points: 50,
      fact: money(60_000),
      rounds: [{ round: 1, evidence, decision: { type: 'ACCEPT_WORK', text: '合同已核对' } }],
      entries: [{ points: 50, day: DAY, reason: 'steps' }],
      offers: [],
    });
    const [entry] = (await claimOf(wu, second.instance)).entries;
    const why = await wu.get(`/ledger/entries/${encodeURIComponent(entry?.id ?? '')}`);
    expect(whySchema.parse(why.body)).toMatchObject({
      entry: { points: 50, decidedBy: { id: idOf('qian') } },
      basis: {
        of: 'rule',
        rule: { id: 'existing_additional_orders' },
        sumBefore: 60_000,
        facts: [{ type: 'claim', instance: second.instance, round: { evidence } }],
        others: [{ type: 'claim', instance: first.instance }],
      },
      transition: { event: 'ACCEPT_WORK', text: '合同已核对' },
    });
    const list = claimableListSchema.parse((await wu.get('/claims/rules')).body);
    expect(list.items.find(({ rule }) => rule.id === 'existing_additional_orders')).toMatchObject({
      sum: 120_000,
      problem: null,
    });
  });

  test('what is returned comes back to whoever filed it, with what to mend, and can be claimed anew', async () => {
    const { instance } = filed(await file(wu, { rule: 'existing_additional_orders', fact: money(100_000) }));
    await take(qian, instance, { type: 'RETURN_WORK', reason: '金额与合同不符' });
    const { tasks } = myWorkSchema.parse((await wu.get('/my-work')).body);
    expect(tasks).toMatchObject([{ id: instance, task: 'mend_claim', mend: '金额与合同不符', gives: 50 }]);
    await take(wu, instance, { type: 'SUBMIT_WORK', evidence, fact: money(90_000) });
    expect(await claimOf(qian, instance)).toMatchObject({
      state: 'submitted',
      fact: money(90_000),
      rounds: [{ fact: money(100_000) }, { fact: money(90_000), decision: null }],
    });
    await take(qian, instance, { type: 'REJECT_WORK', reason: '不属于新增订单' });
  });
});

describe('sent again', () => {
  test('the same command gets the first outcome, another one under its id is refused', async () => {
    const commandId = randomUUID();
    const claim = { rule: 'existing_referral', fact: units(1) };
    const first = filed(await file(wu, claim, commandId));
    expect(first.version).toBe((await claimOf(wu, first.instance)).version);
    expect(filed(await file(wu, claim, commandId))).toEqual({ ...first, replayed: true });
    expect(refusal(await file(wu, { ...claim, fact: units(2) }, commandId))).toBe('409 command_id_reused');
    expect(refusal(await file(li, claim, commandId))).toBe('409 command_id_reused');
  });

  test('the same external id counts once; with other content it is refused and names the claim', async () => {
    const claim = { rule: 'existing_referral', fact: units(1), externalId: 'CRM-7' };
    const first = filed(await file(wu, claim));
    expect(filed(await file(wu, claim))).toEqual({ ...first, replayed: true });
    const before = await everything(service.database);
    const other = await file(wu, { ...claim, fact: units(2) });
    expect(refusal(other)).toBe('409 already_claimed');
    const proof = { ...claim, evidence: { text: '另一份证明', files: [] } };
    expect(refusal(await file(wu, proof))).toBe('409 already_claimed');
    expect(problemIn(other).params).toMatchObject({ instance: first.instance });
    expect((await previewOf(wu, claim)).problems).toMatchObject([
      { code: 'already_claimed', blocks: true, instance: first.instance },
    ]);
    expect(await everything(service.database)).toEqual(before);
  });
});

describe('evidence', () => {
  test('files are sent before the claim is filed, and belong to it from then on', async () => {
    for (const external of [{}, { externalId: 'CRM-8' }]) {
      const commandId = randomUUID();
      const kept = await wu.send('POST', `/claims/files?commandId=${commandId}&name=list.txt`, {
        headers: {
          'X-Requested-With': 'jifen',
          'Sec-Fetch-Site': 'same-origin',
          'Content-Type': 'text/plain',
        },
        body: '客户名单',
      });
      const { id } = fileSchema.parse(kept.body);
      expect((await wu.get(`/files/${id}`)).status).toBe(200);
      expect((await qian.get(`/files/${id}`)).status).toBe(404);
      const claim = { rule: 'existing_referral', fact: units(1), ...external };
      const made = { ...claim, evidence: { ...evidence, files: [id] } };
      const { instance } = filed(await file(wu, made, commandId));
      expect((await qian.get(`/files/${id}`)).status).toBe(200);
      expect(await claimOf(qian, instance)).toMatchObject({
        rounds: [{ files: [{ id, name: 'list.txt' }] }],
      });
      expect(filed(await file(wu, made, commandId))).toMatchObject({ instance, replayed: true });
    }
  });

  test('a file that is not there is named', async () => {
    const missing = { text: '', files: ['a'.repeat(24)] };
    const answer = await file(wu, { rule: 'existing_referral', fact: units(1), evidence: missing });
    expect(problemIn(answer).faults).toMatchObject([{ path: 'evidence.files.0', code: 'unknown_file' }]);
  });
});

describe('for somebody else', () => {
  test('a leader who records a claim of the own people has accepted it with that', async () => {
    const claim = {
      rule: 'satisfaction_complaint',
      person: idOf('feng'),
      fact: { type: 'decision', day: DAY, points: -600 },
    };
    expect(await previewOf(sun, claim)).toMatchObject({ points: -600, when: 'at_once', problems: [] });
    const { instance } = filed(await file(sun, claim));
    expect(await claimOf(feng, instance)).toMatchObject({
      state: 'accepted',
      points: -600,
      filer: { id: idOf('sun') },
      rounds: [{ decision: { type: 'ACCEPT_WORK', by: { id: idOf('sun') } } }],
    });
    const entries = entryListSchema.parse((await feng.get(`/ledger/entries?instance=${instance}`)).body);
    expect(entries.items).toMatchObject([
      { points: -600, rule: { id: 'satisfaction_complaint' }, reason: 'severity' },
    ]);
  });

  test('points outside the range are refused, when filed and when decided', async () => {
    const fact = (points?: number) => ({
      type: 'decision',
      day: DAY,
      ...(points === undefined ? {} : { points }),
    });
    const claim = { rule: 'satisfaction_complaint', person: idOf('feng') };
    for (const points of [-30, -1200]) {
      const answer = await file(sun, { ...claim, fact: fact(points) });
      expect(refusal(answer)).toBe('422 points_outside_range');
    }
    const { instance } = filed(await file(li, { ...claim, fact: fact() }));
    expect(await claimOf(sun, instance)).toMatchObject({ state: 'submitted' });
    const decided = (points: number) => sendEvent(sun, instance, { type: 'ACCEPT_WORK', points });
    expect(refusal(await decided(-1200))).toBe('422 points_outside_range');
    expect((await decided(-1000)).status).toBe(200);
  });

  test('only for people of the own departments; points managers for all', async () => {
    const claim = { rule: 'existing_referral', person: idOf('wu'), fact: units(1) };
    expect(refusal(await file(feng, claim))).toBe('403 not_allowed');
    expect(refusal(await file(sun, claim))).toBe('403 not_allowed');
    expect((await file(li, claim)).status).toBe(201);
    expect((await file(qian, claim)).status).toBe(201);
  });

  test('nobody decides on the own claim: the leader above does', async () => {
    const { instance } = filed(await file(qian, { rule: 'existing_referral', fact: units(1) }));
    expect(await claimOf(qian, instance)).toMatchObject({ state: 'submitted', leader: { id: idOf('wang') } });
    expect(refusal(await sendEvent(qian, instance, { type: 'ACCEPT_WORK' }))).toBe('403 own_work');
    const wang = await service.as('wang');
    await take(wang, instance, { type: 'ACCEPT_WORK' });
    expect(await claimOf(qian, instance)).toMatchObject({ state: 'accepted', points: 300 });
  });
});

describe('why not', () => {
  const problemsOf = async (visitor: Visitor, claim: object) => (await previewOf(visitor, claim)).problems;
  const cases: [string, object, object][] = [
    ['unknown_rule', { rule: 'no_such_rule', fact: units(1) }, {}],
    ['not_claimable', { rule: 'reporting_daily_report', fact: units(1) }, {}],
    ['rule_not_yet', { rule: 'existing_referral', fact: units(1, '2025-12-31') }, { from: '2026-01-01' }],
    ['day_in_future', { rule: 'existing_referral', fact: units(1, '2026-01-15') }, { from: '2026-01-15' }],
    ['wrong_fact', { rule: 'existing_referral', fact: money(100) }, {}],
    ['not_your_position', { rule: 'revisits_call', fact: units(1) }, { positions: ['客服'], from: null }],
  ];
  test.each(cases)('%s: said before, and refused with nothing written', async (code, claim, detail) => {
    expect(await problemsOf(wu, claim)).toMatchObject([{ code, blocks: true, ...detail }]);
    const before = await everything(service.database);
    expect(problemIn(await file(wu, claim)).code).toBe(code);
    expect(await everything(service.database)).toEqual(before);
  });

  test('who gets the position later is told from when', async () => {
    const position = await service.database.positions.findOne({ name: '客服' });
    const assigned = await li.post('/assignments', {
      person: idOf('zhou'),
      position: position?._id,
      from: '2026-02-02',
      to: null,
    });
    expect(assigned.status).toBeLessThan(300);
    const zhou = await service.as('zhou');
    const { items } = claimableListSchema.parse((await zhou.get('/claims/rules')).body);
    expect(items.find(({ rule }) => rule.id === 'revisits_call')?.problem).toMatchObject({
      code: 'not_your_position',
      from: '2026-02-02',
    });
  });

  const bad: [string, object, string][] = [
    ['no units', { fact: units(0) }, 'fact.units'],
    ['half a unit', { fact: units(0.5) }, 'fact.units'],
    ['a fraction of a fen', { fact: money(0.5) }, 'fact.fen'],
    ['a day that there is not', { fact: units(1, '2026-02-30') }, 'fact.day'],
    ['no kind of fact', { fact: { type: 'hours', day: DAY } }, 'fact.type'],
    ['an external id of nothing', { fact: units(1), externalId: ' ' }, 'externalId'],
  ];
  test.each(bad)('%s is refused at its path', async (_, claim, path) => {
    const answer = await file(wu, { rule: 'existing_referral', ...claim });
    expect(refusal(answer)).toBe('422 invalid_request');
    expect(new Set(problemIn(answer).faults?.map((fault) => fault.path))).toEqual(new Set([path]));
  });
});

describe('several decisions at once', () => {
  test('each stands or falls by itself', async () => {
    const referral = { rule: 'existing_referral', fact: units(1) };
    const ids: string[] = [];
    for (const visitor of [wu, qian, wu]) ids.push(filed(await file(visitor, referral)).instance);
    const items = [...ids, 'a'.repeat(24)].map((instance) => ({
      instance,
      commandId: randomUUID(),
      event: { type: 'ACCEPT_WORK' },
    }));
    const answer = await qian.post('/decisions', { items });
    expect(answer.body).toMatchObject({
      items: [
        { instance: ids[0], outcome: { instance: ids[0], replayed: false }, problem: null },
        { instance: ids[1], outcome: null, problem: { code: 'own_work', status: 403 } },
        { instance: ids[2], outcome: { instance: ids[2] }, problem: null },
        { outcome: null, problem: { code: 'unknown_instance' } },
      ],
    });
    const again = await qian.post('/decisions', { items: items.slice(0, 1) });
    expect(again.body).toMatchObject({ items: [{ outcome: { replayed: true } }] });
    expect(refusal(await qian.post('/decisions', { items: [] }))).toBe('422 invalid_request');
  });
});

describe('lists', () => {
  test('a page after the other holds every claim once, and only those that may be seen', async () => {
    const whole = ruleWorkListSchema.parse((await li.get('/claims?limit=200')).body).items;
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer: Answer = await li.get(`/claims?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const page = ruleWorkListSchema.parse(answer.body);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(paged).toEqual(whole.map(({ id }) => id));
    expect(new Set(paged).size).toBe(paged.length);
    const own = ruleWorkListSchema.parse((await feng.get('/claims')).body).items;
    expect(new Set(own.map(({ owner }) => owner.id))).toEqual(new Set([idOf('feng')]));
    const accepted = await li.get(
      `/claims?person=${idOf('wu')}&rule=existing_additional_orders&state=accepted`,
    );
    expect(ruleWorkListSchema.parse(accepted.body).items).toHaveLength(2);
    expect((await feng.get(`/claims/${whole.find(({ owner }) => owner.id === idOf('wu'))?.id}`)).status).toBe(
      404,
    );
  });
});

describe('handed in again for another day', () => {
  const rule = 'existing_referral';
  async function returned(owner: Visitor, leader: Visitor): Promise<string> {
    const { instance } = filed(await file(owner, { rule, fact: units(1) }));
    await take(leader, instance, { type: 'RETURN_WORK', reason: '日期与合同不符' });
    return instance;
  }
  const again = (owner: Visitor, instance: string, day: string) =>
    sendEvent(owner, instance, { type: 'SUBMIT_WORK', evidence, fact: units(1, day) });

  test('a day on which it could not have been filed is refused, and nothing is written', async () => {
    const position = await service.database.positions.findOne({ name: '销售' });
    const assigned = { person: idOf('zhou'), position: position?._id, from: '2026-01-12', to: null };
    expect((await li.post('/assignments', assigned)).status).toBe(201);
    const [zhou, zhao] = [await service.as('zhou'), await service.as('zhao')];
    const instance = await returned(zhou, zhao);
    const before = await everything(service.database);
    expect(refusal(await again(zhou, instance, '2025-12-31'))).toBe('422 rule_not_yet');
    expect(refusal(await again(zhou, instance, '2026-01-11'))).toBe('422 not_your_position');
    expect(refusal(await again(zhou, instance, '2026-01-15'))).toBe('422 day_in_future');
    expect(refusal(await again(feng, instance, '2026-01-11'))).toBe('404 unknown_instance');
    expect(await everything(service.database)).toEqual(before);
    await take(zhou, instance, { type: 'SUBMIT_WORK', evidence, fact: units(1, '2026-01-12') });
    expect(await claimOf(zhao, instance)).toMatchObject({ state: 'submitted', day: '2026-01-12' });
  });

  test('a day on which another version of the rule holds is refused', async () => {
    const instance = await returned(wu, qian);
    const { begin, publishSet } = await rulesOffice(service);
    const next = ruleSetSchema.parse((await begin('sales')).ruleSet);
    const placed = placesOf(next).find((place) => place.rule.id === rule);
    if (placed?.rule.kind !== 'count') throw new Error(`${rule} counts nothing`);
    placed.rule.points = 400;
    await publishSet('sales', next);
    expect(refusal(await again(wu, instance, '2026-01-14'))).toBe('422 rule_differs_on_day');
    await take(wu, instance, { type: 'SUBMIT_WORK', evidence, fact: units(1, '2026-01-12') });
  });
});
