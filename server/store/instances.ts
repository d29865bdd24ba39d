import { LRUCache } from 'lru-cache';
import { groupedBy } from '../../workflows/rules/settlement.ts';
import { byHome, type Database } from './database.ts';
import {
  definitionSchema,
  entrySchema,
  instanceSchema,
  planSchema,
  type EntryDocument,
  type InstanceDocument,
  type PlanDocument,
} from './documents.ts';
import type { Definition } from '../../workflows/index.ts';

const MAX_TIME_MS = 5_000;
/** For what goes through everything. */
const LONG_MS = 60_000;

/** The instances with these ids, checked; one round trip however many. */
export async function findInstances(database: Database, ids: readonly string[]): Promise<InstanceDocument[]> {
  const found = await Promise.all(
    byHome(database, ids, (id) => id).map(([home, own]) =>
      home.find({ _id: { $in: own } }, { maxTimeMS: MAX_TIME_MS }).toArray(),
    ),
  );
  return found.flat().map((document) => instanceSchema.parse(document));
}

/** The definition with this hash. Throws if it is not there: an instance without one cannot be. */
export async function findDefinition(database: Database, hash: string): Promise<Definition> {
  const found = await database.definitions.findOne({ _id: hash }, { maxTimeMS: MAX_TIME_MS });
  return definitionSchema.parse(found).definition;
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

/** What this process knows to be kept: a definition never changes and never goes. */
const known = new WeakMap<Database, LRUCache<string, true>>();

/** Keeps a definition under its hash; one that is already there is the same one. */
export async function keepDefinition(
  database: Database,
  hash: string,
  definition: Definition,
): Promise<void> {
  const kept = known.get(database) ?? new LRUCache<string, true>({ max: 10_000 });
  known.set(database, kept);
  if (kept.has(hash)) return;
  await database.definitions.updateOne(
    { _id: hash },
    { $setOnInsert: { kind: definition.kind, definition } },
    { upsert: true },
  );
  kept.set(hash, true);
}

/** Some plans by their ids; one round trip however many. */
export async function findPlans(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, PlanDocument>> {
  const found = await database.plans
    .find({ _id: { $in: [...new Set(ids)] } }, { maxTimeMS: LONG_MS })
    .toArray();
  return new Map(found.map((plan) => [plan._id, planSchema.parse(plan)]));
}

/** Ids of all instances. */
export async function* listInstances(database: Database): AsyncGenerator<string> {
  for (const home of [database.instances, database.duties]) {
    for await (const { _id } of home.find({}, { projection: { _id: 1 } })) yield _id;
  }
}

/** The ledger's entries of some instances; one round trip however many. */
export async function findEntries(
  database: Database,
  instances: readonly string[],
): Promise<Map<string, EntryDocument[]>> {
  const found = await database.ledger
    .find({ instance: { $in: [...instances] } }, { maxTimeMS: LONG_MS })
    .toArray();
  return groupedBy(
    found.map((entry) => entrySchema.parse(entry)),
    ({ instance }) => instance,
  );
}

/** Those of these messages that are in the outbox. */
export async function findMessages(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const found = await database.outbox
    .find({ _id: { $in: [...ids] } }, { projection: { _id: 1 }, maxTimeMS: LONG_MS })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
}
