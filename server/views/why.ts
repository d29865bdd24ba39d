import { splitByWeight } from '../../workflows/points.ts';
import type { Why } from '../contract/ledger.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import type { EntryDocument } from '../store/documents.ts';
import { findFilesOf, type StoredFile } from '../store/files.ts';
import { findTitles } from '../store/instance-lists.ts';
import { findDefinition, findHistory } from '../store/instances.ts';
import { findEntry } from '../store/ledger.ts';
import { sees, type Sight } from '../store/visible.ts';
import { entryView } from './ledger.ts';
import { historyLines } from './instance.ts';
import { submissionsOf } from './submissions.ts';

type Context = { database: Database; organisation: Organisation; timeZone: string };

/**
 * Why an entry is there. Two rounds: the entry, then side by side its project, the definition of that moment,
 * the history, the files, and the entry that reverses it. Throws `unknown_entry`, also for one that the caller
 * may not see.
 */
export async function readWhy(
  { database, organisation, timeZone }: Context,
  id: string,
  sight: Sight,
): Promise<Why> {
  const entry = await findEntry(database, id);
  if (entry === null) throw new Refusal('unknown_entry');
  const { instance, milestone, seq } = entry;
  const [titles, definition, history, files, reversal] = await Promise.all([
    findTitles(database, [instance]),
    findDefinition(database, entry.definition),
    findHistory(database, instance),
    findFilesOf(database, [instance]),
    entry.kind === 'award' ? findEntry(database, reversalId(entry)) : null,
  ]);
  if (definition.kind !== 'project' || milestone === null) throw new Refusal('unknown_entry');
  const titled = titles.get(instance);
  const seen = titled !== undefined && sees(sight, titled.summary);
  if (!seen && !(sight.all || sight.owners.includes(entry.person))) throw new Refusal('unknown_entry');

  const index = definition.milestones.findIndex((candidate) => candidate.id === milestone);
  const defined = definition.milestones[index];
  const line = historyLines(history, timeZone, organisation).find((candidate) => candidate.seq === seq);
  if (defined === undefined || line === undefined) throw new Error(`entry ${id} has no step that made it`);
  const weights = definition.milestones.map(({ weight }) => weight);
  const rounds = submissionsOf(
    history.filter((step) => step.seq <= seq),
    milestone,
    definition,
    new Map(files.map((file): [string, StoredFile] => [file.id, file])),
    organisation,
  );
  return {
    entry: entryView(entry, titled, organisation),
    split: {
      total: definition.points,
      weight: defined.weight,
      points: splitByWeight(definition.points, weights)[index] ?? 0,
    },
    criterion: defined.criterion.text,
    transition: { seq, event: line.type, from: line.from, to: line.to, text: line.text },
    submission: rounds.at(-1) ?? null,
    definitionHash: entry.definition,
    reversedBy: reversal?._id ?? null,
  };
}

/** An award and its reversal carry the same number. */
function reversalId({ _id, instance, milestone }: EntryDocument): string {
  return `${instance}/${milestone}/reverse/${_id.split('/').at(-1) ?? ''}`;
}
