import type { Evidence } from '../../workflows/events.ts';
import type { DraftView } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import type { LoadedProject } from '../views/instance.ts';
import type { Database } from '../store/database.ts';
import { deleteDraft, findDraft, saveDraft } from '../store/drafts.ts';

/** A draft belongs to the owner of the instance and to one of its milestones. */
export function draftPlace({ document, definition }: LoadedProject, milestone: string, person: string) {
  if (document.summary.owner !== person) throw new Refusal('not_allowed');
  if (!definition.milestones.some(({ id }) => id === milestone)) throw new Refusal('unknown_milestone');
  return { person, instance: document._id, milestone };
}
type Place = ReturnType<typeof draftPlace>;

export async function readDraft(database: Database, place: Place): Promise<DraftView> {
  const draft = await findDraft(database, place);
  return { evidence: draft?.evidence ?? null, savedAt: draft?.savedAt ?? null };
}

/** Keeps what an owner has written so far, over what was kept before. */
export async function keepDraft(
  database: Database,
  place: Place,
  evidence: Evidence,
  now: string,
): Promise<DraftView> {
  await saveDraft(database, place, evidence, now);
  return { evidence, savedAt: now };
}

export async function dropDraft(database: Database, place: Place): Promise<void> {
  await deleteDraft(database, place);
}
