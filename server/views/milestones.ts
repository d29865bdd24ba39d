import type { ProjectContext } from '../../workflows/chart.ts';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import type { ProjectSummary } from '../../workflows/summary.ts';
import type { MilestoneView } from '../contract/instances.ts';
import type { Organisation } from '../store/directory.ts';
import type { HistoryDocument } from '../store/documents.ts';
import type { StoredFile } from '../store/files.ts';
import { submissionsOf } from './submissions.ts';

/** Everything that has to be read to show the milestones of one instance. */
export type Material = {
  summary: ProjectSummary;
  context: ProjectContext;
  definition: ProjectDefinition;
  rounds: readonly HistoryDocument[];
  files: ReadonlyMap<string, StoredFile>;
  organisation: Organisation;
};

/** The milestones of a project as pages show them, in the order of the definition. */
export function milestoneViews(material: Material): MilestoneView[] {
  const { summary, context, definition, rounds, files, organisation } = material;
  return definition.milestones.flatMap(({ id, work, criterion, late }): MilestoneView[] => {
    const milestone = summary.milestones.find((candidate) => candidate.id === id);
    const remembered = context.milestones[id];
    if (milestone === undefined || remembered === undefined) return [];
    const { mend, extension } = remembered;
    const submissions = submissionsOf(rounds, id, definition, files, organisation);
    return [{ ...milestone, work, criterion, late, mend, extension, submissions }];
  });
}
