import type { Definition } from '../../workflows/index.ts';
import type { Database } from './database.ts';
import { definitionSchema, historySchema, type HistoryDocument } from './documents.ts';

const MAX_TIME_MS = 5_000;
/** What a submission and its fate are made of. */
const TYPES: HistoryDocument['event']['type'][] = [
  ...(['SUBMIT', 'WITHDRAW', 'ACCEPT', 'RETURN', 'REJECT'] as const),
  ...(['BEGIN', 'SUBMIT_WORK', 'WITHDRAW_WORK', 'ACCEPT_WORK', 'RETURN_WORK', 'REJECT_WORK'] as const),
];

/** What was handed in and decided in some instances, in order; one round trip however many. */
export async function findRounds(
  database: Database,
  instances: readonly string[],
): Promise<HistoryDocument[]> {
  const found = await database.history
    .find({ instance: { $in: [...instances] }, 'event.type': { $in: TYPES } }, { maxTimeMS: MAX_TIME_MS })
    .sort({ instance: 1, seq: 1 })
    .toArray();
  return found.map((line) => historySchema.parse(line));
}

/** Some definitions by their hash; one round trip however many. */
export async function findDefinitions(
  database: Database,
  hashes: readonly string[],
): Promise<Map<string, Definition>> {
  const found = await database.definitions
    .find({ _id: { $in: [...new Set(hashes)] } }, { maxTimeMS: MAX_TIME_MS })
    .toArray();
  return new Map(found.map((document) => [document._id, definitionSchema.parse(document).definition]));
}
