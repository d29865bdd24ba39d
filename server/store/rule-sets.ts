import { MongoServerError } from 'mongodb';
import type { Database } from './database.ts';
import {
  ruleSetDocumentSchema,
  ruleVersionSchema,
  type RuleSetDocument,
  type RuleVersionDocument,
} from './rule-documents.ts';

const MAX_TIME_MS = 5_000;
const MAX_COMMIT_MS = 10_000;
const DUPLICATE_KEY = 11_000;

/** Indexes of what is published; the unique one makes publishings come one by one. */
export async function prepareRuleSets({ ruleSets, ruleVersions }: Database): Promise<void> {
  await ruleSets.createIndex({ edition: 1 }, { unique: true });
  await ruleVersions.createIndex({ rule: 1, from: 1 });
}

/** What one publishing writes, and the draft that it was made of. */
export type Publishing = {
  sets: readonly RuleSetDocument[];
  versions: readonly RuleVersionDocument[];
  draft?: { department: string; version: number };
};

/**
 * Inserts what is published and takes its draft away: all of it, or nothing. False if somebody was quicker: the
 * edition or the number is taken, or the draft is not as it was.
 */
export async function insertPublished(
  { client, ruleSets, ruleVersions, ruleDrafts }: Database,
  { sets, versions, draft }: Publishing,
): Promise<boolean> {
  const work = client.withSession((session) =>
    session.withTransaction(
      async () => {
        if (draft !== undefined) {
          const { department: _id, version } = draft;
          const { deletedCount } = await ruleDrafts.deleteOne({ _id, version }, { session });
          if (deletedCount === 0) throw new Moved();
        }
        await ruleSets.insertMany([...sets], { session });
        if (versions.length > 0) await ruleVersions.insertMany([...versions], { session });
      },
      { readConcern: { level: 'snapshot' }, maxCommitTimeMS: MAX_COMMIT_MS },
    ),
  );
  try {
    await work;
    return true;
  } catch (error) {
    const taken = error instanceof MongoServerError && error.code === DUPLICATE_KEY;
    if (taken || error instanceof Moved) return false;
    throw error;
  }
}

/** The draft has been changed, published or thrown away. */
class Moved extends Error {
  override readonly name = 'Moved';
}

/** How many rule sets have been published in the company. */
export async function findEdition({ ruleSets }: Database): Promise<number> {
  const newest = await ruleSets.findOne(
    {},
    { sort: { edition: -1 }, projection: { edition: 1 }, maxTimeMS: MAX_TIME_MS },
  );
  return newest?.edition ?? 0;
}

/** Every published rule set, in the order in which they were published. */
export async function findRuleSets({ ruleSets }: Database): Promise<RuleSetDocument[]> {
  const found = await ruleSets.find({}, { maxTimeMS: MAX_TIME_MS }).sort({ edition: 1 }).toArray();
  return found.map((document) => ruleSetDocumentSchema.parse(document));
}

/** Every version of every rule, a rule's first one first. */
export async function findRuleVersions({ ruleVersions }: Database): Promise<RuleVersionDocument[]> {
  const found = await ruleVersions.find({}, { maxTimeMS: MAX_TIME_MS }).sort({ version: 1 }).toArray();
  return found.map((document) => ruleVersionSchema.parse(document));
}
