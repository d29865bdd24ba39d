import type { Effect } from './effects.ts';
import type { Definition } from './instance-definition.ts';
import type { AnyEvent, DatedEvent } from './events.ts';
import type { Fault } from './faults.ts';
import type { Input } from './input.ts';
import type { Kind } from './kinds.ts';
import type { Offer } from './offers.ts';
import { forbids, type Actor, type People } from './permissions.ts';
import type { TallyKey } from './running-sum.ts';
import type { SnapshotOf, Stored, Taken, Timer } from './statechart.ts';
import type { Summaries } from './summary.ts';

/** One step of an instance: where it leads, and what it asks for. */
export type Step = { next: Running; effects: Effect[] };

/** What an event is about, as far as the name of a state goes. */
type About = { type: string; milestone?: string | undefined };

/** What is stored of a state, and what lists need of it. */
export type Portrait = {
  [K in Kind]: { kind: K; snapshot: SnapshotOf<K>; summary: Summaries[K] };
}[Kind];

/** An instance of any kind in a state. It never changes: a step gives another. */
export type Running = {
  readonly kind: Kind;
  readonly people: People;
  readonly timeZone: string;
  portrait(): Portrait;
  timers(): Timer[];
  /** One step further, or null if the state does not take this event. */
  take(event: DatedEvent): Step | null;
  /** The commands that it takes at that time (ISO, UTC), whoever sends them. */
  eventsTaken(at: string): Offer[];
  /** Those that this actor may send. */
  offersFor(actor: Actor, at: string): Offer[];
  /** Why an event is not taken although its type is: what is wrong with it as it was sent. */
  whyNot(event: DatedEvent): Fault | null;
  /** What the history calls the state that an event is about. */
  stateName(event: About): string;
  /** The running sum that has to be known, as the `sum` of the dated event, to take this event. */
  sumMovedBy(event: AnyEvent): TallyKey | null;
};

/** What one kind of instance does with its own states. */
type Chart<State> = {
  kind: Kind;
  people(state: State): People;
  timeZone(state: State): string;
  portrait(state: State): Portrait;
  timers(state: State): Timer[];
  take(state: State, event: DatedEvent): Taken<State> | null;
  eventsTaken(state: State, at: string): Offer[];
  whyNot(state: State, event: DatedEvent): Fault | null;
  stateName(state: State, event: About): string;
  sumMovedBy(state: State, event: AnyEvent): TallyKey | null;
};

/** Instances of a kind in their states, so that whoever holds one need not know the type of its state. */
export function running<State>(chart: Chart<State>): (state: State) => Running {
  return function run(state) {
    const people = chart.people(state);
    return {
      kind: chart.kind,
      people,
      timeZone: chart.timeZone(state),
      portrait: () => chart.portrait(state),
      timers: () => chart.timers(state),
      take(event) {
        const step = chart.take(state, event);
        return step === null ? null : { next: run(step.state), effects: step.effects };
      },
      eventsTaken: (at) => chart.eventsTaken(state, at),
      offersFor: (actor, at) =>
        chart.eventsTaken(state, at).filter(({ type }) => forbids(type, actor, people) === null),
      whyNot: (event) => chart.whyNot(state, event),
      stateName: (event) => chart.stateName(state, event),
      sumMovedBy: (event) => chart.sumMovedBy(state, event),
    };
  };
}

/** A definition made runnable: what begins and restores its instances. */
export type Workflow = {
  definition: Definition;
  /** The first state of an instance. Throws a RangeError for the input of another kind. */
  begin(input: Input): Running;
  /** The state that a stored snapshot stands for. Throws if it is none of this kind, or there is no such state. */
  restore(stored: Stored): Running;
};

/** An input or a snapshot given to another kind of instance: a fault of whoever passed it. */
export function wrongKind(expected: Kind, { kind }: { kind: Kind }): RangeError {
  return new RangeError(`a ${expected} is not made from what belongs to a ${kind}`);
}
