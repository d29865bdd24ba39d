import type { Database } from './database.ts';
import {
  definitionSchema,
  entrySchema,
  historySchema,
  instanceSchema,
  planSchema,
  type EntryDocument,
  type HistoryDocument,
  type InstanceDocument,
  type PlanDocument,
} from './documents.ts';
import type { Definition } from '../../workflows/index.ts';

const MAX_TIME_MS = 5_000;

/** The instances with these ids, checked; one round trip however many. */
export async function findInstances(database: Database, ids: readonly string[]): Promise<InstanceDocument[]> {
  const found = await database.instances
    .find({ _id: { $in: [...ids] } }, { maxTimeMS: MAX_TIME_MS })
    .toArray();
  return found.map((document) => instanceSchema.parse(document));
}

/** Those of these ids that are there. */
export async function findExisting(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const found = await database.instances
    .find({ _id: { $in: [...ids] } }, { projection: { _id: 1 }, maxTimeMS: MAX_TIME_MS })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
}

/** Ids of the instances that have a timer before this moment, the longest due first. */
export async function findDue(database: Database, before: string, limit: number): Promise<string[]> {
  const found = await database.instances
    .find({ nextTimerAt: { $lt: before } }, { projection: { _id: 1 }, maxTimeMS: MAX_TIME_MS })
    .sort({ nextTimerAt: 1 })
    .limit(limit)
    .toArray();
  return found.map(({ _id }) => _id);
}

/** The definition with this hash. Throws if it is not there: an instance without one cannot be. */
export async function findDefinition(database: Database, hash: string): Promise<Definition> {
  const found = await database.definitions.findOne({ _id: hash }, { maxTimeMS: MAX_TIME_MS });
  return definitionSchema.parse(found).definition;
}

/** Keeps a definition under its hash; one that is already there is the same one. */
export async function keepDefinition(
  database: Database,
  hash: string,
  definition: Definition,
): Promise<void> {
  await database.definitions.updateOne(
    { _id: hash },
    { $setOnInsert: { kind: definition.kind, definition } },
    { upsert: true },
  );
}

/** The history line that a command made, if it has been carried out. */
export async function findCommand(database: Database, commandId: string): Promise<HistoryDocument | null> {
  const found = await database.history.findOne({ commandId }, { maxTimeMS: MAX_TIME_MS });
  return found === null ? null : historySchema.parse(found);
}

/** All steps of an instance, the first one first. */
export async function findHistory(database: Database, instance: string): Promise<HistoryDocument[]> {
  const found = await database.history
    .find({ instance }, { maxTimeMS: MAX_TIME_MS })
    .sort({ seq: 1 })
    .toArray();
  return found.map((line) => historySchema.parse(line));
}

/** Moments before this one that somebody has to be woken for; duties are closed together, whatever their number. */
export async function findNear(
  database: Database,
  until: string,
): Promise<{ instance: string; at: string }[]> {
  const found = await database.instances
    .find(
      { nextTimerAt: { $lt: until }, kind: { $ne: 'duty' } },
      { projection: { nextTimerAt: 1 }, maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  return found.flatMap(({ _id, nextTimerAt }) =>
    nextTimerAt === null ? [] : [{ instance: _id, at: nextTimerAt }],
  );
}

/** The plan that a duty was made by. Throws if it is not there: a duty without one cannot be. */
export async function findPlan(database: Database, id: string): Promise<PlanDocument> {
  const found = await database.plans.findOne({ _id: id }, { maxTimeMS: MAX_TIME_MS });
  return planSchema.parse(found);
}

/** Ids of all instances, in the order of their ids. */
export async function* listInstances(database: Database): AsyncGenerator<string> {
  for await (const { _id } of database.instances.find({}, { projection: { _id: 1 } }).sort({ _id: 1 }))
    yield _id;
}

/** The ledger's entries of an instance. */
export async function findEntries(database: Database, instance: string): Promise<EntryDocument[]> {
  const found = await database.ledger.find({ instance }).toArray();
  return found.map((entry) => entrySchema.parse(entry));
}

/** Ids of the messages that the steps of an instance left in the outbox. */
export async function findMessages(database: Database, instance: string): Promise<string[]> {
  const found = await database.outbox
    .find({ _id: { $gte: `${instance}/`, $lt: `${instance}0` } }, { projection: { _id: 1 } })
    .toArray();
  return found.map(({ _id }) => _id);
}
