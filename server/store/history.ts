import { groupedBy } from '../../workflows/rules/settlement.ts';
import type { Database } from './database.ts';
import { historySchema, sharedLineSchema, type HistoryDocument, type SharedLine } from './documents.ts';

const MAX_TIME_MS = 5_000;
/** For what goes through everything. */
const LONG_MS = 60_000;

/** What a submission and its fate are made of. */
const TYPES: HistoryDocument['event']['type'][] = [
  ...(['SUBMIT', 'WITHDRAW', 'ACCEPT', 'RETURN', 'REJECT'] as const),
  ...(['BEGIN', 'SUBMIT_WORK', 'WITHDRAW_WORK', 'ACCEPT_WORK', 'RETURN_WORK', 'REJECT_WORK'] as const),
];

/** The history line that a command made, if it has been carried out. */
export async function findCommand(database: Database, commandId: string): Promise<HistoryDocument | null> {
  const found = await database.history.findOne({ commandId }, { maxTimeMS: MAX_TIME_MS });
  return found === null ? null : historySchema.parse(found);
}

/** All steps of an instance, the first one first. */
export async function findHistory(database: Database, instance: string): Promise<HistoryDocument[]> {
  const found = await database.history.find({ instance }, { maxTimeMS: MAX_TIME_MS }).toArray();
  return linesOf(found, [instance]);
}

/** All steps of some instances, the first one of each first; one round trip however many. */
export async function findHistories(
  database: Database,
  instances: readonly string[],
): Promise<Map<string, HistoryDocument[]>> {
  const found = await database.history
    .find({ instance: { $in: [...instances] } }, { maxTimeMS: LONG_MS })
    .toArray();
  return groupedBy(linesOf(found, instances), ({ instance }) => instance);
}

/** What was handed in and decided in some instances, in order; one round trip however many. */
export async function findRounds(
  database: Database,
  instances: readonly string[],
): Promise<HistoryDocument[]> {
  const found = await database.history
    .find({ instance: { $in: [...instances] }, 'event.type': { $in: TYPES } }, { maxTimeMS: MAX_TIME_MS })
    .toArray();
  return linesOf(found, instances);
}

/** The lines of these instances among those found, in the order of their steps. */
function linesOf(
  found: readonly (HistoryDocument | SharedLine)[],
  instances: readonly string[],
): HistoryDocument[] {
  const wanted = new Set(instances);
  return found
    .flatMap((line) =>
      Array.isArray(line.instance)
        ? linesSharing(sharedLineSchema.parse(line)).filter(({ instance }) => wanted.has(instance))
        : [historySchema.parse(line)],
    )
    .toSorted((a, b) => a.seq - b.seq);
}

/** A shared line as the line of each: its ids are those of the first, with the other's id in its place. */
function linesSharing(line: SharedLine): HistoryDocument[] {
  const model = line.instance[0] ?? '';
  return line.instance.map((instance, index) => ({
    ...line,
    _id: line._id.replace(model, instance),
    instance,
    commandId: line.commandId.replace(model, instance),
    owner: line.owner[index] ?? '',
    leader: line.leader[index] ?? '',
  }));
}
