import type { ProjectDefinition } from './definition.ts';
import type { DatedEvent } from './events.ts';
import type { ProjectInput } from './input.ts';
import { eventsTaken, whyNot } from './offers.ts';
import { forbids, type Actor } from './permissions.ts';
import { projectMachine } from './project.ts';
import { lifeOf, milestoneStateOf, summarizeProject } from './project-summary.ts';
import { running, wrongKind, type Workflow } from './running.ts';
import * as statechart from './statechart.ts';
import type { ProjectState, SnapshotOf } from './statechart.ts';

/**
 * A project's definition made runnable, for those who look into its states: pictures and tests. Building one costs
 * some milliseconds; the same definition can be asked again and again.
 */
export function projectWorkflow(definition: ProjectDefinition) {
  const machine = projectMachine(definition);
  return {
    definition,
    machine,
    begin: (input: ProjectInput) => statechart.begin(machine, input),
    restore: (stored: SnapshotOf<'project'>) => statechart.restore(machine, stored),
    take: (state: ProjectState, event: DatedEvent) => statechart.take(machine, state, event),
    summarize: (state: ProjectState) => summarizeProject(definition, state),
    eventsTaken: (state: ProjectState, at: string) => eventsTaken(definition, state, at),
    offersFor: (actor: Actor, state: ProjectState, at: string) =>
      eventsTaken(definition, state, at).filter(({ type }) => forbids(type, actor, state.context) === null),
    whyNot: (state: ProjectState, event: DatedEvent) => whyNot(definition, state, event),
  };
}
export type ProjectWorkflow = ReturnType<typeof projectWorkflow>;

/** Projects behind the door that all kinds have in common. */
export function runProjects(definition: ProjectDefinition): Workflow {
  const workflow = projectWorkflow(definition);
  const run = running<ProjectState>({
    kind: 'project',
    people: ({ context: { owner, leader } }) => ({ owner, leader }),
    timeZone: ({ context }) => context.timeZone,
    portrait: (state) => ({
      kind: 'project',
      snapshot: statechart.snapshotSchemas.project.parse({ value: state.value, context: state.context }),
      summary: workflow.summarize(state),
    }),
    timers: statechart.timersOf,
    take: workflow.take,
    eventsTaken: workflow.eventsTaken,
    whyNot: workflow.whyNot,
    stateName: stateOf,
    sumMovedBy: () => null,
  });
  return {
    definition,
    begin(input) {
      if (input.kind !== 'project') throw wrongKind('project', input);
      return run(workflow.begin(input).state);
    },
    restore(stored) {
      if (stored.kind !== 'project') throw wrongKind('project', stored);
      return run(workflow.restore(stored.snapshot));
    },
  };
}

/** Name of the state that an event is about: of its milestone, or else of the project. */
function stateOf(state: ProjectState, { milestone }: { milestone?: string | undefined }): string {
  if (milestone === undefined) return lifeOf(state);
  const { state: name, overdue } = milestoneStateOf(state, milestone);
  return overdue ? `${name}.overdue` : name;
}
