import { z } from 'zod';
import type { Database } from './database.ts';
import { entrySchema, type EntryDocument } from './documents.ts';
import type { Since } from './notifications.ts';
import { visibleEntries, visibleLines, type Sight } from './visible.ts';

const MAX_TIME_MS = 5_000;

export type EntryQuery = {
  sight: Sight;
  person?: string;
  instance?: string;
  after: Since | null;
  limit: number;
};

/** One page of the ledger, newest first. */
export async function listEntries(database: Database, query: EntryQuery): Promise<EntryDocument[]> {
  const { sight, person, instance, after, limit } = query;
  const conditions = [
    visibleLines(sight),
    ...(person === undefined ? [] : [{ person }]),
    ...(instance === undefined ? [] : [{ instance }]),
    ...(after === null
      ? []
      : [{ at: { $lte: after.at } }, { $or: [{ at: { $lt: after.at } }, { _id: { $lt: after.id } }] }]),
  ].filter((condition) => Object.keys(condition).length > 0);
  const found = await database.ledger
    .find(conditions.length === 0 ? {} : { $and: conditions }, { maxTimeMS: MAX_TIME_MS })
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .toArray();
  return found.map((entry) => entrySchema.parse(entry));
}

export async function findEntry(database: Database, id: string): Promise<EntryDocument | null> {
  const found = await database.ledger.findOne({ _id: id }, { maxTimeMS: MAX_TIME_MS });
  return found === null ? null : entrySchema.parse(found);
}

const sumSchema = z.strictObject({ _id: z.string(), points: z.int(), entries: z.int() });

/** Sum and number of the entries of each person: one aggregation over an index alone. */
export async function sumEntries(
  database: Database,
  sight: Sight,
): Promise<Map<string, { points: number; entries: number }>> {
  const found = await database.ledger
    .aggregate(
      [
        { $match: visibleEntries(sight) },
        { $sort: { person: 1 } },
        { $group: { _id: '$person', points: { $sum: '$points' }, entries: { $sum: 1 } } },
      ],
      { hint: { person: 1, _id: 1, points: 1 }, maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  return new Map(
    found.map((sum) => {
      const { _id, points, entries } = sumSchema.parse(sum);
      return [_id, { points, entries }];
    }),
  );
}
