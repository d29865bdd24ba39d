import type { ProjectDefinition } from '../../workflows/definition.ts';
import { timerEventSchema } from '../../workflows/events.ts';
import type { HistoryDocument, PlantedTimer } from '../store/documents.ts';
import type { Machines } from './machines.ts';
import { nameOf } from './planting.ts';
import { creation, markFired, record, settled, type Change } from './steps.ts';

/**
 * Rebuilds an instance from its definition and its history alone: the same steps through the same machine,
 * no clock asked (domain: what must always hold, 8). Throws if a step is not taken that had been taken.
 */
export async function replay(
  history: readonly HistoryDocument[],
  machines: Machines,
  definitionOf: (hash: string) => Promise<ProjectDefinition>,
): Promise<Change> {
  const [first, ...steps] = history;
  if (first?.event.type !== 'CREATE') throw new Error('a history begins with its creation');
  const { event, instance, commandId, fingerprint, actor, recordedAt: now } = first;
  const { definition: hash, owner, leader, timeZone } = event;
  const workflow = await machines.of(hash, () => definitionOf(hash));
  let change = creation({
    instance,
    commandId,
    fingerprint,
    actor,
    owner,
    leader,
    timeZone,
    hash,
    workflow,
    now,
  });

  for (const line of steps) change = retake(change, line, machines);
  return settled(change);
}

function retake(change: Change, line: HistoryDocument, machines: Machines): Change {
  const { event, at, commandId, fingerprint, actor } = line;
  if (event.type === 'CREATE') throw new Error(`${line._id}: an instance is created once`);
  const timerEvent = timerEventSchema.safeParse(event);
  const fired = timerEvent.success ? timerOf(change, line) : null;
  const before = fired === null ? change : markFired(change, nameOf(fired));
  const step = before.after.workflow.take(before.after.state, { ...event, at });
  if (step === null) throw new Error(`${line._id}: ${event.type} is not taken when replayed`);
  return record(before, step, { commandId, fingerprint, actor, event, at }, line.recordedAt, machines);
}

function timerOf(change: Change, line: HistoryDocument): PlantedTimer {
  const { timers, _id } = change.after.document;
  const timer = timers.find(
    (planted) => `timer/${_id}/${planted.revision}/${nameOf(planted)}` === line.commandId,
  );
  if (timer === undefined) throw new Error(`${line._id}: no timer ${line.commandId} was planted`);
  return timer;
}
