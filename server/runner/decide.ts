import { createHash } from 'node:crypto';
import type { Command, ProjectEvent, TimerEvent } from '../../workflows/events.ts';
import { chartVersion, type Workflow } from '../../workflows/index.ts';
import { forbids, type Actor } from '../../workflows/permissions.ts';
import { timersOf, toStored, type ProjectState, type Step } from '../../workflows/statechart.ts';
import { lifeOf, milestoneStateOf } from '../../workflows/summary.ts';
import { Refusal } from '../errors.ts';
import {
  SYSTEM,
  type EntryDocument,
  type HistoryDocument,
  type InstanceDocument,
  type OutboxDocument,
  type PlantedTimer,
} from '../store/documents.ts';
import type { Machines } from './machines.ts';
import { firstDue, nameOf, nextAt, plant } from './planting.ts';
import { rowsOf } from './rows.ts';

/** An instance as it is in memory: its document, its machine, and the state that the document stands for. */
export type Loaded = { document: InstanceDocument; workflow: Workflow; state: ProjectState };

/** What one commit writes for one instance. `before` is the version that has to be there; 0: none yet. */
export type Change = {
  before: number;
  after: Loaded;
  history: HistoryDocument[];
  entries: EntryDocument[];
  outbox: OutboxDocument[];
};

/** What came in: who sent what, under which id. `now` is the server's time, ISO in UTC. */
export type Received = {
  commandId: string;
  actor: Actor;
  event: Command;
  now: string;
  expectedVersion?: number;
};

/** Tells the same command sent twice from another command under the same id. */
export function fingerprintOf(actor: string, instance: string, event: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([actor, instance, event]))
    .digest('hex');
}

/** Name of the state that an event is about: of its milestone, or else of the project. */
function stateName(state: ProjectState, event: ProjectEvent): string {
  if (!('milestone' in event)) return lifeOf(state);
  const { state: name, overdue } = milestoneStateOf(state, event.milestone);
  return overdue ? `${name}.overdue` : name;
}

export function historyId(instance: string, seq: number): string {
  return `${instance}/${String(seq).padStart(8, '0')}`;
}

type Sent = {
  commandId: string;
  fingerprint: string;
  actor: string;
  event: Command | TimerEvent;
  at: string;
};

/** Adds a step that the machine has taken to a change. */
function record(change: Change, step: Step, sent: Sent, now: string, machines: Machines): Change {
  const { document, workflow, state } = change.after;
  const { event, at, actor } = sent;
  const version = document.version + 1;
  const adopted = step.effects.find((effect) => effect.type === 'adopt');
  const { timeZone } = state.context;
  const next =
    adopted === undefined
      ? { workflow, hash: document.definition, state: step.state }
      : adopt(machines, adopted.params, timeZone);
  const rows = rowsOf(step.effects, {
    instance: document._id,
    seq: version,
    at,
    recordedAt: now,
    actor,
    definition: next.workflow.definition,
    definitionHash: next.hash,
    timeZone,
  });
  const timers = plant(timersOf(next.state), document.timers, version, at);
  const dated = { ...event, at };
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
        from: stateName(state, dated),
        to: stateName(next.state, dated),
        points: rows.entries.reduce((sum, { points }) => sum + points, 0),
        owner: next.state.context.owner,
        leader: next.state.context.leader,
      },
    ],
    entries: [...change.entries, ...rows.entries],
    outbox: [...change.outbox, ...rows.outbox],
  };
}

function adopt(
  machines: Machines,
  { definition, owner, leader }: Extract<Step['effects'][number], { type: 'adopt' }>['params'],
  timeZone: string,
) {
  const { hash, workflow } = machines.ofDefinition(definition);
  return { hash, workflow, state: workflow.begin({ owner, leader, timeZone }).state };
}

/** Fires, in the order of their dates, the timers whose date has passed, each dated by its own date. */
function fireDue(change: Change, now: string, machines: Machines): Change {
  let current = change;
  for (let timer = firstDue(current.after.document.timers, now); timer;) {
    current = fire(current, timer, now, machines);
    timer = firstDue(current.after.document.timers, now);
  }
  return current;
}

function fire(change: Change, timer: PlantedTimer, now: string, machines: Machines): Change {
  const { document, workflow, state } = change.after;
  const name = nameOf(timer);
  const at = timer.at > document.updatedAt ? timer.at : document.updatedAt;
  const step = workflow.take(state, { ...timer.event, at });
  if (step === null) throw new Error(`timer ${name} of ${document._id} is not taken by its own state`);
  const commandId = `timer/${document._id}/${timer.revision}/${name}`;
  const marked = document.timers.map((other) => (nameOf(other) === name ? { ...other, fired: true } : other));
  const before = { ...change, after: { ...change.after, document: { ...document, timers: marked } } };
  return record(
    before,
    step,
    { commandId, fingerprint: '', actor: SYSTEM, event: timer.event, at },
    now,
    machines,
  );
}

/** Brings the document in line with the state, once all steps of a change are taken. */
function settled(change: Change): Change {
  const { document, workflow, state } = change.after;
  const complete: InstanceDocument = {
    ...document,
    snapshot: toStored(state),
    nextTimerAt: nextAt(document.timers),
    summary: workflow.summarize(state),
  };
  return { ...change, after: { workflow, state, document: complete } };
}

function unchanged(loaded: Loaded): Change {
  return { before: loaded.document.version, after: loaded, history: [], entries: [], outbox: [] };
}

/**
 * What a command changes, or a Refusal. Timers whose date has passed fire before it, each with its own date,
 * so that an answer never depends on how soon an alarm came.
 */
export function decide(loaded: Loaded, received: Received, machines: Machines): Change {
  const { commandId, actor, event, now, expectedVersion } = received;
  const { _id: instance, version, updatedAt } = loaded.document;
  const at = now > updatedAt ? now : updatedAt;
  const { workflow, state } = loaded;
  if ('milestone' in event && !workflow.definition.milestones.some(({ id }) => id === event.milestone)) {
    throw new Refusal('unknown_milestone');
  }
  const forbidden = forbids(event.type, actor, state.context);
  if (forbidden !== null) throw new Refusal(forbidden);
  if (expectedVersion !== undefined && expectedVersion !== version) throw new Refusal('stale');

  const caughtUp = fireDue(unchanged(loaded), at, machines);
  const current = caughtUp.after;
  const dated = { ...event, at };
  const step = current.workflow.take(current.state, dated);
  if (step === null) {
    const allowed = current.workflow.eventsTaken(current.state, at);
    throw new Refusal(current.workflow.whyNot(current.state, dated) ?? 'not_taken', { allowed });
  }
  const fingerprint = fingerprintOf(actor.id, instance, event);
  const taken = record(caughtUp, step, { commandId, fingerprint, actor: actor.id, event, at }, now, machines);
  return settled(fireDue(taken, at, machines));
}

/** What the passing of time changes, or null if no timer of the instance is due. */
export function decideDue(loaded: Loaded, now: string, machines: Machines): Change | null {
  const change = fireDue(unchanged(loaded), now, machines);
  return change.history.length === 0 ? null : settled(change);
}

export type Creation = {
  instance: string;
  commandId: string;
  fingerprint: string;
  actor: string;
  owner: string;
  leader: string;
  timeZone: string;
  hash: string;
  workflow: Workflow;
  now: string;
};

/** The first step of an instance. */
export function decideCreation(creation: Creation): Change {
  const { instance, commandId, fingerprint, actor, owner, leader, timeZone, hash, workflow, now } = creation;
  const { state } = workflow.begin({ owner, leader, timeZone });
  const document: InstanceDocument = {
    _id: instance,
    kind: 'project',
    chartVersion: chartVersion.project,
    definition: hash,
    version: 1,
    snapshot: toStored(state),
    timers: plant(timersOf(state), [], 1, now),
    nextTimerAt: null,
    summary: workflow.summarize(state),
    createdBy: actor,
    createdAt: now,
    updatedAt: now,
  };
  const line: HistoryDocument = {
    _id: historyId(instance, 1),
    instance,
    seq: 1,
    commandId,
    fingerprint,
    actor,
    at: now,
    recordedAt: now,
    event: { type: 'CREATE', definition: hash, owner, leader, timeZone },
    definition: hash,
    from: '',
    to: lifeOf(state),
    points: 0,
    owner,
    leader,
  };
  return settled({
    before: 0,
    after: { document, workflow, state },
    history: [line],
    entries: [],
    outbox: [],
  });
}
