import type { ProjectInput } from './chart.ts';
import type { ProjectDefinition } from './definition.ts';
import type { ProjectEvent } from './events.ts';
import { eventsTaken, offersFor, whyNot } from './offers.ts';
import type { Actor } from './permissions.ts';
import { projectMachine } from './project.ts';
import * as statechart from './statechart.ts';
import { summarize } from './summary.ts';

/** Kinds of instances and the version of the chart that this code builds for them. */
export const kinds = ['project'] as const;
export type Kind = (typeof kinds)[number];
export const chartVersion: Record<Kind, number> = { project: 1 };

/**
 * A definition made runnable: the only door to machines. Building one costs some milliseconds; the same
 * definition can be asked again and again.
 */
export function workflowOf(definition: ProjectDefinition) {
  const machine = projectMachine(definition);
  return {
    definition,
    machine,
    begin: (input: ProjectInput) => statechart.begin(machine, input),
    restore: (stored: statechart.StoredSnapshot) => statechart.restore(machine, stored),
    take: (state: statechart.ProjectState, event: ProjectEvent) => statechart.take(machine, state, event),
    summarize: (state: statechart.ProjectState) => summarize(definition, state),
    eventsTaken: (state: statechart.ProjectState, at: string) => eventsTaken(definition, state, at),
    offersFor: (actor: Actor, state: statechart.ProjectState, at: string) =>
      offersFor(actor, definition, state, at),
    whyNot: (state: statechart.ProjectState, event: ProjectEvent) => whyNot(definition, state, event),
  };
}
export type Workflow = ReturnType<typeof workflowOf>;
