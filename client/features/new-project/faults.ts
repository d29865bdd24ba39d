import type { z } from 'zod';
import { projectDefinitionSchema, type ProjectDefinition } from '../../../workflows/definition.ts';
import type { Person } from '../../lib/api.ts';
import { t } from '../../lib/messages.ts';
import type { ProjectDraft } from './draft.svelte.ts';

/** Sentences by the path of the field they belong to, e.g. `milestones.1.due`. */
export type Faults = Map<string, string>;

/** What is wrong with a draft, judged by the very schema that the server uses, or the definition to send. */
export function judge(
  draft: ProjectDraft,
  people: readonly Person[],
): { faults: Faults; definition: ProjectDefinition | null } {
  const { definition, owner, leader } = draft.content;
  const faults: Faults = new Map();
  const note = (path: string, sentence: string) => {
    if (!faults.has(path)) faults.set(path, sentence);
  };
  if (owner === '') note('owner', t('project.fault_choose'));
  if (leader === '') note('leader', t('project.fault_choose'));
  else if (leader === owner) note('leader', t('domain.fault_owner_is_leader'));
  else if (people.find(({ id }) => id === leader)?.roles.includes('leader') === false)
    note('leader', t('project.fault_no_leader'));

  const parsed = projectDefinitionSchema.safeParse(definition);
  for (const issue of parsed.error?.issues ?? []) note(issue.path.join('.'), sentenceOf(issue, definition));
  return { faults, definition: parsed.data ?? null };
}

function valueAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    whole,
  );
}

function sentenceOf(issue: z.core.$ZodIssue, definition: unknown): string {
  const field = String(issue.path.at(-1));
  switch (field) {
    case 'weight':
      if (issue.code === 'not_multiple_of') return t('project.fault_decimals');
      return issue.code === 'too_big' ? t('project.fault_whole_weight') : t('project.fault_required');
    case 'points':
      return t('project.fault_points');
    case 'atLeast':
      return t('project.fault_target');
    case 'unit':
      return t('project.fault_unit');
  }
  if (issue.code === 'too_big') return t('project.fault_too_long', { count: Number(issue.maximum) });
  if (issue.code !== 'custom') return t('project.fault_required');
  switch (issue.params?.['code']) {
    case 'date_does_not_exist':
      // A time without its day is written `T18:00`.
      return t(
        /^(T|$)/.test(String(valueAt(definition, issue.path)))
          ? 'project.fault_no_date'
          : 'project.fault_date',
      );
    case 'due_before_start':
      return t('project.fault_due_before_start');
    case 'weights_do_not_sum':
      return t('project.fault_sum');
    case 'circular_dependency':
      return t('project.fault_circular');
    default:
      return t('project.fault_required');
  }
}
