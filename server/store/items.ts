import type { AnyBulkWriteOperation, ClientSession, Filter } from 'mongodb';
import { z } from 'zod';
import type { Database } from './database.ts';
import { itemSchema, type ItemDocument } from './item-document.ts';
import { markForSettling, type TallyKey } from './tallies.ts';
import type { Sight } from './visible.ts';

const MAX_TIME_MS = 5_000;
/** One item, or null. */
export async function findItem(database: Database, id: string): Promise<ItemDocument | null> {
  const found = await database.items.findOne({ _id: id }, { maxTimeMS: MAX_TIME_MS });
  return found === null ? null : itemSchema.parse(found);
}

/** Those of some items that are there; one round trip however many. */
export async function findItems(database: Database, ids: readonly string[]): Promise<ItemDocument[]> {
  if (ids.length === 0) return [];
  const found = await database.items.find({ _id: { $in: [...ids] } }, { maxTimeMS: MAX_TIME_MS }).toArray();
  return found.map((item) => itemSchema.parse(item));
}

/** What becomes of some items, and the tallies that have to be settled because of it. */
export type ItemChange = { items: ItemDocument[]; tallies: TallyKey[] };

/**
 * Changes items and has their tallies settled at a moment (ISO, UTC), in one transaction: wholly, or, if `decide`
 * throws, not at all. It is given those of the ids that are there, and is called again if somebody was quicker.
 */
export async function changeItems(
  database: Database,
  ids: readonly string[],
  settleAt: string,
  decide: (known: ReadonlyMap<string, ItemDocument>) => ItemChange,
): Promise<void> {
  await database.client.withSession((session) =>
    session.withTransaction(
      async () => {
        const found = await database.items.find({ _id: { $in: [...ids] } }, { session }).toArray();
        const { items, tallies } = decide(new Map(found.map((item) => [item._id, itemSchema.parse(item)])));
        await writeItems(database, session, items);
        await markForSettling(database, session, tallies, settleAt);
      },
      {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', journal: true },
        readPreference: 'primary',
        maxCommitTimeMS: 10_000,
      },
    ),
  );
}

async function writeItems(
  database: Database,
  session: ClientSession,
  items: readonly ItemDocument[],
): Promise<void> {
  if (items.length === 0) return;
  const operations = items
    .toSorted((a, b) => (a._id < b._id ? -1 : 1))
    .map(({ _id, ...item }): AnyBulkWriteOperation<ItemDocument> => ({
      replaceOne: { filter: { _id }, replacement: item, upsert: true },
    }));
  await database.items.bulkWrite(operations, { session, ordered: true });
}

/** Where a page of items goes on. */
export const itemPlace = z.strictObject({ at: z.iso.datetime(), id: z.string().max(300) });

export type ItemQuery = {
  sight: Sight;
  rule?: string | undefined;
  person?: string | undefined;
  /** Instants, both included. */
  from?: string | undefined;
  to?: string | undefined;
  after: z.output<typeof itemPlace> | null;
  limit: number;
};

/** One page of items, the newest first. */
export async function listItems(database: Database, query: ItemQuery): Promise<ItemDocument[]> {
  const found = await database.items
    .find(filterOf(query), { maxTimeMS: MAX_TIME_MS })
    .sort({ at: -1, _id: -1 })
    .limit(query.limit)
    .toArray();
  return found.map((item) => itemSchema.parse(item));
}

function filterOf({ sight, rule, person, from, to, after }: ItemQuery): Filter<ItemDocument> {
  const conditions: Filter<ItemDocument>[] = [
    ...(sight.all ? [] : [{ person: { $in: [...sight.owners] } }]),
    ...(rule === undefined ? [] : [{ rule }]),
    ...(person === undefined ? [] : [{ person }]),
    ...(from === undefined ? [] : [{ at: { $gte: from } }]),
    ...(to === undefined ? [] : [{ at: { $lte: to } }]),
    ...(after === null
      ? []
      : [{ at: { $lte: after.at } }, { $or: [{ at: { $lt: after.at } }, { _id: { $lt: after.id } }] }]),
  ];
  return conditions.length === 0 ? {} : { $and: conditions };
}

/** Ids of items since an instant whose day was found by an earlier version of the calendar. */
export async function findMisplaced(
  { items }: Database,
  { before: calendar, since }: { before: number; since: string },
  limit: number,
): Promise<string[]> {
  const found = await items
    .find(
      { at: { $gte: since }, placedBy: { $lt: calendar }, removed: false },
      { projection: { _id: 1 }, maxTimeMS: MAX_TIME_MS },
    )
    .limit(limit)
    .toArray();
  return found.map(({ _id }) => _id);
}

/** Safe to run at every start. */
export async function prepareItems({ items }: Database): Promise<void> {
  await items.createIndexes([
    { key: { person: 1, rule: 1, at: -1, _id: -1 } },
    { key: { person: 1, at: -1, _id: -1 } },
    { key: { rule: 1, at: -1, _id: -1 } },
    { key: { at: -1, _id: -1 } },
  ]);
}
