import { createActor, type AnyTransitionDefinition } from 'xstate';
import { projectMachine, type ProjectMachine } from '../../workflows/project.ts';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import type { DatedEvent } from '../../workflows/events.ts';
import type { ProjectState } from '../../workflows/statechart.ts';
import type { Edge } from './graph.ts';

/** Every transition of a machine by a name that says where it is: collected from its nodes, not from a list. */
export function transitionsOf(machine: ProjectMachine): string[] {
  return nodesUnder(machine.root).flatMap((node) =>
    [...[...node.transitions.values()].flat(), ...(node.always ?? [])].map(nameOf),
  );
}

type Node = ProjectMachine['root'];

function nodesUnder(node: Node): Node[] {
  return [node, ...Object.values(node.states).flatMap(nodesUnder)];
}

/** The names of the transitions that the edges of a graph take, those without an event included. */
export function transitionsTaken(definition: ProjectDefinition, edges: readonly Edge[]): Set<string> {
  const machine = projectMachine(definition);
  const taken = new Set<string>();
  const seen = new Set<string>();
  for (const { from, to } of edges) {
    let { state } = from.project;
    for (const line of to.kept.history.slice(from.kept.history.length)) {
      if (line.event.type === 'CREATE' || line.event.type === 'BEGIN') continue;
      const event: DatedEvent = { ...line.event, at: line.at };
      const step = from.project.workflow.take(state, event);
      if (step === null) throw new Error(`${line._id} is not taken`);
      const key = keyOf(state, event, step.state);
      if (!seen.has(key)) for (const name of namesOf(machine, state, event)) taken.add(name);
      seen.add(key);
      state = step.state;
    }
  }
  return taken;
}

/** The same for every step that takes the same transitions: the event, its region, and all that changes. */
function keyOf(before: ProjectState, event: DatedEvent, after: ProjectState): string {
  const regions = Object.keys(before.value.milestones).map((id) => [
    id,
    before.value.milestones[id],
    after.value.milestones[id],
  ]);
  const own = 'milestone' in event ? [event.milestone, before.value.milestones[event.milestone]] : [];
  const changed = regions.filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to));
  return JSON.stringify([event.type, own, before.value.life, after.value.life, changed]);
}

/** What XState itself reports to have taken, looked at from outside. */
function namesOf(machine: ProjectMachine, state: ProjectState, event: DatedEvent): string[] {
  const names: string[] = [];
  const { owner, leader, timeZone } = state.context;
  const actor = createActor(machine, {
    snapshot: state,
    input: { owner, leader, timeZone },
    inspect: (inspected) => {
      if (inspected.type === '@xstate.microstep') names.push(...inspected._transitions.map(nameOf));
    },
  });
  actor.start();
  names.length = 0;
  actor.send(event);
  actor.stop();
  return names;
}

function nameOf({ source, eventType, target }: AnyTransitionDefinition): string {
  const position = [...source.transitions.values()].flat().filter((other) => other.eventType === eventType);
  const which = position.length > 1 ? `#${position.findIndex((other) => other.target === target)}` : '';
  return `${source.id} --${eventType || 'always'}${which}--> ${(target ?? [source]).map(({ id }) => id).join(' ')}`;
}
