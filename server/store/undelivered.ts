import type { Database } from './database.ts';
import { outboxSchema, type OutboxDocument } from './documents.ts';

/** Messages that were given up, the newest first. */
export async function findUndelivered(database: Database, limit: number): Promise<OutboxDocument[]> {
  const found = await database.outbox
    .find({ state: 'dead' }, { maxTimeMS: 5_000 })
    .sort({ nextAt: -1 })
    .limit(limit)
    .toArray();
  return found.map((message) => outboxSchema.parse(message));
}

/** Lets the relay try a message again that was given up; false if there is none with this id. */
export async function sendAgain(database: Database, id: string, now: string): Promise<boolean> {
  const { matchedCount } = await database.outbox.updateOne(
    { _id: id, state: 'dead' },
    { $set: { state: 'pending', attempts: 0, nextAt: now, error: null } },
  );
  return matchedCount === 1;
}
