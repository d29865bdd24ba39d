import { MongoError, MongoServerError } from 'mongodb';

/** The database has not answered in time; whether it has done what was asked is not known. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** Whether the driver has put this label on an error. */
export function hasLabel(error: unknown, label: string): boolean {
  return error instanceof MongoError && error.hasErrorLabel(label);
}

const PASSING_LABELS = [
  'TransientTransactionError',
  'UnknownTransactionCommitResult',
  'RetryableWriteError',
  'RetryableError',
  'PoolRequestedRetry',
  'ResetPool',
];
const PASSING_NAMES =
  /^Mongo(Network|NetworkTimeout|ServerSelection|PoolCleared|PoolClosed|WaitQueueTimeout|NotConnected|TopologyClosed|ExpiredSession)/;
/** Shutdown in progress, primary stepped down, interrupted, not primary, host unreachable, network time-out. */
const PASSING_CODES = new Set([6, 7, 89, 91, 112, 189, 262, 10107, 11600, 11602, 13435, 13436]);

/** Whether an error of the database can pass by itself, so that the whole command is worth sending again. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unanswered) return true;
  if (!(error instanceof Error)) return false;
  if (PASSING_LABELS.some((label) => hasLabel(error, label)) || PASSING_NAMES.test(error.name)) return true;
  return error instanceof MongoServerError && typeof error.code === 'number' && PASSING_CODES.has(error.code);
}
