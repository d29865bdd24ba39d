import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../server/runner/verify.ts';
import { sumEntries } from '../../server/store/read-totals.ts';
import { introducePointsManagement, leader, submit } from '../support/company.ts';
import { FIRST, LAST, staff } from './year/company.ts';
import { liveTheYear, type Lived } from './year/life.ts';
import { naiveDuties, naivePoints } from './year/naive.ts';

const MINUTES = 60_000;

let year: Lived['year'];
let book: Lived['book'];
let days: Lived['days'];
let happened: Lived['happened'];
let isThere: Lived['isThere'];

beforeAll(async () => {
  ({ year, book, days, happened, isThere } = await liveTheYear());
}, 20 * MINUTES);
afterAll(() => year.close());

describe('a year of sixty people', () => {
  it(
    'gives every person what the facts are worth under the plainest sums',
    async () => {
      const differences: unknown[] = [];
      const given = await grouped(year.database.ledger, '$person', '$rule', { $sum: '$points' });
      for (const person of staff) {
        for (const id of book.rules) {
          const rule = book.version(id, FIRST)?.rule;
          if (rule === undefined) throw new Error(`there is no ${id}`);
          const own = happened.filter((one) => one.person === person && one.rule === id);
          const expected = naivePoints(rule, own, days);
          const points = given.get(`${person} ${id}`) ?? 0;
          if (points !== expected) differences.push({ person, rule: id, points, expected });
        }
      }

      expect(differences).toEqual([]);
      expect(new Set(happened.map(({ rule }) => rule)).size).toBe(book.rules.length);
    },
    5 * MINUTES,
  );

  it(
    'makes every duty that somebody owes, and no other',
    async () => {
      const differences: unknown[] = [];
      const { duties } = year.database;
      const ofTheYear = { 'summary.period.from': { $gte: FIRST }, 'summary.day': { $lte: LAST } };
      const counts = await grouped(duties, '$summary.owner', '$summary.rule', { $sum: 1 }, ofTheYear);
      for (const person of staff) {
        for (const id of book.rules) {
          const version = book.version(id, FIRST);
          if (version?.rule.kind !== 'duty') continue;
          const { rule, area } = version;
          const owed = naiveDuties(rule, (day) => isThere(person, area, day), days);
          const made = counts.get(`${person} ${id}`) ?? 0;
          if (made !== owed) differences.push({ person, rule: id, made, owed });
        }
      }

      expect(differences).toEqual([]);
    },
    5 * MINUTES,
  );

  it('shows balances that are the sums of the entries, before and after they are rolled up', async () => {
    const ledger = await year.database.ledger
      .aggregate<{ _id: string; points: number }>([
        { $group: { _id: '$person', points: { $sum: '$points' } } },
      ])
      .toArray();
    const expected = new Map(ledger.map(({ _id, points }) => [_id, points]));
    const balances = async () =>
      new Map(
        [...(await sumEntries(year.database, { all: true }))].map(([person, { points }]) => [person, points]),
      );

    expect(await balances()).toEqual(expected);
    await year.rollUp();
    expect(await year.database.movements.countDocuments({})).toBe(0);
    expect(await balances()).toEqual(expected);
  });

  it(
    'and its project, the thirteenth area, give points that all verify',
    async () => {
      const { owner, instance } = await project();

      const entries = await year.database.ledger.find({ instance }).toArray();
      expect(entries.reduce((sum, { points }) => sum + points, 0)).toBe(2000);
      expect(entries.every(({ person }) => person === owner)).toBe(true);
      const report = await verify(year.database);
      expect(report.findings).toEqual([]);
      expect(report.entries).toBeGreaterThan(5_000);
    },
    10 * MINUTES,
  );
});

/** "Introduce points management", led to its end. */
async function project(): Promise<{ owner: string; instance: string }> {
  const instance = await year.begunProject(introducePointsManagement('2027-01-12'));
  const { owner } = (await year.runner.load(instance))?.state.people ?? { owner: '' };
  for (const [milestone, value] of [['plan'], ['trial', 5], ['rollout']] as const) {
    await year.send(instance, { id: owner, roles: ['member'] }, submit(milestone, value));
    await year.send(instance, leader, { type: 'ACCEPT', milestone, comment: '' });
  }
  return { owner, instance };
}

/** A sum for each person and rule. */
async function grouped(
  collection: { aggregate: Lived['year']['database']['ledger']['aggregate'] },
  person: string,
  rule: string,
  sum: { $sum: string | number },
  match: Record<string, unknown> = {},
): Promise<Map<string, number>> {
  const found = await collection
    .aggregate<{ _id: { person: string; rule: string }; sum: number }>([
      { $match: match },
      { $group: { _id: { person, rule }, sum } },
    ])
    .toArray();
  return new Map(found.map(({ _id, sum: total }) => [`${_id.person} ${_id.rule}`, total]));
}
