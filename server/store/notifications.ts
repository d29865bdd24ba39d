import type { Database } from './database.ts';
import { notificationSchema, type NotificationDocument } from './documents.ts';

const MAX_TIME_MS = 5_000;

/** Where a page of notifications or entries begins: after this one, newest first. */
export type Since = { at: string; id: string };

/** The newest notifications of a person. */
export async function findNotifications(
  database: Database,
  person: string,
  { after, limit }: { after: Since | null; limit: number },
): Promise<NotificationDocument[]> {
  const before =
    after === null ? {} : { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lt: after.id } }] };
  const found = await database.notifications
    .find({ person, ...before }, { maxTimeMS: MAX_TIME_MS })
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .toArray();
  return found.map((document) => notificationSchema.parse(document));
}

export async function countUnread(database: Database, person: string): Promise<number> {
  return database.notifications.countDocuments({ person, read: false }, { maxTimeMS: MAX_TIME_MS });
}

/** Marks some of a person's notifications as read, or all of them. */
export async function markRead(
  database: Database,
  person: string,
  ids: readonly string[] | undefined,
): Promise<void> {
  const some = ids === undefined ? {} : { _id: { $in: [...ids] } };
  await database.notifications.updateMany({ person, read: false, ...some }, { $set: { read: true } });
}
