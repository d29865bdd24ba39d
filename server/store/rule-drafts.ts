import { MongoServerError } from 'mongodb';
import type { RuleSetDraft } from '../../workflows/rules/draft.ts';
import type { Database } from './database.ts';
import { ruleDraftSchema, type RuleDraftDocument } from './rule-documents.ts';

const MAX_TIME_MS = 5_000;
const DUPLICATE_KEY = 11_000;

export async function findDraft(
  { ruleDrafts }: Database,
  department: string,
): Promise<RuleDraftDocument | null> {
  const found = await ruleDrafts.findOne({ _id: department }, { maxTimeMS: MAX_TIME_MS });
  return found === null ? null : ruleDraftSchema.parse(found);
}

/** The drafts of all departments. */
export async function findDrafts({ ruleDrafts }: Database): Promise<RuleDraftDocument[]> {
  const found = await ruleDrafts.find({}, { maxTimeMS: MAX_TIME_MS }).sort({ _id: 1 }).toArray();
  return found.map((document) => ruleDraftSchema.parse(document));
}

/**
 * Keeps a draft of a department, valid or not. `seen` is the version that the writer saw, null for a new draft. Null
 * if that is not how it stands: somebody has changed it, or begun one, or it is gone.
 */
export async function keepDraft(
  { ruleDrafts }: Database,
  draft: { department: string; base: number | null; ruleSet: RuleSetDraft; savedAt: string; savedBy: string },
  seen: number | null,
): Promise<RuleDraftDocument | null> {
  const { department: _id, ...fields } = draft;
  const document = { _id, ...fields, version: (seen ?? 0) + 1 };
  if (seen !== null) {
    const { matchedCount } = await ruleDrafts.replaceOne({ _id, version: seen }, document);
    return matchedCount === 0 ? null : document;
  }
  try {
    await ruleDrafts.insertOne(document);
    return document;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return null;
    throw error;
  }
}

/** Throws a draft away; false if there is none. */
export async function dropDraft({ ruleDrafts }: Database, department: string): Promise<boolean> {
  const { deletedCount } = await ruleDrafts.deleteOne({ _id: department });
  return deletedCount === 1;
}
