import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRollUp } from '../../server/jobs/roll-up.ts';
import { buildTotals } from '../../server/store/build-totals.ts';
import { checkTotals } from '../../server/store/check-totals.ts';
import { connectDatabase, type Database } from '../../server/store/database.ts';
import { prepareCollections } from '../../server/store/indexes.ts';
import { readTotals, sumEntries } from '../../server/store/read-totals.ts';
import { rollUp } from '../../server/store/roll-up.ts';
import { PROJECT, type Move } from '../../server/store/totals.ts';
import { personId } from '../support/factories.ts';
import { testDatabase } from '../support/servers.ts';

const { uri } = testDatabase();
const [anna, ben] = [personId(1), personId(2)];
let database: Database;
beforeAll(async () => {
  database = await connectDatabase(uri);
  await prepareCollections(database);
});
afterEach(async () => {
  const { ledger, movements, totals, spans } = database;
  await Promise.all([ledger, movements, totals, spans].map((collection) => collection.deleteMany({})));
});
afterAll(async () => {
  await database.db.dropDatabase();
  await database.client.close();
});

const move = (changes: Partial<Move> = {}): Move => ({
  person: anna,
  rule: 'daily_report',
  month: '2026-01',
  points: 5,
  entries: 1,
  reached: 1,
  target: 1,
  ...changes,
});

/** Movements as commits leave them, with the entries that go with them. */
async function commit(...movements: Move[][]): Promise<void> {
  const documents = movements.map((moves) => ({ _id: newName(), moves }));
  await database.movements.insertMany(documents);
  const entries = movements
    .flat()
    .flatMap((each) => Array.from({ length: each.entries }, () => entryOf(each)));
  if (entries.length > 0) await database.ledger.insertMany(entries);
}

let names = 0;
const newName = () => `n${(names += 1)}`;
const entryOf = ({ person, rule, month, points, entries }: Move) => ({
  _id: newName(),
  person,
  points: points / entries,
  day: `${month}-15`,
  kind: 'award' as const,
  instance: personId(900),
  milestone: null,
  rule,
  reason: null,
  facts: [],
  definition: 'd',
  seq: 1,
  decidedBy: ben,
  at: '2026-01-15T01:00:00.000Z',
  reversalOf: null,
});

async function pointsOf(person: string, from: string, to: string): Promise<Record<string, number>> {
  const rules = (await readTotals(database, { people: [person], from, to })).get(person);
  return Object.fromEntries([...(rules ?? [])].map(([rule, { points }]) => [rule, points]));
}

it('what is moved counts at once, and the same when it is rolled up: by rule, with projects apart', async () => {
  await commit(
    [move(), move({ rule: null, points: 800, reached: 0, target: 0 })],
    [move({ points: -50, rule: 'stock_error', reached: 0, target: 0 }), move({ person: ben })],
    [move({ points: 0, entries: 0, reached: 0, target: 1 })],
  );
  const read = () => readTotals(database, { people: [anna], from: '2026-01', to: '2026-01' });
  const before = await read();
  expect(before.get(anna)?.get('daily_report')).toEqual({ points: 5, entries: 1, reached: 1, target: 2 });
  expect(before.get(anna)?.get(PROJECT)?.points).toBe(800);
  expect([...before.keys()]).toEqual([anna]);

  expect(await rollUp(database, 100)).toBe(5);
  expect(await read()).toEqual(before);
  expect(await database.movements.countDocuments()).toBe(0);
  expect(await database.totals.findOne({ _id: `${anna}/2026-01` })).toMatchObject({
    points: 755,
    entries: 3,
  });
  expect(await checkTotals(database)).toEqual([]);
  expect(await rollUp(database, 100)).toBe(0);
});

it('any months are the sum of each of them, whether quarters and years are among them or not', async () => {
  const months = Array.from(
    { length: 24 },
    (_, n) => `${2026 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`,
  );
  await commit(...months.map((month, n) => [move({ month, points: 2 ** n })]));
  await rollUp(database, 20);
  for (let first = 0; first < 12; first += 1) {
    for (let length = 1; length <= 24 && first + length <= 24; length += 1) {
      const range = [months[first] ?? '', months[first + length - 1] ?? ''] as const;
      const sum = 2 ** (first + length) - 2 ** first;
      expect([range, await pointsOf(anna, ...range)]).toEqual([range, { daily_report: sum }]);
    }
  }
});

it('several workers at once count nothing twice and leave nothing, and whoever looks meanwhile sees the one sum', async () => {
  const other = await connectDatabase(uri);
  for (let round = 0; round < 5; round += 1) {
    await commit(
      ...Array.from({ length: 300 }, (_, n) => [
        move({ person: personId(n % 7), points: 1 }),
        move({ points: 2 }),
      ]),
    );
    const people = Array.from({ length: 7 }, (_, n) => personId(n));
    const expected = (round + 1) * 300 * 3;
    const workers = [database, database, other, other].map(async (each) => {
      while ((await rollUp(each, 25)) > 0);
    });
    let working = true;
    const done = Promise.all(workers).then(() => (working = false));
    do {
      const totals = await readTotals(database, { people, from: '2026-01', to: '2026-03' });
      const sum = [...totals.values()].reduce(
        (all, rules) => all + (rules.get('daily_report')?.points ?? 0),
        0,
      );
      const sums = await sumEntries(other, { all: true });
      expect([sum, [...sums.values()].reduce((all, { points }) => all + points, 0)]).toEqual([
        expected,
        expected,
      ]);
    } while (working);
    await done;
    expect(await database.movements.countDocuments()).toBe(0);
  }
  expect(await checkTotals(database)).toEqual([]);
  await other.client.close();
});

it('a worker that is killed before its commit has done nothing, and the next one does it', async () => {
  await commit([move()], [move({ points: 7 })]);
  const file = fileURLToPath(new URL('dying-roll-up.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, MONGODB_URI: uri },
  });
  const said = createInterface({ input: child.stdout });
  const [lines, ended] = await Promise.all([once(said, 'line'), once(child, 'exit')]);
  expect([lines, ended]).toEqual([['2'], [null, 'SIGKILL']]);

  expect(await pointsOf(anna, '2026-01', '2026-01')).toEqual({ daily_report: 12 });
  expect(await database.movements.countDocuments()).toBe(2);
  // What the dead one holds stays locked until the database gives its transaction up.
  await createRollUp(database)();
  expect(await pointsOf(anna, '2026-01', '2026-01')).toEqual({ daily_report: 12 });
  expect(await checkTotals(database)).toEqual([]);
});

it('movements that have piled up are in the sums, and are rolled up in one run', async () => {
  const people = Array.from({ length: 50 }, (_, n) => personId(n));
  for (let part = 0; part < 5; part += 1) {
    await commit(...Array.from({ length: 1_000 }, (_, n) => [move({ person: personId(n % 50), points: 3 })]));
  }
  const sumOf = async () => {
    const totals = await readTotals(database, { people, from: '2026-01', to: '2026-12' });
    return [...totals.values()].reduce((sum, rules) => sum + (rules.get('daily_report')?.points ?? 0), 0);
  };
  expect(await sumOf()).toBe(15_000);
  await createRollUp(database)();
  expect(await database.movements.countDocuments()).toBe(0);
  expect(await sumOf()).toBe(15_000);
});

describe('a ledger from before there were totals', () => {
  const entries = [
    move({ rule: null, points: 800 }),
    move({ rule: null, points: -800, month: '2026-04' }),
    move({ rule: null, person: ben, points: 600 }),
  ].map(entryOf);

  it('gives them once, however many processes start', async () => {
    // As they were written then, without a rule.
    await database.db
      .collection<{ _id: string }>('ledger')
      .insertMany(entries.map(({ rule: _, ...entry }) => entry));
    const other = await connectDatabase(uri);
    await Promise.all([database, other, database, other].map(buildTotals));
    await buildTotals(other);
    await other.client.close();
    expect(await pointsOf(anna, '2026-01', '2026-12')).toEqual({ [PROJECT]: 0 });
    expect(await pointsOf(anna, '2026-01', '2026-02')).toEqual({ [PROJECT]: 800 });
    expect((await sumEntries(database, { all: false, self: ben, owners: [ben] })).get(ben)).toEqual({
      points: 600,
      entries: 1,
    });
    expect(await checkTotals(database)).toEqual([]);
  });

  it('is left alone if there are movements', async () => {
    await commit([move()]);
    await buildTotals(database);
    expect(await database.totals.countDocuments()).toBe(0);
  });
});

describe('a check of the totals finds', () => {
  it.each([
    [
      'a total that is wrong',
      () => database.totals.updateOne({}, { $inc: { 'rules.daily_report.points': 1, points: 1 } }),
    ],
    [
      'a month that is not the sum of its rules',
      () => database.totals.updateOne({}, { $inc: { entries: 1 } }),
    ],
    [
      'a quarter that is not the sum of its months',
      () => database.spans.updateOne({}, { $inc: { 'rules.daily_report.target': 1 } }),
    ],
    ['a total that is missing', () => database.totals.deleteOne({})],
    ['a movement that is missing', () => database.movements.deleteOne({})],
    ['an entry that is missing', () => database.ledger.deleteOne({ rule: 'daily_report' })],
  ])('%s', async (_, spoil) => {
    await commit([move()]);
    await rollUp(database, 10);
    await commit([move({ person: ben, rule: null })]);
    expect(await checkTotals(database)).toEqual([]);
    await spoil();
    expect(await checkTotals(database)).not.toEqual([]);
  });
});
