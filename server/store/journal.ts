import { MongoServerError, type AnyBulkWriteOperation, type ClientSession } from 'mongodb';
import { hasLabel } from './passing-errors.ts';
import type { Database } from './database.ts';
import type { EntryDocument, HistoryDocument, InstanceDocument, OutboxDocument } from './documents.ts';

/** What one command writes for one instance; `before` is the version that has to be there, 0 for a new one. */
export type Writing = {
  before: number;
  document: InstanceDocument;
  history: HistoryDocument[];
  entries: EntryDocument[];
  outbox: OutboxDocument[];
};

/** Another process has moved an instance on since it was loaded. Nothing was written. */
export class Clash extends Error {
  override readonly name = 'Clash';
}

/** A unique index refused a write: a command or an entry that is already there. Nothing was written. */
export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere';
}

const MAX_COMMIT_MS = 10_000;
const COMMIT_ATTEMPTS = 5;

/**
 * The one writer of instances, history, ledger and outbox: everything of a group of commands, or nothing.
 * The instances of a group have to be different ones. Four bulk writes and a commit, however large the group.
 */
export async function writeGroup(database: Database, group: readonly Writing[]): Promise<void> {
  const session = database.client.startSession();
  try {
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
      maxCommitTimeMS: MAX_COMMIT_MS,
    });
    await writeRows(database, session, group);
    await commit(session);
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw error instanceof MongoServerError && error.code === 11000 ? new AlreadyThere() : error;
  } finally {
    await session.endSession();
  }
}

async function writeRows(
  database: Database,
  session: ClientSession,
  group: readonly Writing[],
): Promise<void> {
  const history = group.flatMap((writing) => writing.history);
  await database.history.insertMany(history, { session, ordered: true });

  const operations = group.map(({ before, document }): AnyBulkWriteOperation<InstanceDocument> => {
    if (before === 0) return { insertOne: { document } };
    const { _id, kind: _kind, createdBy: _by, createdAt: _at, ...moved } = document;
    return { updateOne: { filter: { _id, version: before }, update: { $set: moved } } };
  });
  const result = await database.instances.bulkWrite(operations, { session, ordered: true });
  if (result.matchedCount + result.insertedCount !== group.length) throw new Clash();

  const entries = group.flatMap((writing) => writing.entries);
  if (entries.length > 0) await database.ledger.insertMany(entries, { session, ordered: true });
  const outbox = group.flatMap((writing) => writing.outbox);
  if (outbox.length > 0) await database.outbox.insertMany(outbox, { session, ordered: true });
}

/** A commit whose answer was lost is asked for again: it is carried out once. */
async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      if (attempt === COMMIT_ATTEMPTS || !hasLabel(error, 'UnknownTransactionCommitResult')) throw error;
    }
  }
}
