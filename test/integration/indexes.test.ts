import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { firstCalendar } from '../../server/calendar/seed.ts';
import { calendarOf, findCalendar, keepFirstCalendar } from '../../server/store/calendar.ts';
import { findDutyMoments, findPlannedDuties, findUnansweredDuties } from '../../server/store/duties.ts';
import { readFacts } from '../../server/store/facts.ts';
import { findTasked } from '../../server/store/instance-lists.ts';
import { listEntries } from '../../server/store/ledger.ts';
import { findCounted, findRuleTasks, listRuleWork } from '../../server/store/rule-work.ts';
import { findUnsettled } from '../../server/store/tallies.ts';
import { findDue, findNear, findNextTimer } from '../../server/store/timers.ts';
import { testCompany, type TestCompany } from '../support/company.ts';

const NOW = '2026-02-24T10:00:00.000Z';
const PERSON = 'a'.repeat(24);
const RULES = ['one_rule', 'another_rule'];
const days = { from: '2026-02-01', to: '2026-02-28' };

let company: TestCompany;
beforeAll(async () => {
  company = await testCompany(NOW);
  await keepFirstCalendar(company.database, firstCalendar('Asia/Shanghai', '2026-02-24'), NOW);
});
afterAll(() => company.close());

const profiled = z.object({ ns: z.string(), planSummary: z.string().optional() });

/** How the database went about what was asked of these collections meanwhile. */
async function plansOf(ask: () => Promise<unknown>): Promise<string[]> {
  const { db } = company.database;
  await db.setProfilingLevel('off');
  await db.collection('system.profile').drop();
  await db.setProfilingLevel('all');
  await ask();
  await db.setProfilingLevel('off');
  const found = await db.collection('system.profile').find().toArray();
  return found.map((line) => profiled.parse(line)).map(({ planSummary = '' }) => planSummary);
}

const sight = { all: true } as const;
const page = { sight, after: null, limit: 50 };
const questions: [string, (company: TestCompany) => Promise<unknown>][] = [
  ['whose timers are due', ({ database }) => findDue(database, NOW, 100)],
  ['whose timers are near', ({ database }) => findNear(database, NOW)],
  ['what the next timer is', ({ database }) => findNextTimer(database)],
  ['which duties are over', ({ database }) => findUnansweredDuties(database, NOW)],
  ['when duties are due', ({ database }) => findDutyMoments(database, NOW)],
  [
    'which duties are planned',
    ({ database }) => findPlannedDuties(database, RULES, { since: '2026-02-24', now: NOW }),
  ],
  ['which tallies have to be settled', ({ database }) => findUnsettled(database, NOW, 100)],
  ['what somebody owes in projects', ({ database }) => findTasked(database, PERSON, ['hand_in'], 100)],
  [
    'what somebody owes in duties and claims',
    ({ database }) => findRuleTasks(database, PERSON, ['hand_in_duty'], 100),
  ],
  [
    'the duties of somebody',
    ({ database }) => listRuleWork(database, { ...page, kind: 'duty', rules: RULES, people: [PERSON] }),
  ],
  [
    'the claims that counted in a period',
    ({ database }) => findCounted(database, { rule: 'one_rule', person: PERSON, days, limit: 50 }),
  ],
  [
    'the entries of somebody by a rule',
    ({ database }) => listEntries(database, { ...page, people: [PERSON], rule: 'one_rule', ...days }),
  ],
  [
    'the facts of many people and rules',
    async ({ database }) => {
      const instants = { from: NOW, to: NOW };
      const types = ['units', 'submission', 'item'] as const;
      const wanted = { rules: RULES, people: [PERSON, 'b'.repeat(24)], types, days, instants };
      return readFacts(database, [wanted, wanted], calendarOf(await findCalendar(database)));
    },
  ],
];

it.each(questions)('%s is answered by an index', async (_, ask) => {
  const plans = await plansOf(() => ask(company));
  expect(plans.some((plan) => plan.includes('IXSCAN'))).toBe(true);
  expect(plans.filter((plan) => plan.includes('COLLSCAN'))).toEqual([]);
});
