import { createHash } from 'node:crypto';
import type { EffectOf, Effect } from '../../workflows/effects.ts';
import type { AnyEvent } from '../../workflows/events.ts';
import {
  chartVersion,
  type Input,
  type Portrait,
  type Running,
  type Step,
  type Workflow,
} from '../../workflows/index.ts';
import type { EntryDocument, HistoryDocument, InstanceDocument, OutboxDocument } from '../store/documents.ts';
import type { TallyMove } from '../store/tallies.ts';
import type { Move } from '../store/totals.ts';
import type { Machines } from './machines.ts';
import { nextAt, nameOf, plant } from './planting.ts';
import { rowsOf } from './rows.ts';

/** An instance as it is in memory: its document, its machine, and the state that the document stands for. */
export type Loaded = { document: InstanceDocument; workflow: Workflow; state: Running };

/** What one commit writes for one instance. `before` is the version that has to be there; 0: none yet. */
export type Change = {
  before: number;
  after: Loaded;
  history: HistoryDocument[];
  entries: EntryDocument[];
  outbox: OutboxDocument[];
  moves: Move[];
  /** By how much running sums move, and the one document that this comes to; one command moves one at most. */
  counts: EffectOf<'count'>[];
  tally: TallyMove | null;
};

/** Tells the same command sent twice from another command under the same id. */
export function fingerprintOf(actor: string, instance: string, event: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([actor, instance, event]))
    .digest('hex');
}

/** The id of an instance that is known by what it is for, such as a command, a duty or a tally. */
export function instanceIdOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 24);
}

/** The id of the claim that a command makes; one with an external id is known by that, whatever command brings it. */
export function claimIdOf(commandId: string, rule: string, externalId: string | null): string {
  return instanceIdOf(externalId === null ? `instance/${commandId}` : `claim/${rule}/${externalId}`);
}

export function historyId(instance: string, seq: number): string {
  return `${instance}/${String(seq).padStart(8, '0')}`;
}

export type Sent = {
  commandId: string;
  fingerprint: string;
  actor: string;
  event: AnyEvent;
  at: string;
  /** The running sum that the event moves, as it was before; null if it moves none. */
  sum: number | null;
};

/** Adds a step that the machine has taken to a change. */
export function record(change: Change, step: Step, sent: Sent, now: string, machines: Machines): Change {
  const { document, workflow, state } = change.after;
  const { event, at, actor, sum } = sent;
  const version = document.version + 1;
  const adopted = step.effects.find((effect) => effect.type === 'adopt');
  const next =
    adopted === undefined
      ? { workflow, hash: document.definition, state: step.next }
      : adopt(machines, adopted.params, state.timeZone);
  const { entries, outbox, moves, counts } = rowsOf(step.effects, {
    instance: document._id,
    seq: version,
    at,
    recordedAt: now,
    actor,
    definition: next.workflow.definition,
    definitionHash: next.hash,
    timeZone: state.timeZone,
  });
  const timers = plant(next.state.timers(), document.timers, version, at);
  return {
    before: change.before,
    after: {
      workflow: next.workflow,
      state: next.state,
      document: { ...document, definition: next.hash, version, timers, updatedAt: at },
    },
    history: [
      ...change.history,
      {
        _id: historyId(document._id, version),
        instance: document._id,
        seq: version,
        commandId: sent.commandId,
        fingerprint: sent.fingerprint,
        actor,
        at,
        recordedAt: now,
        event,
        definition: next.hash,
        from: state.stateName(event),
        to: next.state.stateName(event),
        points: entries.reduce((total, { points }) => total + points, 0),
        sum,
        owner: next.state.people.owner,
        leader: next.state.people.leader,
      },
    ],
    entries: [...change.entries, ...entries],
    outbox: [...change.outbox, ...outbox],
    moves: [...change.moves, ...moves],
    counts: [...change.counts, ...counts],
    tally: change.tally,
  };
}

function adopt(
  machines: Machines,
  { definition, owner, leader }: Extract<Effect, { type: 'adopt' }>['params'],
  timeZone: string,
) {
  const { hash, workflow } = machines.ofDefinition(definition);
  return { hash, workflow, state: workflow.begin({ kind: 'project', owner, leader, timeZone }) };
}

/** A timer that has fired stays, marked, as long as its state does, so that it is not planted again. */
export function markFired(change: Change, name: string): Change {
  const { document } = change.after;
  const timers = document.timers.map((timer) => (nameOf(timer) === name ? { ...timer, fired: true } : timer));
  return { ...change, after: { ...change.after, document: { ...document, timers } } };
}

/** Brings the document in line with the state, once all steps of a change are taken. */
export function settled(change: Change): Change {
  const { document, workflow, state } = change.after;
  const { kind: _kind, snapshot: _snapshot, summary: _summary, ...kept } = document;
  const complete = documentOf({ ...kept, nextTimerAt: nextAt(document.timers) }, state.portrait());
  return { ...change, after: { workflow, state, document: complete } };
}

type Kept = Omit<InstanceDocument, 'kind' | 'snapshot' | 'summary'> & { plan?: string };

/** The document of a state. A portrait is typed by its kind: nothing has to be looked at again. */
function documentOf({ plan, ...kept }: Kept, portrait: Portrait): InstanceDocument {
  if (portrait.kind !== 'duty') return { ...kept, ...portrait };
  if (plan === undefined) throw new Error(`duty ${kept._id} has no plan`);
  return { ...kept, ...portrait, plan };
}

/** A change that has no step yet. */
export function unchanged(loaded: Loaded): Change {
  return { ...nothing, before: loaded.document.version, after: loaded };
}

const nothing = { history: [], entries: [], outbox: [], moves: [], counts: [], tally: null };

/** How an instance came to be: what its first state follows from. */
export type Origin = {
  instance: string;
  hash: string;
  workflow: Workflow;
  input: Input;
  actor: string;
  now: string;
  /** The plan of a duty. */
  plan?: string;
};

/** An instance as it begins; who made it and how is said by its first step. */
export function beginning(origin: Origin): Change {
  const { instance, hash, workflow, input, actor, now, plan } = origin;
  const state = workflow.begin(input);
  const timers = plant(state.timers(), [], 1, now);
  const kept = {
    _id: instance,
    chartVersion: chartVersion[state.kind],
    definition: hash,
    version: 1,
    timers,
    nextTimerAt: nextAt(timers),
    createdBy: actor,
    createdAt: now,
    updatedAt: now,
    ...(plan === undefined ? {} : { plan }),
  };
  const document = documentOf(kept, state.portrait());
  return { ...nothing, before: 0, after: { document, workflow, state } };
}

/** The first step of an instance that somebody or something made by itself. */
export function creation(origin: Origin & { commandId: string; fingerprint: string }): Change {
  const change = beginning(origin);
  const { instance, hash, input, commandId, fingerprint, actor, now } = origin;
  const { state } = change.after;
  const { owner, leader } = state.people;
  const event =
    input.kind === 'project'
      ? { type: 'CREATE' as const, definition: hash, owner, leader, timeZone: state.timeZone }
      : { type: 'BEGIN' as const, definition: hash, input };
  const line: HistoryDocument = {
    _id: historyId(instance, 1),
    instance,
    seq: 1,
    commandId,
    fingerprint,
    actor,
    at: now,
    recordedAt: now,
    event,
    definition: hash,
    from: '',
    to: state.stateName({ type: event.type }),
    points: 0,
    sum: null,
    owner,
    leader,
  };
  return { ...change, history: [line] };
}
