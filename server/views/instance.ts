import { dueInstant } from '../../workflows/calendar.ts';
import type { Actor } from '../../workflows/permissions.ts';
import type { HistoryLine, InstanceView } from '../contract/instances.ts';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import type { Running } from '../../workflows/index.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { SYSTEM, type HistoryDocument, type ProjectInstance } from '../store/documents.ts';
import { findFilesOf, type StoredFile } from '../store/files.ts';
import { findHistory } from '../store/history.ts';
import { listItem } from './instances.ts';
import { milestoneViews } from './milestones.ts';

type Context = { database: Database; organisation: Organisation; now: string };

/** A project as it was loaded. */
export type LoadedProject = { document: ProjectInstance; definition: ProjectDefinition; state: Running };

/** One project with everything a page shows of it. One round after it was loaded: its history and its files. */
export async function readInstance(
  { database, organisation, now }: Context,
  { document, definition, state }: LoadedProject,
  caller: Actor,
): Promise<InstanceView> {
  const [history, files] = await Promise.all([
    findHistory(database, document._id),
    findFilesOf(database, [document._id]),
  ]);
  return {
    ...listItem(document, organisation),
    definition,
    definitionHash: document.definition,
    createdAt: document.createdAt,
    milestones: milestoneViews({
      summary: document.summary,
      context: document.snapshot.context,
      definition,
      rounds: history,
      files: new Map(files.map((file): [string, StoredFile] => [file.id, file])),
      organisation,
    }),
    history: historyLines(history, state.timeZone, organisation),
    offers: state.offersFor(caller, now),
  };
}

/** The history for people: who did what, why, and which date it asked for or set. */
export function historyLines(
  history: readonly HistoryDocument[],
  timeZone: string,
  organisation: Organisation,
): HistoryLine[] {
  const asked = new Map<string, string>();
  return history.map(({ seq, at, event, actor, from, to, points }) => {
    const milestone = 'milestone' in event ? event.milestone : null;
    const named = 'due' in event && event.due !== undefined ? dueInstant(event.due, timeZone) : null;
    if (event.type === 'ASK_EXTENSION' && named !== null) asked.set(event.milestone, named);
    const granted = event.type === 'GRANT_EXTENSION' ? (asked.get(event.milestone) ?? null) : null;
    return {
      seq,
      at,
      type: event.type,
      milestone,
      by: actor === SYSTEM ? null : organisation.ref(actor),
      text: 'reason' in event ? event.reason : 'comment' in event ? event.comment : '',
      due: named ?? granted,
      handedTo: event.type === 'TRANSFER_WORK' ? organisation.ref(event.to) : null,
      from,
      to,
      points,
    };
  });
}
