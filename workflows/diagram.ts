import type { DatedEvent } from './events.ts';
import type { ProjectInput } from './input.ts';
import type { ProjectWorkflow } from './project-workflow.ts';
import type { Offer } from './offers.ts';
import type { ProjectMachine } from './project.ts';
import type { ProjectState } from './statechart.ts';

/** The event of a transition that needs none: it is taken as soon as its condition holds. */
export const ALWAYS = 'always';

/** A state; `key` is its path: `life.draft.editing` of a project, `open.overdue` of a milestone. */
export type DiagramNode = { key: string; parent: string | null; compound: boolean; initial: boolean };
/** All transitions from one state to another, as one line. */
export type DiagramEdge = { id: string; from: string; to: string; events: string[] };
export type Graph = { nodes: DiagramNode[]; edges: DiagramEdge[] };

/** Which part of the chart is drawn: the life of the project, or the region of one milestone. */
export type Region = { milestone: string | null };

/** A state of the machine, as far as drawing it goes. */
type MachineNode = {
  path: string[];
  states: Record<string, MachineNode>;
  parent?: MachineNode | undefined;
  initial: { target: readonly MachineNode[] | undefined };
  transitions: Map<string, MachineTransition[]>;
  always?: MachineTransition[] | undefined;
};
type MachineTransition = { eventType: string; target: readonly MachineNode[] | undefined };

/** The states and transitions of a region, read from the machine itself. */
export function graphOf(machine: ProjectMachine, { milestone }: Region): Graph {
  const region: MachineNode | undefined =
    milestone === null ? machine.root.states.life : machine.root.states.milestones?.states[milestone];
  if (region === undefined) throw new RangeError(`no milestone ${milestone}`);
  const nodes: DiagramNode[] = [];
  const edges = new Map<string, DiagramEdge>();
  for (const node of descendants(region)) {
    const parent = node.parent === region || node.parent === undefined ? null : keyOf(node.parent);
    const initial = node.parent?.initial.target?.includes(node) === true;
    nodes.push({ key: keyOf(node), parent, compound: Object.keys(node.states).length > 0, initial });
    for (const { eventType, target } of transitionsOf(node)) {
      const [to] = target ?? [];
      if (to === undefined) continue;
      const ends = { from: keyOf(node), to: keyOf(to) };
      const id = `${ends.from}>${ends.to}`;
      const edge = edges.get(id) ?? { id, ...ends, events: [] };
      const event = eventType === '' ? ALWAYS : eventType;
      if (!edge.events.includes(event)) edge.events.push(event);
      edges.set(id, edge);
    }
  }
  return { nodes, edges: [...edges.values()] };
}

function descendants(node: MachineNode): MachineNode[] {
  return Object.values(node.states).flatMap((child) => [child, ...descendants(child)]);
}

function transitionsOf(node: MachineNode): MachineTransition[] {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

function keyOf({ path }: MachineNode): string {
  return (path[0] === 'milestones' ? path.slice(2) : path).join('.');
}

/** The keys of the states of a region that are active, outermost first. */
export function activeKeys({ value }: ProjectState, { milestone }: Region): string[] {
  return milestone === null ? keysIn(value.life, 'life') : keysIn(value.milestones[milestone], '');
}

function keysIn(value: unknown, above: string): string[] {
  const join = (name: string) => (above === '' ? name : `${above}.${name}`);
  if (typeof value === 'string') return [join(value)];
  if (typeof value !== 'object' || value === null) return [];
  const inside: [string, unknown][] = Object.entries(value);
  return inside.flatMap(([name, inner]) => [join(name), ...keysIn(inner, join(name))]);
}

export type Way = { visited: ReadonlySet<string>; taken: ReadonlySet<string> };

/**
 * The way that a project has gone through a region: the states that it was in, and the lines that it took.
 * The steps are taken again, because a step of one milestone can open another. A revision of the plan moves
 * nothing in the chart and is left out; so every definition that held has the same way.
 */
export function wayTaken(
  workflow: ProjectWorkflow,
  input: ProjectInput,
  steps: readonly DatedEvent[],
  graph: Graph,
  region: Region,
): Way {
  let { state } = workflow.begin(input);
  let before = new Set(activeKeys(state, region));
  const visited = new Set(before);
  const taken = new Set<string>();
  for (const event of steps) {
    if (event.type === 'REVISE_PLAN') continue;
    const step = workflow.take(state, event);
    if (step === null) continue;
    state = step.state;
    const after = new Set(activeKeys(state, region));
    const concerns =
      !('milestone' in event) || region.milestone === null || event.milestone === region.milestone;
    for (const { id, from, to, events } of graph.edges) {
      const named = (concerns && events.includes(event.type)) || events.includes(ALWAYS);
      if (named && before.has(from) && after.has(to)) taken.add(id);
    }
    for (const key of after) visited.add(key);
    before = after;
  }
  return { visited, taken };
}

/** Whether one of these offers leads along the line. */
export function isPossible(
  edge: DiagramEdge,
  active: readonly string[],
  offers: readonly Offer[],
  { milestone }: Region,
): boolean {
  return (
    active.includes(edge.from) &&
    offers.some(
      (offer) => edge.events.includes(offer.type) && (milestone === null || offer.milestone === milestone),
    )
  );
}
