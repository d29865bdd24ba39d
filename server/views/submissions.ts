import type { ProjectDefinition } from '../../workflows/definition.ts';
import type { FileView, SubmissionView } from '../contract/instances.ts';
import type { Organisation } from '../store/directory.ts';
import { SYSTEM, type HistoryDocument } from '../store/documents.ts';
import type { StoredFile } from '../store/files.ts';

export function fileView(file: StoredFile, organisation: Organisation): FileView {
  const { id, name, type, size, sha256, uploadedBy, uploadedAt } = file;
  return { id, name, type, size, sha256, uploadedAt, uploadedBy: organisation.ref(uploadedBy) };
}

/**
 * The rounds of one milestone, oldest first, rebuilt from the history of its instance: what was handed in each
 * time, and what became of it. That it was late is told by the state that it came from, because a passed due
 * date moves the state before anything else is taken.
 */
export function submissionsOf(
  lines: readonly HistoryDocument[],
  milestone: string,
  definition: ProjectDefinition,
  files: ReadonlyMap<string, StoredFile>,
  organisation: Organisation,
): SubmissionView[] {
  const target = definition.milestones.find(({ id }) => id === milestone)?.criterion.target;
  const rounds: SubmissionView[] = [];
  for (const { event, at, from, actor } of lines) {
    if (!('milestone' in event) || event.milestone !== milestone) continue;
    if (event.type === 'SUBMIT') {
      const { evidence } = event;
      rounds.push({
        round: rounds.length + 1,
        at,
        late: from.endsWith('.overdue'),
        short: target !== undefined && (evidence.value ?? 0) < target.atLeast,
        evidence,
        files: evidence.files.flatMap((id) => {
          const file = files.get(id);
          return file === undefined ? [] : [fileView(file, organisation)];
        }),
        decision: null,
      });
      continue;
    }
    const round = rounds.at(-1);
    if (round === undefined || round.decision !== null) continue;
    const by = organisation.ref(actor === SYSTEM ? '' : actor);
    switch (event.type) {
      case 'ACCEPT':
        round.decision = { type: event.type, by, at, text: event.comment };
        break;
      case 'RETURN':
      case 'REJECT':
        round.decision = { type: event.type, by, at, text: event.reason };
        break;
      case 'WITHDRAW':
        round.decision = { type: event.type, by, at, text: '' };
        break;
      default:
        break;
    }
  }
  return rounds;
}
