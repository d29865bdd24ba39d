import type { ProjectDefinition } from '../../workflows/definition.ts';
import { splitByWeight } from '../../workflows/points.ts';
import type { Basis } from '../contract/why.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import type { EntryDocument, HistoryDocument } from '../store/documents.ts';
import { findFilesOf, type StoredFile } from '../store/files.ts';
import { submissionsOf } from './submissions.ts';

/** What the points of a milestone stand on: its share of the project, and what had been handed in. One read. */
export async function milestoneBasis(
  { database, organisation }: { database: Database; organisation: Organisation },
  { _id, instance, milestone, seq }: EntryDocument,
  definition: ProjectDefinition,
  history: readonly HistoryDocument[],
): Promise<Basis> {
  const index = definition.milestones.findIndex(({ id }) => id === milestone);
  const defined = definition.milestones[index];
  if (defined === undefined) throw new Error(`entry ${_id} is of no milestone`);
  const files = await findFilesOf(database, [instance]);
  const weights = definition.milestones.map(({ weight }) => weight);
  const rounds = submissionsOf(
    history.filter((step) => step.seq <= seq),
    defined.id,
    definition,
    new Map(files.map((file): [string, StoredFile] => [file.id, file])),
    organisation,
  );
  return {
    of: 'milestone',
    split: {
      total: definition.points,
      weight: defined.weight,
      points: splitByWeight(definition.points, weights)[index] ?? 0,
    },
    criterion: defined.criterion.text,
    submission: rounds.at(-1) ?? null,
  };
}
