import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firstCalendar } from '../../server/calendar/seed.ts';
import { demoPeople } from '../../server/demo/organisation.ts';
import { demoStaffing } from '../../server/demo/staffing.ts';
import { peopleByName, type Against } from '../../server/items/read-item.ts';
import { takeIn } from '../../server/items/take-in.ts';
import { createSettling } from '../../server/jobs/settling.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import type { Runner } from '../../server/runner/index.ts';
import { findCalendar, keepFirstCalendar, replaceCalendar } from '../../server/store/calendar.ts';
import { plantStaffing } from '../../server/store/change-staffing.ts';
import { readCompanyRules } from '../../server/store/company-rules.ts';
import { expectTallies } from '../../server/store/tallies.ts';
import { testCompany, type TestCompany } from '../support/company.ts';

const START = '2026-03-02T01:00:00.000Z';
const log = pino({ level: 'silent' });
let company: TestCompany;

beforeEach(async () => {
  company = await testCompany(START);
  const { database } = company;
  await keepFirstCalendar(database, firstCalendar('Asia/Shanghai', '2026-03-02'), START);
  await publishCatalogue(database, { now: START, timeZone: 'Asia/Shanghai' });
  await plantStaffing(database, demoStaffing('2026-01-01'));
});
afterEach(() => company.close());

const idOf = (account: string) => demoPeople.find((person) => person.account === account)?.id ?? '';

/** What a points manager sends, at the moment that it is for the company. */
async function against(): Promise<Against> {
  const known = demoPeople.map(({ id: _id, ...person }) => ({ _id, ...person, active: true }));
  return {
    rules: await readCompanyRules(company.database),
    people: peopleByName(known),
    by: idOf('li'),
    sight: { all: true },
    now: company.clock.now().toISOString(),
  };
}

/** An inquiry of feng's at 10:00 of a day, answered after so many minutes. */
const inquiry = (day: string, minutes: number) => ({
  ...{ rule: 'replies_of_day', externalId: day, person: 'feng' },
  startedAt: `${day}T10:00`,
  doneAt: `${day}T10:${minutes}`,
});

async function take(...inputs: object[]): Promise<void> {
  const lines = inputs.map((input, index) => ({ path: `items.${index}`, number: index + 1, input }));
  await takeIn(company.database, lines, await against());
}

const settling = (runner: Pick<Runner, 'settle'> = company.runner) =>
  createSettling({ ...company, runner, log });

/** The ledger as `day points reason`, sorted. */
async function ledger(): Promise<string[]> {
  const entries = await company.database.ledger.find().toArray();
  return entries.map(({ day, points, reason }) => `${day} ${points} ${reason ?? ''}`).toSorted();
}

it('many tallies settled by several workers at once give every point once', async () => {
  company.clock.set('2026-07-01T01:00:00.000Z');
  const days = Array.from({ length: 100 }, (_, index) =>
    new Date(Date.UTC(2026, 2, 2 + index)).toISOString().slice(0, 10),
  );
  await take(...days.map((day) => inquiry(day, 10)));
  const tallies = await company.database.tallies.countDocuments({ settleAt: { $ne: null } });
  await Promise.all([settling()(), settling(company.process())(), settling(company.process())()]);
  company.clock.set('2026-07-01T01:05:00.000Z');
  await settling()();
  const lines = await ledger();
  expect(lines).toHaveLength(tallies);
  expect(new Set(lines).size).toBe(tallies);
  expect(await company.database.tallies.countDocuments({ settleAt: { $ne: null } })).toBe(0);
});

it('settling again changes nothing, and settled by chance before its moment neither', async () => {
  company.clock.set('2026-03-03T01:00:00.000Z');
  await take(inquiry('2026-03-02', 40));
  await settling()();
  const settled = await company.database.history.countDocuments();
  await company.database.tallies.updateMany({}, { $set: { settleAt: START } });
  await settling()();
  expect(await company.database.history.countDocuments()).toBe(settled);
  expect(await ledger()).toEqual(['2026-03-02 -10 breach', '2026-03-02 30 day_in_order']);
});

it('a correction that comes in while a tally is being settled is not lost', async () => {
  company.clock.set('2026-03-03T01:00:00.000Z');
  await take(inquiry('2026-03-02', 40));
  const overtaken: Pick<Runner, 'settle'> = {
    async settle(order) {
      await take(inquiry('2026-03-02', 20));
      return company.runner.settle(order);
    },
  };
  await settling(overtaken)();
  expect(await ledger()).toEqual([]);
  await settling()();
  expect(await ledger()).toEqual(['2026-03-02 30 day_in_order']);
});

it('two who correct the same item at once: the last one stands, and both are kept', async () => {
  company.clock.set('2026-03-03T01:00:00.000Z');
  await take(inquiry('2026-03-02', 40));
  await Promise.all([20, 21, 22, 23].map((minutes) => take(inquiry('2026-03-02', minutes))));
  const item = await company.database.items.findOne();
  expect(item?.revision).toBe(5);
  expect(item?.earlier.map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
});

it('one tally that cannot be settled keeps no other waiting', async () => {
  company.clock.set('2026-03-04T01:00:00.000Z');
  await take(inquiry('2026-03-02', 10), inquiry('2026-03-03', 10));
  const failing: Pick<Runner, 'settle'> = {
    async settle(order) {
      if (order.tally.from === '2026-03-02') throw new Error('not this one');
      return company.runner.settle(order);
    },
  };
  await settling(failing)();
  expect(await ledger()).toEqual(['2026-03-03 30 day_in_order']);
  await settling()();
  expect(await ledger()).toHaveLength(1);
  company.clock.set('2026-03-04T01:01:00.000Z');
  await settling()();
  expect(await ledger()).toHaveLength(2);
});

it('a period in which nothing happened counts as missed for who was there, and gives no points', async () => {
  const period = { from: '2026-03-02', to: '2026-03-08' };
  const settleAt = '2026-03-08T16:00:00.000Z';
  const rule = 'existing_revisits_of_week';
  await expectTallies(company.database, [{ rule, person: idOf('wu'), ...period, settleAt }]);
  company.clock.set(settleAt);
  await settling()();
  const tally = await company.database.instances.findOne({ kind: 'tally' });
  expect(tally?.summary).toMatchObject({ rule, owner: idOf('wu'), reached: 0, target: 20, points: 0 });
  expect(await ledger()).toEqual([]);
});

it('a day off that is entered late moves what came in on it, and its points', async () => {
  company.clock.set('2026-03-05T01:00:00.000Z');
  await take(inquiry('2026-03-02', 40), inquiry('2026-03-04', 10));
  await settling()();
  expect(await ledger()).toEqual([
    '2026-03-02 -10 breach',
    '2026-03-02 30 day_in_order',
    '2026-03-04 30 day_in_order',
  ]);
  const { _id, version, changedAt: _at, changedBy: _by, ...entered } = await findCalendar(company.database);
  const holidays = [...entered.holidays, '2026-03-02', '2026-03-03'].toSorted();
  const change = { at: company.clock.now().toISOString(), by: idOf('li') };
  await replaceCalendar(company.database, version, { ...entered, holidays }, change);
  company.clock.set('2026-03-06T01:00:00.000Z');
  await settling()();
  expect(await ledger()).toEqual([
    '2026-03-02 -10 breach',
    '2026-03-02 30 day_in_order',
    '2026-03-04 30 day_in_order',
    '2026-03-06 -30 reversed',
    '2026-03-06 10 reversed',
  ]);
  expect(await company.database.items.distinct('day')).toEqual(['2026-03-04']);
});

it('a tally of a rule that there is none of is left alone', async () => {
  const period = { from: '2026-03-02', to: '2026-03-02' };
  await expectTallies(company.database, [{ rule: 'gone', person: idOf('wu'), ...period, settleAt: START }]);
  await settling()();
  expect(await company.database.tallies.findOne({ rule: 'gone' })).toMatchObject({ settleAt: null });
});
