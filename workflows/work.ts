import type { Effect, EffectOf, MessageKey } from './effects.ts';
import type { DatedEvent, Evidence } from './events.ts';
import type { Fault } from './faults.ts';

/** What duties and claims have in common: one piece of work that is handed in and decided. */

/** Whether there is something to look at. */
export function isEmpty({ text, links, files }: Evidence): boolean {
  return text === '' && links.length === 0 && files.length === 0;
}

/** Why a decision cannot be handed to somebody: nobody decides on their own work, or on what they entered. */
export function faultOfTransfer(
  { owner, filer, leader }: { owner: string; filer?: string; leader: string },
  to: string,
): Fault | null {
  if (to === owner || to === filer) return 'transfer_to_owner';
  return to === leader ? 'transfer_to_reviewer' : null;
}

/** Who decides after a decision was handed on, whom nobody has urged yet, and who could before. */
export function handedOn(
  { leader, reviewedBefore }: { leader: string; reviewedBefore: readonly string[] },
  event: DatedEvent,
) {
  if (event.type !== 'TRANSFER_WORK') return {};
  return { leader: event.to, urgedAt: null, reviewedBefore: [...new Set([...reviewedBefore, leader])] };
}

/** A message to each of these people, once. */
export function tellAll(people: readonly string[], message: MessageKey): Effect[] {
  return [...new Set(people)].map((to) => ({ type: 'notify', params: { to, message } }));
}

type Entry = EffectOf<'award'>;

/** An entry of the ledger, with its points as they enter it; none for 0 points. */
export function entryFor(
  type: 'award' | 'reverse',
  entry: Pick<Entry, 'person' | 'points' | 'key' | 'day' | 'reason' | 'facts'> & {
    reversalOf?: string | null;
  },
): Effect[] {
  if (entry.points === 0) return [];
  return [{ type, params: { milestone: null, reversalOf: null, ...entry } }];
}
