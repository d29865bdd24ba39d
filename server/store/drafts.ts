import type { Evidence } from '../../workflows/events.ts';
import type { Database } from './database.ts';
import { draftSchema, type DraftDocument } from './documents.ts';

const MAX_TIME_MS = 5_000;

type Place = { person: string; instance: string; milestone: string };

function idOf({ person, instance, milestone }: Place): string {
  return `${person}/${instance}/${milestone}`;
}

export async function findDraft(database: Database, place: Place): Promise<DraftDocument | null> {
  const found = await database.drafts.findOne({ _id: idOf(place) }, { maxTimeMS: MAX_TIME_MS });
  return found === null ? null : draftSchema.parse(found);
}

/** When a person saved drafts for these instances: `<instance>/<milestone>` → date. */
export async function findDraftDates(
  database: Database,
  person: string,
  instances: readonly string[],
): Promise<Map<string, string>> {
  const found = await database.drafts
    .find({ instance: { $in: [...instances] }, person }, { maxTimeMS: MAX_TIME_MS })
    .project<Pick<DraftDocument, 'instance' | 'milestone' | 'savedAt'>>({
      instance: 1,
      milestone: 1,
      savedAt: 1,
    })
    .toArray();
  return new Map(found.map(({ instance, milestone, savedAt }) => [`${instance}/${milestone}`, savedAt]));
}

/** Keeps what somebody has written so far; the last one to write wins. */
export async function saveDraft(
  database: Database,
  place: Place,
  evidence: Evidence,
  savedAt: string,
): Promise<void> {
  await database.drafts.updateOne(
    { _id: idOf(place) },
    { $set: { ...place, evidence, savedAt } },
    { upsert: true },
  );
}

export async function deleteDraft(database: Database, place: Place): Promise<void> {
  await database.drafts.deleteOne({ _id: idOf(place) });
}
