import { MongoServerError } from 'mongodb';
import type { Database } from './database.ts';

/** How often one tried to sign in and failed, by account and address. */
type AttemptDocument = { _id: string; failures: number; blockedUntil: Date; expiresAt: Date };

const DUPLICATE_KEY = 11_000;

function attempts(database: Database) {
  return database.db.collection<AttemptDocument>('attempts');
}

/** Old attempts are forgotten by the database itself. */
export async function prepareAttempts(database: Database): Promise<void> {
  await attempts(database).createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
}

export type Throttle = {
  free: number;
  firstPauseMs: number;
  longestPauseMs: number;
  forgottenAfterMs: number;
};

/**
 * Counts an attempt before it is judged, so that many at once gain nothing, and blocks further ones for a pause
 * that doubles. Gives how long to wait still, in ms; 0: this attempt may be judged.
 */
export async function countAttempt(
  database: Database,
  key: string,
  now: Date,
  throttle: Throttle,
): Promise<number> {
  const { free, firstPauseMs, longestPauseMs, forgottenAfterMs } = throttle;
  const blocked = { $gt: [{ $ifNull: ['$blockedUntil', now] }, now] };
  const past = { $lte: [{ $ifNull: ['$expiresAt', now] }, now] };
  const failures = { $cond: [past, 1, { $add: ['$failures', 1] }] };
  const over = { $subtract: ['$failures', free + 1] };
  const pause = {
    $cond: [
      { $gt: ['$failures', free] },
      { $min: [longestPauseMs, { $multiply: [firstPauseMs, { $pow: [2, { $min: [over, 30] }] }] }] },
      0,
    ],
  };
  const counted = [
    { $set: { blocked } },
    { $set: { failures: { $cond: ['$blocked', '$failures', failures] } } },
    { $set: { blockedUntil: { $cond: ['$blocked', '$blockedUntil', { $add: [now, pause] }] } } },
    { $set: { expiresAt: { $add: ['$blockedUntil', forgottenAfterMs] } } },
    { $unset: 'blocked' },
  ];
  const options = { upsert: true, returnDocument: 'before' } as const;
  const update = () => attempts(database).findOneAndUpdate({ _id: key }, counted, options);
  const before = await update().catch((error: unknown) => {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return update();
    throw error;
  });
  return Math.max(0, (before?.blockedUntil.getTime() ?? 0) - now.getTime());
}

/** A success: earlier failures do not count any more. */
export async function forgetAttempts(database: Database, key: string): Promise<void> {
  await attempts(database).deleteOne({ _id: key });
}

/** A success: this attempt was no failure, the earlier ones stay counted. */
export async function takeBackAttempt(database: Database, key: string): Promise<void> {
  await attempts(database).updateOne({ _id: key }, { $inc: { failures: -1 } });
}
