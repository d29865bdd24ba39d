import { runClaims } from './claim-workflow.ts';
import { runDuties } from './duty-workflow.ts';
import type { Definition } from './instance-definition.ts';
import { runProjects } from './project-workflow.ts';
import type { Workflow } from './running.ts';
import { runTallies } from './tally-workflow.ts';

export { inputSchema, type Input } from './input.ts';
export { definitionSchema, type Definition } from './instance-definition.ts';
export { chartVersion, kinds, type Kind } from './kinds.ts';
export type { People } from './permissions.ts';
export { projectWorkflow, type ProjectWorkflow } from './project-workflow.ts';
export type { Portrait, Running, Step, Workflow } from './running.ts';
export type { TallyKey } from './running-sum.ts';

/**
 * A definition made runnable: the only door to machines, whatever the kind. Building one costs up to some milliseconds;
 * the same definition can be asked again and again.
 */
export function workflowOf(definition: Definition): Workflow {
  switch (definition.kind) {
    case 'project':
      return runProjects(definition);
    case 'duty':
      return runDuties(definition);
    case 'claim':
      return runClaims(definition);
    case 'tally':
      return runTallies(definition);
  }
}
