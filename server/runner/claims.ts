import type { Evidence } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import { takeCommand } from './decide.ts';
import type { Machines } from './machines.ts';
import { creation, settled, type Change, type Origin } from './steps.ts';

type First = { actor: Actor; evidence: Evidence; sum: number | null };

/**
 * A claim begins and is handed in with one command, in one commit: nothing lies around that was begun and never
 * handed in. What the command did last is the handing in, so that this line has its id. Throws a Refusal if it cannot
 * be handed in as it is.
 */
export function beginClaim(
  origin: Origin & { commandId: string; fingerprint: string },
  { actor, evidence, sum }: First,
  machines: Machines,
): Change {
  const { now, commandId, fingerprint } = origin;
  const event = { type: 'SUBMIT_WORK' as const, evidence };
  const begun = creation({ ...origin, commandId: `${commandId}/begin` });
  const handedIn = { commandId, fingerprint, actor, event, now, at: now, sum };
  return settled(takeCommand(begun, handedIn, machines));
}
