import { fromTransition, type TransitionSnapshot } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap } from 'xstate/graph';
import type { Effect } from '../../workflows/effects.ts';
import type { AnyEvent, DatedEvent } from '../../workflows/events.ts';
import { workflowOf, type Definition, type Input, type Running } from '../../workflows/index.ts';
import { NOON } from '../unit/work-story.ts';
import { later } from './world.ts';

/** An instance, the steps that led to it, and all that they asked for. Never changed: a move makes another. */
export type World = { running: Running; now: string; sum: number; steps: DatedEvent[]; effects: Effect[] };
export type Move = { type: 'SENT'; event: AnyEvent } | { type: 'TIME' };
export type Edge = { from: World; move: Move; to: World };

function stepped(world: World, event: AnyEvent, at: string): World | null {
  const dated = {
    ...event,
    at,
    ...(world.running.sumMovedBy(event) === null ? {} : { sum: world.sum }),
  };
  const step = world.running.take(dated);
  if (step === null) return null;
  return {
    running: step.next,
    now: at,
    sum: step.effects.reduce(
      (sum, { type, params }) => (type === 'count' ? sum + params.by : sum),
      world.sum,
    ),
    steps: [...world.steps, dated],
    effects: [...world.effects, ...step.effects],
  };
}

/** The timer that fires next, with its own date. */
function nextTimer({ running }: World) {
  return running.timers().toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
}

function moved(world: World, move: Move): World {
  const timer = nextTimer(world);
  const next =
    move.type === 'SENT'
      ? stepped(world, move.event, later(world.now, 1000))
      : timer === undefined
        ? null
        : stepped(world, timer.event, timer.at);
  if (next === null) throw new Error(`${JSON.stringify(move)} is not taken`);
  return next;
}

export function movesFrom(world: World, events: readonly AnyEvent[]): Move[] {
  const at = later(world.now, 1000);
  const sent = events
    .filter((event) => stepped(world, event, at) !== null)
    .map((event): Move => ({ type: 'SENT', event }));
  return nextTimer(world) === undefined ? sent : [...sent, { type: 'TIME' }];
}

/** What tells two worlds apart: the state, its due moment and whether that is over, what is claimed. */
function shapeOf({ running, now }: World): string {
  const { value, context } = running.portrait().snapshot;
  const due = 'due' in context ? [context.due > now, context.due] : [];
  const fact = 'fact' in context ? context.fact : null;
  return JSON.stringify([value, due, fact]);
}

export function edgesOf(definition: Definition, input: Input, events: readonly AnyEvent[], sum = 0): Edge[] {
  const running = workflowOf(definition).begin(input);
  const start: World = { running, now: NOON, sum, steps: [], effects: [] };
  const logic = fromTransition((world: World, move: Move) => moved(world, move), start);
  const map = getAdjacencyMap<TransitionSnapshot<World>, Move, unknown>(logic, {
    events: ({ context }) => movesFrom(context, events),
    serializeState: ({ context }) => shapeOf(context),
  });
  return adjacencyMapToArray(map).map(({ state, event, nextState }) => ({
    from: state.context,
    move: event,
    to: nextState.context,
  }));
}

type Node = {
  key: string;
  states: Record<string, Node>;
  transitions: Map<string, { eventType: string; target: readonly { key: string }[] | undefined }[]>;
};

/** Every transition of a flat chart as `from --EVENT--> to`. */
export function transitionsOf(root: Node): string[] {
  return Object.values(root.states).flatMap((node) =>
    [...node.transitions.values()]
      .flat()
      .map(({ eventType, target }) => `${node.key} --${eventType}--> ${(target ?? [node])[0]?.key}`),
  );
}

export function transitionsTaken(edges: readonly Edge[]): Set<string> {
  return new Set(
    edges.map(({ from, to }) => {
      const type = to.steps.at(-1)?.type ?? '';
      return `${stateOf(from)} --${type}--> ${stateOf(to)}`;
    }),
  );
}

export const stateOf = ({ running }: World) => running.stateName({ type: '' });
export const statesOf = (edges: readonly Edge[]) => [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
