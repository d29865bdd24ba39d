import type { Database } from './database.ts';
import { entrySchema, type EntryDocument } from './documents.ts';
import type { Since } from './notifications.ts';
import { visibleLines, type Sight } from './visible.ts';

const MAX_TIME_MS = 5_000;

export type EntryQuery = {
  sight: Sight;
  people?: readonly string[];
  instance?: string;
  /** The id of a rule, or null for what comes from projects. */
  rule?: string | null;
  /** First and last day that the entries are dated by, both included. */
  from?: string;
  to?: string;
  after: Since | null;
  limit: number;
};

/** One page of the ledger, newest first. */
export async function listEntries(database: Database, query: EntryQuery): Promise<EntryDocument[]> {
  const { sight, people, instance, rule, from, to, after, limit } = query;
  const conditions = [
    visibleLines(sight),
    ...(people === undefined ? [] : [{ person: { $in: [...people] } }]),
    ...(instance === undefined ? [] : [{ instance }]),
    ...(rule === undefined ? [] : [{ rule }]),
    ...(from === undefined ? [] : [{ day: { $gte: from } }]),
    ...(to === undefined ? [] : [{ day: { $lte: to } }]),
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

/** The entry that takes another one back, or null. */
export async function findReversal(
  database: Database,
  { _id: reversalOf, instance }: EntryDocument,
): Promise<string | null> {
  const found = await database.ledger.findOne(
    { instance, reversalOf },
    { projection: { _id: 1 }, maxTimeMS: MAX_TIME_MS },
  );
  return found?._id ?? null;
}
