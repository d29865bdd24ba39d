import { timerEventSchema } from '../../workflows/events.ts';
import type { Definition } from '../../workflows/index.ts';
import type { HistoryDocument, InstanceDocument, PlanDocument, PlantedTimer } from '../store/documents.ts';
import { SYSTEM } from '../store/documents.ts';
import type { Machines } from './machines.ts';
import { nameOf } from './planting.ts';
import { beginning, creation, markFired, record, settled, type Change } from './steps.ts';

/** Everything of an instance that is recorded and never changes. */
export type Recorded = { history: readonly HistoryDocument[]; plan: PlanDocument | null };

/**
 * Rebuilds an instance from its definition and its history alone: the same steps through the same machine,
 * no clock asked (domain: what must always hold, 8). Throws if a step is not taken that had been taken.
 */
export async function replay(
  instance: InstanceDocument['_id'],
  { history, plan }: Recorded,
  machines: Machines,
  definitionOf: (hash: string) => Promise<Definition>,
): Promise<Change> {
  const workflowOf = (hash: string) => machines.of(hash, () => definitionOf(hash));
  const [first, ...others] = history;
  if (plan !== null) {
    const workflow = await workflowOf(plan.definition);
    return retakeAll(planned(instance, plan, workflow), history, machines);
  }
  if (first?.event.type !== 'CREATE' && first?.event.type !== 'BEGIN') {
    throw new Error('a history begins with its creation');
  }
  const { event, commandId, fingerprint, actor, recordedAt: now } = first;
  const { definition: hash } = event;
  const workflow = await workflowOf(hash);
  const input = event.type === 'BEGIN' ? event.input : inputOf(event);
  const change = creation({ instance, hash, workflow, input, actor, now, commandId, fingerprint });
  return retakeAll(change, others, machines);
}

function inputOf({ owner, leader, timeZone }: { owner: string; leader: string; timeZone: string }) {
  return { kind: 'project' as const, owner, leader, timeZone };
}

/** A duty as its plan made it. Throws if the plan does not name it. */
function planned(instance: string, plan: PlanDocument, workflow: Change['after']['workflow']): Change {
  const person = plan.people.find((candidate) => candidate.instance === instance);
  if (person === undefined) throw new Error(`plan ${plan._id} does not name it`);
  const { definition: hash, timeZone, period, due, at: now } = plan;
  const { owner, leader } = person;
  const input = { kind: 'duty' as const, owner, leader, timeZone, period, due };
  return beginning({ instance, hash, workflow, input, actor: SYSTEM, now, plan: plan._id });
}

function retakeAll(begun: Change, lines: readonly HistoryDocument[], machines: Machines): Change {
  return settled(lines.reduce((change, line) => retake(change, line, machines), begun));
}

function retake(change: Change, line: HistoryDocument, machines: Machines): Change {
  const { event, at, commandId, fingerprint, actor, sum } = line;
  if (event.type === 'CREATE' || event.type === 'BEGIN') {
    throw new Error(`${line._id}: an instance is created once`);
  }
  const timerEvent = timerEventSchema.safeParse(event);
  const fired = timerEvent.success ? timerOf(change, line) : null;
  const before = fired === null ? change : markFired(change, nameOf(fired));
  const step = before.after.state.take({ ...event, at, ...(sum === null ? {} : { sum }) });
  if (step === null) throw new Error(`${line._id}: ${event.type} is not taken when replayed`);
  const sent = { commandId, fingerprint, actor, event, at, sum };
  return record(before, step, sent, line.recordedAt, machines);
}

function timerOf(change: Change, line: HistoryDocument): PlantedTimer {
  const { timers, _id } = change.after.document;
  const timer = timers.find(
    (planted) => `timer/${_id}/${planted.revision}/${nameOf(planted)}` === line.commandId,
  );
  if (timer === undefined) throw new Error(`${line._id}: no timer ${line.commandId} was planted`);
  return timer;
}
