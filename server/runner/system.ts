import type { SystemEvent } from '../../workflows/events.ts';
import { SYSTEM } from '../store/documents.ts';
import type { Machines } from './machines.ts';
import { record, settled, unchanged, type Change, type Loaded } from './steps.ts';

/** What a worker tells an instance: a duty that is not owed after all, or is due at another moment. */
export type SystemOrder = { instance: string; event: Exclude<SystemEvent, { type: 'SETTLE' }> };

/** What an order changes, or null if the instance does not take it any more: said twice, it changes nothing. */
export function tellSystem(
  loaded: Loaded,
  { instance, event }: SystemOrder,
  now: string,
  machines: Machines,
): Change | null {
  const { updatedAt, version } = loaded.document;
  const at = now > updatedAt ? now : updatedAt;
  const step = loaded.state.take({ ...event, at });
  if (step === null) return null;
  const commandId = `system/${instance}/${version}`;
  const sent = { commandId, fingerprint: '', actor: SYSTEM, event, at, sum: null };
  return settled(record(unchanged(loaded), step, sent, now, machines));
}
