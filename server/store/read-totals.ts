import { z } from 'zod';
import type { Database } from './database.ts';
import { plus, PROJECT, spansOf, type Amounts } from './totals.ts';
import { visibleEntries, type Sight } from './visible.ts';

/** Everything is read as of one moment; a whole company's year is one answer. */
const reading = { readConcern: { level: 'snapshot' }, batchSize: 20_000, maxTimeMS: 5_000 } as const;

/** What somebody has from each rule, by its id; from projects under `PROJECT`. */
export type RuleTotals = ReadonlyMap<string, Amounts>;

/** Checked for what is reckoned with, no more: a department's year is tens of thousands of numbers. */
const sums = z.object({ points: z.number(), entries: z.number(), reached: z.number(), target: z.number() });
const rowSchema = z.object({ person: z.string(), rules: z.record(z.string(), sums) });

/**
 * What these people have in the months from one to another, both included; somebody without anything is left out.
 * Totals and the movements that are not yet in them are read by one command as of one moment: whatever is rolled up
 * meanwhile, each point is in the sum once.
 */
export async function readTotals(
  database: Database,
  { people, from, to }: { people: readonly string[]; from: string; to: string },
): Promise<Map<string, RuleTotals>> {
  const spans = spansOf(from, to);
  const ids = people.flatMap((person) => spans.map((span) => `${person}/${span}`));
  const kept = [{ $match: { _id: { $in: ids } } }, { $project: { _id: 0, person: 1, rules: 1 } }];
  const moved = movesOf({ person: { $in: [...people] }, month: { $gte: from, $lte: to } });
  const rows = database.totals.aggregate(
    [
      ...kept,
      { $unionWith: { coll: 'spans', pipeline: kept } },
      { $unionWith: { coll: 'movements', pipeline: [...moved, ...byPersonAndRule] } },
    ],
    reading,
  );
  const totals = new Map<string, Map<string, Amounts>>();
  for await (const row of rows) {
    const { person, rules } = rowSchema.parse(row);
    const own = totals.get(person) ?? new Map<string, Amounts>();
    totals.set(person, own);
    for (const [rule, amounts] of Object.entries(rules)) own.set(rule, plus(own.get(rule), amounts));
  }
  return totals;
}

const sumSchema = z.strictObject({ _id: z.string(), points: z.int(), entries: z.int() });

/** Sum and number of all entries of each person whose points may be seen, as of one moment. */
export async function sumEntries(
  database: Database,
  sight: Sight,
): Promise<Map<string, { points: number; entries: number }>> {
  const seen = visibleEntries(sight);
  const byPerson = {
    $group: { _id: '$person', points: { $sum: '$points' }, entries: { $sum: '$entries' } },
  };
  const found = await database.totals
    .aggregate(
      [
        { $match: seen },
        { $project: { _id: 0, person: 1, points: 1, entries: 1 } },
        { $unionWith: { coll: 'movements', pipeline: movesOf(seen) } },
        byPerson,
      ],
      { ...reading, hint: { person: 1, month: 1, points: 1, entries: 1 } },
    )
    .toArray();
  return new Map(
    found.map((row) => {
      const { _id, points, entries } = sumSchema.parse(row);
      return [_id, { points, entries }];
    }),
  );
}

/** The moves that a filter lets through, out of the movements that they came in. */
function movesOf(filter: object): object[] {
  return [{ $unwind: '$moves' }, { $replaceWith: '$moves' }, { $match: filter }];
}

const byPersonAndRule = [
  {
    $group: {
      _id: { person: '$person', rule: { $ifNull: ['$rule', PROJECT] } },
      points: { $sum: '$points' },
      entries: { $sum: '$entries' },
      reached: { $sum: '$reached' },
      target: { $sum: '$target' },
    },
  },
  {
    $replaceWith: {
      person: '$_id.person',
      rules: {
        $arrayToObject: [
          [
            {
              k: '$_id.rule',
              v: { points: '$points', entries: '$entries', reached: '$reached', target: '$target' },
            },
          ],
        ],
      },
    },
  },
];
