import {
  createActor,
  getNextTransitions,
  initialTransition,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventFromLogic,
  type InputFrom,
  type Snapshot,
  type SnapshotFrom,
} from 'xstate';
import { z } from 'zod';
import { projectContextSchema } from './chart.ts';
import { claimContextSchema } from './claim-context.ts';
import type { ClaimMachine } from './claim.ts';
import { dutyContextSchema, type DutyMachine } from './duty.ts';
import { effectSchema, type Effect } from './effects.ts';
import { commandTypes, timerEventSchema, type CommandType } from './events.ts';
import type { Kind } from './kinds.ts';
import type { ProjectMachine } from './project.ts';
import { tallyContextSchema, type TallyMachine } from './tally.ts';
import type { StateMeta, TimerDeclaration } from './timers.ts';

/**
 * The one module that knows how XState begins, restores and takes a transition. Nothing here is ever started:
 * a machine decides, and what it decides is data.
 */

/** Where a statechart stands: the name of a state, or of one in each region. */
export type StateValue = string | { [region: string]: StateValue };
const stateValue: z.ZodType<StateValue> = z.lazy(() =>
  z.union([z.string(), z.record(z.string(), stateValue)]),
);

/** A snapshot as it is stored: JSON, checked whenever it is read. By the kind of instance. */
export const snapshotSchemas = {
  project: z.strictObject({ value: stateValue, context: projectContextSchema }),
  duty: z.strictObject({ value: z.string(), context: dutyContextSchema }),
  claim: z.strictObject({ value: z.string(), context: claimContextSchema }),
  tally: z.strictObject({ value: z.string(), context: tallyContextSchema }),
} satisfies Record<Kind, z.ZodType>;
export type SnapshotOf<K extends Kind> = z.output<(typeof snapshotSchemas)[K]>;
/** A stored snapshot that says of which kind it is. */
export type Stored = { [K in Kind]: { kind: K; snapshot: SnapshotOf<K> } }[Kind];

export type ProjectState = SnapshotFrom<ProjectMachine>;
export type DutyState = SnapshotFrom<DutyMachine>;
export type ClaimState = SnapshotFrom<ClaimMachine>;
export type TallyState = SnapshotFrom<TallyMachine>;

/** A state and what the way to it asks for. */
export type Taken<State> = { state: State; effects: Effect[] };

/** A moment that a state waits for. `node`, `at` and `event` together are its name. */
export const timerSchema = z.strictObject({
  node: z.string(),
  event: timerEventSchema,
  at: z.iso.datetime(),
  kind: z.enum(['deadline', 'reminder'] satisfies TimerDeclaration<unknown>['kind'][]),
});
export type Timer = z.output<typeof timerSchema>;

type ReturnedAction = { type: string; params: unknown };

function checked(state: AnyMachineSnapshot, actions: readonly ReturnedAction[]): Taken<AnyMachineSnapshot> {
  if (state.status !== 'active') throw new Error(`the machine ended in status ${state.status}`);
  return { state, effects: actions.map(({ type, params }) => effectSchema.parse({ type, params })) };
}

/** The first state of an instance. */
export function begin<Machine extends AnyStateMachine>(
  machine: Machine,
  input: InputFrom<Machine>,
): Taken<SnapshotFrom<Machine>>;
export function begin(machine: AnyStateMachine, input: unknown): Taken<AnyMachineSnapshot> {
  const [state, actions] = initialTransition(machine, input);
  return checked(state, actions);
}

/** The state that a stored snapshot stands for. Throws if the machine does not know it. */
export function restore<Machine extends AnyStateMachine>(
  machine: Machine,
  stored: { value: StateValue; context: SnapshotFrom<Machine>['context'] },
): SnapshotFrom<Machine>;
export function restore(
  machine: AnyStateMachine,
  stored: { value: StateValue; context: unknown },
): AnyMachineSnapshot {
  const whole = {
    status: 'active' as const,
    output: undefined,
    error: undefined,
    children: {},
    historyValue: {},
  };
  const snapshot: Snapshot<unknown> = { ...whole, ...stored };
  const state = createActor(machine, { snapshot }).getSnapshot();
  if (state.status !== 'active') throw new Error(`the machine cannot restore this snapshot: ${state.status}`);
  return state;
}

/**
 * One transition further, or null if the state does not take this event: then XState gives the same snapshot
 * back and asks for nothing. (Asking `can` first would work everything out twice.)
 */
export function take<Machine extends AnyStateMachine>(
  machine: Machine,
  state: SnapshotFrom<Machine>,
  event: EventFromLogic<Machine>,
): Taken<SnapshotFrom<Machine>> | null;
export function take(
  machine: AnyStateMachine,
  state: AnyMachineSnapshot,
  event: EventFromLogic<AnyStateMachine>,
): Taken<AnyMachineSnapshot> | null {
  const [next, actions] = transition(machine, state, event);
  return next === state && actions.length === 0 ? null : checked(next, actions);
}

/** As much of a state as its timers need. */
type Waiting<Context> = {
  value: StateValue;
  context: Context;
  machine: { getStateNodeById(id: string): { order: number } };
  getMeta(): Record<string, StateMeta<Context> | undefined>;
};

/**
 * The timers of a state: what its active nodes wait for. Nothing has to set or clear one. In the order of the chart:
 * XState's own depends on the way to the state, and so on whether it was restored.
 */
export function timersOf<Context>(state: Waiting<Context>): Timer[] {
  const orderOf = (node: string) => state.machine.getStateNodeById(node).order;
  const declared = Object.entries(state.getMeta()).toSorted(([a], [b]) => orderOf(a) - orderOf(b));
  const life = typeof state.value === 'string' ? undefined : state.value['life'];
  return declared.flatMap(([node, meta]) =>
    meta?.timers === undefined || (meta.runsWhile !== undefined && life !== meta.runsWhile)
      ? []
      : meta.timers.map(({ event, date, kind }) => ({ node, event, kind, at: date(state.context) })),
  );
}

/** Commands that the active nodes mention, with the path of the node; whether they are taken is another question. */
export function mentionedCommands(state: AnyMachineSnapshot): { type: CommandType; path: string[] }[] {
  const inOrder = getNextTransitions(state).toSorted((a, b) => a.source.order - b.source.order);
  return inOrder.flatMap(({ eventType, source: { path } }) => {
    const type = commandTypes.find((known) => known === eventType);
    return type === undefined ? [] : [{ type, path }];
  });
}
