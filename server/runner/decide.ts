import type { Command } from '../../workflows/events.ts';
import { forbids, reassigns, type Actor } from '../../workflows/permissions.ts';
import { Refusal } from '../errors.ts';
import { SYSTEM, type PlantedTimer } from '../store/documents.ts';
import type { Machines } from './machines.ts';
import { firstDue, nameOf } from './planting.ts';
import { fingerprintOf, markFired, record, settled, unchanged, type Change, type Loaded } from './steps.ts';

/** What came in: who sent what, under which id. `now` is the server's time, ISO in UTC. */
export type Received = {
  commandId: string;
  actor: Actor;
  event: Command;
  now: string;
  expectedVersion?: number;
};

/** Fires, in the order of their dates, the timers whose date has passed, each dated by its own date. */
function fireDue(change: Change, now: string, machines: Machines): Change {
  const timer = firstDue(change.after.document.timers, now);
  return timer === undefined ? change : fireDue(fire(change, timer, now, machines), now, machines);
}

function fire(change: Change, timer: PlantedTimer, now: string, machines: Machines): Change {
  const { document, workflow, state } = change.after;
  const name = nameOf(timer);
  const at = timer.at > document.updatedAt ? timer.at : document.updatedAt;
  const step = workflow.take(state, { ...timer.event, at });
  if (step === null) throw new Error(`timer ${name} of ${document._id} is not taken by its own state`);
  const commandId = `timer/${document._id}/${timer.revision}/${name}`;
  const sent = { commandId, fingerprint: '', actor: SYSTEM, event: timer.event, at };
  return record(markFired(change, name), step, sent, now, machines);
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
  if (reassigns(event, actor, state.context)) throw new Refusal('not_yours_to_assign');
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
