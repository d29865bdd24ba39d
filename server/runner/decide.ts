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
  /** The running sum that the event moves; null if it moves none. */
  sum?: number | null;
};

/** Fires, in the order of their dates, the timers whose date has passed, each dated by its own date. */
function fireDue(change: Change, now: string, machines: Machines): Change {
  const timer = firstDue(change.after.document.timers, now);
  return timer === undefined ? change : fireDue(fire(change, timer, now, machines), now, machines);
}

function fire(change: Change, timer: PlantedTimer, now: string, machines: Machines): Change {
  const { document, state } = change.after;
  const name = nameOf(timer);
  const at = timer.at > document.updatedAt ? timer.at : document.updatedAt;
  const step = state.take({ ...timer.event, at });
  if (step === null) throw new Error(`timer ${name} of ${document._id} is not taken by its own state`);
  const commandId = `timer/${document._id}/${timer.revision}/${name}`;
  const sent = { commandId, fingerprint: '', actor: SYSTEM, event: timer.event, at, sum: null };
  return record(markFired(change, name), step, sent, now, machines);
}

/**
 * What a command changes, or a Refusal. Timers whose date has passed fire before it, each with its own date,
 * so that an answer never depends on how soon an alarm came.
 */
export function decide(loaded: Loaded, received: Received, machines: Machines): Change {
  const { actor, event, now, expectedVersion } = received;
  const { version, updatedAt } = loaded.document;
  const at = now > updatedAt ? now : updatedAt;
  const { definition } = loaded.workflow;
  if (
    'milestone' in event &&
    definition.kind === 'project' &&
    !definition.milestones.some(({ id }) => id === event.milestone)
  ) {
    throw new Refusal('unknown_milestone');
  }
  const { people } = loaded.state;
  const forbidden = forbids(event.type, actor, people);
  if (forbidden !== null) throw new Refusal(forbidden);
  if (reassigns(event, actor, people)) throw new Refusal('not_yours_to_assign');
  if (expectedVersion !== undefined && expectedVersion !== version) throw new Refusal('stale');

  const caughtUp = fireDue(unchanged(loaded), at, machines);
  const fingerprint = fingerprintOf(actor.id, loaded.document._id, event);
  return settled(fireDue(takeCommand(caughtUp, { ...received, fingerprint, at }, machines), at, machines));
}

/** One command more, without what time brings; used where an instance begins with one. */
export function takeCommand(
  change: Change,
  {
    commandId,
    fingerprint,
    actor,
    event,
    now,
    at,
    sum = null,
  }: Received & { at: string; fingerprint: string },
  machines: Machines,
): Change {
  const { state } = change.after;
  const dated = { ...event, at, ...(sum === null ? {} : { sum }) };
  const step = state.take(dated);
  if (step === null) {
    throw new Refusal(state.whyNot(dated) ?? 'not_taken', { allowed: state.eventsTaken(at) });
  }
  return record(change, step, { commandId, fingerprint, actor: actor.id, event, at, sum }, now, machines);
}

/** What the passing of time changes, or null if no timer of the instance is due. */
export function decideDue(loaded: Loaded, now: string, machines: Machines): Change | null {
  const change = fireDue(unchanged(loaded), now, machines);
  return change.history.length === 0 ? null : settled(change);
}
