import { createHash } from 'node:crypto';
import type { Command, ProjectEvent, TimerEvent } from '../../workflows/events.ts';
import { chartVersion, type Workflow } from '../../workflows/index.ts';
import { timersOf, toStored, type ProjectState, type Step } from '../../workflows/statechart.ts';
import { lifeOf, milestoneStateOf } from '../../workflows/summary.ts';
import type { EntryDocument, HistoryDocument, InstanceDocument, OutboxDocument } from '../store/documents.ts';
import type { Machines } from './machines.ts';
import { nameOf, nextAt, plant } from './planting.ts';
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

export type Sent = {
  commandId: string;
  fingerprint: string;
  actor: string;
  event: Command | TimerEvent;
  at: string;
};

/** Adds a step that the machine has taken to a change. */
export function record(change: Change, step: Step, sent: Sent, now: string, machines: Machines): Change {
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

/** A timer that has fired stays, marked, as long as its state does, so that it is not planted again. */
export function markFired(change: Change, name: string): Change {
  const { document } = change.after;
  const timers = document.timers.map((timer) => (nameOf(timer) === name ? { ...timer, fired: true } : timer));
  return { ...change, after: { ...change.after, document: { ...document, timers } } };
}

/** Brings the document in line with the state, once all steps of a change are taken. */
export function settled(change: Change): Change {
  const { document, workflow, state } = change.after;
  const complete: InstanceDocument = {
    ...document,
    snapshot: toStored(state),
    nextTimerAt: nextAt(document.timers),
    summary: workflow.summarize(state),
  };
  return { ...change, after: { workflow, state, document: complete } };
}

/** A change that has no step yet. */
export function unchanged(loaded: Loaded): Change {
  return { before: loaded.document.version, after: loaded, history: [], entries: [], outbox: [] };
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
export function creation(creation: Creation): Change {
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
