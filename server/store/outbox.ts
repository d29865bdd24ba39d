import { MongoBulkWriteError } from 'mongodb';
import type { Database } from './database.ts';
import { outboxSchema, type NotificationDocument, type OutboxDocument } from './documents.ts';

const DUPLICATE = 11000;

/** Messages that wait to be delivered, the oldest first. */
export async function findPending(database: Database, now: string, limit: number): Promise<OutboxDocument[]> {
  const found = await database.outbox
    .find({ state: 'pending', nextAt: { $lte: now } })
    .sort({ nextAt: 1 })
    .limit(limit)
    .toArray();
  return found.map((message) => outboxSchema.parse(message));
}

export async function markDone(database: Database, ids: readonly string[]): Promise<void> {
  await database.outbox.updateMany({ _id: { $in: [...ids] } }, { $set: { state: 'done', error: null } });
}

/** Puts a delivery off, or gives it up: then an administrator can look at it and send it again. */
export async function markFailed(
  database: Database,
  ids: readonly string[],
  failure: { error: string; nextAt: string; dead: boolean },
): Promise<void> {
  await database.outbox.updateMany(
    { _id: { $in: [...ids] } },
    {
      $set: { error: failure.error, nextAt: failure.nextAt, state: failure.dead ? 'dead' : 'pending' },
      $inc: { attempts: 1 },
    },
  );
}

/** Puts messages into their receivers' in-app lists; one that is there already stays as it is. */
export async function deliverInApp(database: Database, messages: readonly OutboxDocument[]): Promise<void> {
  const documents = messages.map(
    ({ _id, to, message, instance, title, milestone, milestoneTitle, days, at }): NotificationDocument => ({
      _id,
      person: to,
      message,
      instance,
      title,
      milestone,
      milestoneTitle,
      days,
      at,
      read: false,
    }),
  );
  try {
    await database.notifications.insertMany(documents, { ordered: false });
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError) || !isAllDuplicates(error)) throw error;
  }
}

function isAllDuplicates({ writeErrors }: MongoBulkWriteError): boolean {
  return [writeErrors].flat().every(({ code }) => code === DUPLICATE);
}
