import type { Command } from '../../workflows/events.ts';
import { requireActive } from '../access/active-person.ts';
import { requireProjectPeople } from '../access/project-people.ts';
import { requireDayOf } from '../claims/change-day.ts';
import { readGround } from '../claims/ground.ts';
import type { Outcome } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import { dropDraft } from '../evidence/drafts.ts';
import { requireFilesOf } from '../evidence/linked-files.ts';
import { loadVisible } from './load-visible.ts';
import type { Signed } from './route.ts';

type Sending = { instance: string; commandId: string; event: Command; expectedVersion?: number };

/** Sends one event as the caller. Throws a Refusal; one that may not be seen is as if it were not there. */
export async function sendEvent(call: Signed, sending: Sending): Promise<Outcome> {
  const { parts, caller } = call;
  const { instance, event } = sending;
  try {
    if (event.type === 'SUBMIT' || event.type === 'SUBMIT_WORK')
      await requireFilesOf(parts.database, instance, event.evidence.files);
    if (event.type === 'SUBMIT_WORK' && event.fact !== undefined)
      await requireClaimable(call, instance, event.fact.day);
    if (event.type === 'TRANSFER_WORK') requireActive(await call.organisation(), event.to, 'to');
    if (event.type === 'REVISE_PLAN') requireProjectPeople(await call.organisation(), event);
    const outcome = await parts.runner.advance({ ...sending, actor: caller });
    if (event.type === 'SUBMIT') {
      const place = { person: caller.id, instance, milestone: event.milestone };
      // Nobody has to wait for it: what was handed in is what counts now.
      dropDraft(parts.database, place).catch((error: unknown) => parts.log.warn({ error }, 'draft kept'));
    }
    return outcome;
  } catch (error) {
    // Who may send an event may also see the instance: only a refusal has to be kept from strangers.
    if (error instanceof Refusal && error.status < 500) await loadVisible(call, instance);
    throw error;
  }
}

async function requireClaimable(
  { parts: { database, clock, runner }, organisation }: Signed,
  instance: string,
  day: string,
): Promise<void> {
  const [loaded, ground] = await Promise.all([
    runner.load(instance),
    readGround(database, await organisation(), clock.now().toISOString()),
  ]);
  if (loaded !== null) requireDayOf(ground, loaded.document, day);
}
