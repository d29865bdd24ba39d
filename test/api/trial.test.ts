import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleDraftViewSchema } from '../../server/contract/rules.ts';
import { trialSchema, type Trial } from '../../server/contract/trial.ts';
import { demoStaffing } from '../../server/demo/staffing.ts';
import { createSettling } from '../../server/jobs/settling.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import { plantStaffing } from '../../server/store/change-staffing.ts';
import { everything, startService, type Service } from './service.ts';
import { problemIn, refusal, type Visitor } from './visitor.ts';

const DRAFT = '/rule-sets/customer_service/draft';
const TRIAL = '/rule-sets/customer_service/trial?from=2026-02-01&to=2026-02-28';
let service: Service;
let li: Visitor;

beforeAll(async () => {
  service = await startService();
  const { database, clock } = service;
  await publishCatalogue(database, { now: clock.now().toISOString(), timeZone: 'Asia/Shanghai' });
  await plantStaffing(database, demoStaffing('2026-01-01'));
  li = await service.as('li');
  clock.set('2026-03-05T01:00:00.000Z');
  const inquiry = (person: string, day: string, minutes: number) => ({
    ...{ rule: 'replies_of_day', externalId: `${person}-${day}-${minutes}`, person },
    startedAt: `${day}T10:00`,
    doneAt: `${day}T10:${minutes}`,
  });
  const items = [
    inquiry('feng', '2026-02-03', 20),
    inquiry('feng', '2026-02-04', 45),
    inquiry('sun', '2026-02-04', 10),
    inquiry('sun', '2026-03-03', 10),
  ];
  await li.post('/items/batch', { items });
  await createSettling({ ...service, log: pino({ level: 'silent' }) })();
});
afterAll(() => service.close());

async function tried(): Promise<Trial> {
  const answer = await li.get(TRIAL);
  if (answer.status !== 200) throw new Error(answer.text);
  return trialSchema.parse(answer.body);
}

test('without a draft there is nothing to try, and only a points manager tries', async () => {
  expect(refusal(await li.get(TRIAL))).toBe('404 unknown_rule_draft');
  const sun = await service.as('sun');
  expect(refusal(await sun.get(TRIAL))).toBe('403 not_allowed');
});

test('a draft that changes nothing gives what was given', async () => {
  expect((await li.post(DRAFT, { from: 'published' })).status).toBe(201);
  const trial = await tried();
  expect(trial).toMatchObject({ total: { given: 80, tried: 80 }, gaining: 0, losing: 0, moved: 0 });
  expect(
    trial.people.map(({ person, given, tried }) => `${person.name} ${given} ${tried}`).toSorted(),
  ).toEqual(['冯洁 50 50', '孙丽 30 30']);
});

test('a changed rule shows who gains and who loses, and writes nothing', async () => {
  const draft = ruleDraftViewSchema.parse((await li.get(DRAFT)).body);
  const text = JSON.stringify(draft.ruleSet).replace('"when":"all_done"', '"when":"all_in_time"');
  const ruleSet: unknown = JSON.parse(text.replace('"per":"day","points":30', '"per":"day","points":50'));
  expect((await li.put(DRAFT, { version: draft.version, ruleSet })).status).toBe(200);
  const before = await everything(service.database);
  const trial = await tried();
  expect(trial).toMatchObject({ total: { given: 80, tried: 90 }, gaining: 1, losing: 1 });
  expect(trial.people.map(({ person, given, tried }) => `${person.name} ${given} ${tried}`)).toEqual([
    '孙丽 30 50',
    '冯洁 50 40',
  ]);
  expect(trial.people[0]?.rules).toEqual([
    { id: 'replies_of_day', name: '当日咨询全部答复', given: 30, tried: 50 },
  ]);
  expect(trial.departments).toEqual([{ id: 'customer_service', name: '客服部', given: 80, tried: 90 }]);
  const changed = trial.rules.filter(({ change }) => change !== 'same');
  expect(changed.map(({ id, gaining, losing }) => `${id} ${gaining} ${losing}`)).toEqual([
    'replies_of_day 1 1',
  ]);
  expect(await everything(service.database)).toEqual(before);
});

test('a correction counts on the day of what it corrects, whenever it was made', async () => {
  service.clock.set('2026-04-20T01:00:00.000Z');
  await li.post('/items', {
    ...{ rule: 'replies_of_day', externalId: 'feng-2026-02-04-45', person: 'feng' },
    startedAt: '2026-02-04T10:00',
    doneAt: '2026-02-04T10:30',
  });
  await createSettling({ ...service, log: pino({ level: 'silent' }) })();
  expect((await tried()).total).toEqual({ given: 90, tried: 150 });
});

test('the days have to be in the past, in order, and at most a year', async () => {
  const fault = async (query: string) => {
    const answer = await li.get(`/rule-sets/customer_service/trial?${query}`);
    return (problemIn(answer).faults ?? []).map(({ path, code }) => `${path} ${code}`).join();
  };
  expect(await fault('from=2026-04-01&to=2026-04-21')).toBe('to in_the_future');
  expect(await fault('from=2026-04-02&to=2026-04-01')).toBe('to ends_before_it_begins');
  expect(await fault('from=2025-04-01&to=2026-04-02')).toBe('to longer_than_a_year');
  expect(await fault('from=2026-04-01')).toBe('to required');
});
