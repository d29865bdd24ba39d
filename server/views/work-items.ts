import { groupedBy } from '../../workflows/rules/settlement.ts';
import type { Task, TaskKind } from '../../workflows/summary.ts';
import type { WorkItem } from '../contract/work.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { findRounds } from '../store/history.ts';
import { findDefinitions } from '../store/instances.ts';
import { findFilesOf, type StoredFile } from '../store/files.ts';
import type { WorkedInstance } from '../store/instance-lists.ts';
import { milestoneViews } from './milestones.ts';

export const ownersTasks: TaskKind[] = ['submit_plan', 'hand_in'];
export const leadersTasks: TaskKind[] = ['decide_plan', 'decide', 'decide_extension', 'decide_overdue'];

export type Item = Omit<WorkItem, 'draftSavedAt'>;

/**
 * The chosen tasks of some instances, with what a page shows of each. Three reads side by side, however many
 * instances there are: their definitions, their rounds, their files.
 */
export async function workItems(
  database: Database,
  organisation: Organisation,
  instances: readonly WorkedInstance[],
  choose: (instance: WorkedInstance) => readonly Task[],
): Promise<Item[]> {
  const ids = instances.map(({ _id }) => _id);
  const [definitions, rounds, files] = await Promise.all([
    findDefinitions(
      database,
      instances.map(({ definition }) => definition),
    ),
    findRounds(database, ids),
    findFilesOf(database, ids),
  ]);
  const fileById = new Map(files.map((file): [string, StoredFile] => [file.id, file]));
  const roundsOf = groupedBy(rounds, ({ instance }) => instance);
  return instances.flatMap((instance): Item[] => {
    const { _id, version, summary, snapshot } = instance;
    const definition = definitions.get(instance.definition);
    if (definition?.kind !== 'project') throw new Error(`project ${_id} has no definition`);
    const milestones = milestoneViews({
      summary,
      definition,
      organisation,
      context: snapshot.context,
      rounds: roundsOf.get(_id) ?? [],
      files: fileById,
    });
    const department = organisation.person(summary.owner)?.department ?? '';
    return choose(instance).map(({ kind, milestone, due, since }) => ({
      kind,
      due,
      since,
      version,
      instance: _id,
      title: summary.title,
      owner: organisation.ref(summary.owner),
      leader: organisation.ref(summary.leader),
      department: organisation.department(department)?.name ?? '',
      total: summary.total,
      milestone: milestones.find(({ id }) => id === milestone) ?? null,
    }));
  });
}

/** Earlier first; what has no date comes last. */
export function earlierFirst(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
