import {
  createActor,
  getNextTransitions,
  initialTransition,
  transition,
  type Snapshot,
  type SnapshotFrom,
} from 'xstate';
import { z } from 'zod';
import { projectContextSchema, type ProjectInput, type TimerDeclaration } from './chart.ts';
import { effectSchema, type Effect } from './effects.ts';
import { commandTypes, timerEventSchema, type CommandType, type ProjectEvent } from './events.ts';
import type { ProjectMachine } from './project.ts';

/**
 * The one module that knows how XState begins, restores and takes a transition. Nothing here is ever started:
 * a machine decides, and what it decides is data.
 */

/** Where a statechart stands: the name of a state, or of one in each region. */
export type StateValue = string | { [region: string]: StateValue };
const stateValue: z.ZodType<StateValue> = z.lazy(() =>
  z.union([z.string(), z.record(z.string(), stateValue)]),
);

/** A snapshot as it is stored: JSON, checked whenever it is read. */
export const snapshotSchema = z.strictObject({ value: stateValue, context: projectContextSchema });
export type StoredSnapshot = z.output<typeof snapshotSchema>;

export type ProjectState = SnapshotFrom<ProjectMachine>;
export type Step = { state: ProjectState; effects: Effect[] };

/** A moment that a state waits for. `node`, `at` and `event` together are its name. */
export const timerSchema = z.strictObject({
  node: z.string(),
  event: timerEventSchema,
  at: z.iso.datetime(),
  kind: z.enum(['deadline', 'reminder'] satisfies TimerDeclaration['kind'][]),
});
export type Timer = z.output<typeof timerSchema>;

type ReturnedAction = { type: string; params: unknown };

function checked(state: ProjectState, actions: readonly ReturnedAction[]): Step {
  if (state.status !== 'active') throw new Error(`the machine ended in status ${state.status}`);
  return { state, effects: actions.map(({ type, params }) => effectSchema.parse({ type, params })) };
}

/** The first state of a project. */
export function begin(machine: ProjectMachine, input: ProjectInput): Step {
  const [state, actions] = initialTransition(machine, input);
  return checked(state, actions);
}

/** The state that a stored snapshot stands for. Throws if the machine does not know it. */
export function restore(machine: ProjectMachine, stored: StoredSnapshot): ProjectState {
  const { owner, leader, timeZone } = stored.context;
  const whole = {
    status: 'active' as const,
    output: undefined,
    error: undefined,
    children: {},
    historyValue: {},
  };
  const snapshot: Snapshot<unknown> = { ...whole, ...stored };
  const state = createActor(machine, { input: { owner, leader, timeZone }, snapshot }).getSnapshot();
  if (state.status !== 'active') throw new Error(`the machine cannot restore this snapshot: ${state.status}`);
  return state;
}

/** The part of a state that is stored; the rest follows from the definition. */
export function toStored(state: ProjectState): StoredSnapshot {
  return snapshotSchema.parse({ value: state.value, context: state.context });
}

/**
 * One transition further, or null if the state does not take this event: then XState gives the same snapshot
 * back and asks for nothing. (Asking `can` first would work everything out twice.)
 */
export function take(machine: ProjectMachine, state: ProjectState, event: ProjectEvent): Step | null {
  const [next, actions] = transition(machine, state, event);
  return next === state && actions.length === 0 ? null : checked(next, actions);
}

/**
 * The timers of a state: what its active nodes wait for. Nothing has to set or clear one. In the order of the chart:
 * XState's own depends on the way to the state, and so on whether it was restored.
 */
export function timersOf(state: ProjectState): Timer[] {
  const orderOf = (node: string) => state.machine.getStateNodeById(node).order;
  const declared = Object.entries(state.getMeta()).toSorted(([a], [b]) => orderOf(a) - orderOf(b));
  return declared.flatMap(([node, meta]) =>
    meta?.timers === undefined || (meta.runsWhile !== undefined && !state.matches({ life: meta.runsWhile }))
      ? []
      : meta.timers.map(({ event, date, kind }) => ({ node, event, kind, at: date(state.context) })),
  );
}

/** Commands that the active nodes mention, with the path of the node; whether they are taken is another question. */
export function mentionedCommands(state: ProjectState): { type: CommandType; path: string[] }[] {
  const inOrder = getNextTransitions(state).toSorted((a, b) => a.source.order - b.source.order);
  return inOrder.flatMap(({ eventType, source: { path } }) => {
    const type = commandTypes.find((known) => known === eventType);
    return type === undefined ? [] : [{ type, path }];
  });
}
