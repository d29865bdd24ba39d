import type { AnyBulkWriteOperation, ClientSession } from 'mongodb';
import type { Database } from './database.ts';
import { tallyId, tallySchema, type TallyDocument, type TallyKey } from './tally-document.ts';

export { tallyId, tallySchema, type TallyDocument, type TallyKey };

const MAX_TIME_MS = 5_000;

/**
 * Has tallies settled at a moment (ISO, UTC), in the transaction of what changed behind them; one that is not there
 * begins at 0. Whoever is settling one of them now clashes and reads again.
 */
export async function markForSettling(
  database: Database,
  session: ClientSession,
  keys: readonly TallyKey[],
  at: string,
): Promise<void> {
  const byId = new Map(keys.map((key) => [tallyId(key), key]));
  if (byId.size === 0) return;
  // In one order everywhere: two that mark the same tallies wait for each other once, not crosswise.
  const operations = [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(marking(at));
  await database.tallies.bulkWrite(operations, { session, ordered: true });
}

function marking(at: string) {
  return ([_id, { rule, person, from, to }]: [string, TallyKey]): AnyBulkWriteOperation<TallyDocument> => ({
    updateOne: {
      filter: { _id },
      update: {
        $setOnInsert: { rule, person, from, to, sum: 0 },
        $set: { settleAt: at },
        $inc: { version: 1 },
      },
      upsert: true,
    },
  });
}

/** What a step makes of a tally; `before` is the one that it was decided on, null if there was none. */
export type TallyMove = { before: TallyDocument | null; after: TallyDocument };

/** Moves tallies in the transaction of their steps; false if one is no longer what its step was decided on. */
export async function moveTallies(
  database: Database,
  session: ClientSession,
  moves: readonly TallyMove[],
): Promise<boolean> {
  if (moves.length === 0) return true;
  const operations = moves.map(({ before, after }): AnyBulkWriteOperation<TallyDocument> => {
    if (before === null) return { insertOne: { document: after } };
    const { sum, settleAt, version } = after;
    const filter = { _id: before._id, version: before.version };
    return { updateOne: { filter, update: { $set: { sum, settleAt, version } } } };
  });
  const result = await database.tallies.bulkWrite(operations, { session, ordered: true });
  return result.matchedCount + result.insertedCount === moves.length;
}

/** One tally, or null if nothing was counted yet. */
export async function findTally(
  database: Database,
  key: Omit<TallyKey, 'to'>,
): Promise<TallyDocument | null> {
  const found = await database.tallies.findOne({ _id: tallyId(key) }, { maxTimeMS: MAX_TIME_MS });
  return found === null ? null : tallySchema.parse(found);
}

/** The running sums of some tallies, by their ids; one that nothing was counted in is not among them. */
export async function findSums(database: Database, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const found = await database.tallies.find({ _id: { $in: [...ids] } }, { maxTimeMS: MAX_TIME_MS }).toArray();
  return new Map(found.map((tally) => tallySchema.parse(tally)).map(({ _id, sum }) => [_id, sum]));
}

/** Has a period settled at its end even if nothing is ever counted in it; a tally that is there stays as it is. */
export async function expectTallies(
  database: Database,
  expected: readonly (TallyKey & { settleAt: string })[],
): Promise<void> {
  if (expected.length === 0) return;
  await database.tallies.bulkWrite(
    expected.map(({ settleAt, ...key }) => ({
      updateOne: {
        filter: { _id: tallyId(key) },
        update: { $setOnInsert: { ...key, sum: 0, version: 1, settleAt } },
        upsert: true,
      },
    })),
    { ordered: false },
  );
}

/**
 * Has the periods of some rules that end on this local day or later settled again, unless they wait for a later moment
 * anyway. One that is being settled just now, by what was known before, clashes and is settled again.
 */
export async function settleAgain(
  database: Database,
  rules: readonly string[],
  since: string,
  at: string,
): Promise<void> {
  await database.tallies.updateMany(
    {
      rule: { $in: [...rules] },
      to: { $gte: since },
      $or: [{ settleAt: null }, { settleAt: { $lte: at } }],
    },
    { $set: { settleAt: at }, $inc: { version: 1 } },
  );
}

/** The tallies that have to be settled by now, the longest waiting first. */
export async function findUnsettled(
  database: Database,
  now: string,
  limit: number,
): Promise<TallyDocument[]> {
  const found = await database.tallies
    .find({ settleAt: { $type: 'string', $lte: now } }, { maxTimeMS: MAX_TIME_MS })
    .sort({ settleAt: 1 })
    .limit(limit)
    .toArray();
  return found.map((tally) => tallySchema.parse(tally));
}

/** All running sums, in the order of their ids. */
export async function* listTallies(database: Database): AsyncGenerator<TallyDocument> {
  for await (const tally of database.tallies.find().sort({ _id: 1 })) yield tallySchema.parse(tally);
}

/** Says when a tally has to be settled next, unless something has moved it since it was read. */
export async function postponeSettling(
  database: Database,
  { _id, version }: TallyDocument,
  settleAt: string | null,
): Promise<void> {
  await database.tallies.updateOne({ _id, version }, { $set: { settleAt } });
}

/** Safe to run at every start. */
export async function prepareTallies({ tallies }: Database): Promise<void> {
  await tallies.createIndexes([
    { key: { settleAt: 1 }, partialFilterExpression: { settleAt: { $type: 'string' } } },
    { key: { person: 1, rule: 1, from: 1 } },
  ]);
}
