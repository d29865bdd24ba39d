import type { ProjectDefinition } from '../../../workflows/definition.ts';
import type { ProjectDraft } from './draft.svelte.ts';
import type { MilestoneDraft } from './milestone-draft.svelte.ts';

type MilestoneDefinition = ProjectDefinition['milestones'][number];

/**
 * The template has changed with the start or the language: whatever the user has left as the old one had it
 * becomes as the new one has it; what was written by hand stays.
 */
export function followTemplate(draft: ProjectDraft, old: ProjectDefinition, next: ProjectDefinition) {
  const wasClean = !draft.dirty;
  if (draft.title === old.title) draft.title = next.title;
  if (draft.purpose === old.purpose) draft.purpose = next.purpose;
  for (const row of draft.milestones) {
    const before = old.milestones.find(({ id }) => id === row.id);
    const after = next.milestones.find(({ id }) => id === row.id);
    if (before !== undefined && after !== undefined) followMilestone(row, before, after);
  }
  if (wasClean) draft.markClean();
}

function followMilestone(row: MilestoneDraft, before: MilestoneDefinition, after: MilestoneDefinition) {
  if (row.title === before.title) row.title = after.title;
  if (row.work === before.work) row.work = after.work;
  if (row.criterion === before.criterion.text) row.criterion = after.criterion.text;
  if (row.unit === before.criterion.target?.unit) row.unit = after.criterion.target?.unit ?? '';
  if (row.day === before.due && row.time === '') row.day = after.due;
}
