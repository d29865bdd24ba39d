import { MongoServerError, type AnyBulkWriteOperation, type ClientSession } from 'mongodb';
import { hasLabel } from './passing-errors.ts';
import { byHome, type Database } from './database.ts';
import type {
  DutyInstance,
  EntryDocument,
  HistoryDocument,
  InstanceDocument,
  OutboxDocument,
  PlanDocument,
  SharedLine,
} from './documents.ts';
import { moveTallies, type TallyMove } from './tallies.ts';
import type { Move } from './totals.ts';

/** What one command writes for one instance; `before` is the version that has to be there, 0 for a new one. */
export type Writing = {
  before: number;
  document: InstanceDocument;
  history: HistoryDocument[];
  entries: EntryDocument[];
  outbox: OutboxDocument[];
  /** What it adds to the totals by person and month. */
  moves: Move[];
  /** The running sum that it was decided on, and what becomes of it. */
  tally: TallyMove | null;
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
 * The instances of a group have to be different ones. At most eight bulk writes and a commit, however large the group.
 */
export function writeGroup(database: Database, group: readonly Writing[]): Promise<void> {
  return inOneCommit(database, async (session) => {
    await database.history.insertMany(
      group.flatMap((writing) => writing.history),
      { session, ordered: true },
    );
    for (const [home, writings] of byHome(database, group, ({ document }) => document._id)) {
      const result = await home.bulkWrite(writings.map(moveOn), { session, ordered: true });
      if (result.matchedCount + result.insertedCount !== writings.length) throw new Clash();
    }
    const tallies = group.flatMap(({ tally }) => (tally === null ? [] : [tally]));
    if (!(await moveTallies(database, session, tallies))) throw new Clash();
    await writeRows(database, session, {
      first: group[0]?.history[0]?._id,
      entries: group.flatMap((writing) => writing.entries),
      outbox: group.flatMap((writing) => writing.outbox),
      moves: group.flatMap((writing) => writing.moves),
    });
  });
}

function moveOn({ before, document }: Writing): AnyBulkWriteOperation<InstanceDocument> {
  if (before === 0) return { insertOne: { document } };
  const { _id, kind: _kind, createdBy: _by, createdAt: _at, ...moved } = document;
  return { updateOne: { filter: { _id, version: before }, update: { $set: moved } } };
}

/** Duties planned together, and the plan that is the first step of each: all of them, or none. */
export function writePlan(
  database: Database,
  plan: PlanDocument,
  duties: readonly DutyInstance[],
): Promise<void> {
  return inOneCommit(database, async (session) => {
    await database.plans.insertOne(plan, { session });
    await database.duties.insertMany(duties, { session, ordered: true });
  });
}

/** The same step of many duties: `changed` are fields by their paths. */
export type Closing = Pick<Writing, 'before' | 'entries' | 'outbox' | 'moves'> & {
  ids: string[];
  history: SharedLine[];
  changed: Record<string, unknown>;
};

/** Closes duties that are all at the same version: all of them, or none. */
export function writeClosing(database: Database, closing: Closing): Promise<void> {
  const { ids, before, changed, history, entries, outbox, moves } = closing;
  return inOneCommit(database, async (session) => {
    await database.history.insertMany(history, { session, ordered: true });
    const result = await database.duties.updateMany(
      { _id: { $in: ids }, version: before },
      { $set: changed },
      { session },
    );
    if (result.matchedCount !== ids.length) throw new Clash();
    await writeRows(database, session, { first: history[0]?._id, entries, outbox, moves });
  });
}

type Rows = Pick<Writing, 'entries' | 'outbox' | 'moves'> & { first: string | undefined };

/** What follows from steps; the movement has the id of the first of them. */
async function writeRows(database: Database, session: ClientSession, rows: Rows): Promise<void> {
  const { first, entries, outbox, moves } = rows;
  if (entries.length > 0) await database.ledger.insertMany(entries, { session, ordered: true });
  if (outbox.length > 0) await database.outbox.insertMany(outbox, { session, ordered: true });
  if (moves.length > 0 && first !== undefined) {
    await database.movements.insertOne({ _id: first, moves }, { session });
  }
}

async function inOneCommit(
  database: Database,
  write: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const session = database.client.startSession();
  try {
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
      maxCommitTimeMS: MAX_COMMIT_MS,
    });
    await write(session);
    await commit(session);
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw error instanceof MongoServerError && error.code === 11000 ? new AlreadyThere() : error;
  } finally {
    await session.endSession();
  }
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
