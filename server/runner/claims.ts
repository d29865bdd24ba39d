import type { Evidence } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import { takeCommand } from './decide.ts';
import type { Machines } from './machines.ts';
import { creation, settled, type Change, type Origin } from './steps.ts';

type First = { actor: Actor; evidence: Evidence; sum: number | null };

/**
 * A claim begins and is handed in with one command, in one commit: nothing lies around that was begun and never
 * handed in. Throws a Refusal if it cannot be handed in as it is.
 */
export function beginClaim(
  origin: Origin & { commandId: string; fingerprint: string },
  { actor, evidence, sum }: First,
  machines: Machines,
): Change {
  const { now, commandId } = origin;
  const event = { type: 'SUBMIT_WORK' as const, evidence };
  const handedIn = { commandId: `${commandId}/submit`, actor, event, now, at: now, sum };
  return settled(takeCommand(creation(origin), handedIn, machines));
}
