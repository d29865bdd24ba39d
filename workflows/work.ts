import type { Effect, EffectOf, MessageKey } from './effects.ts';
import type { Evidence } from './events.ts';

/** What duties and claims have in common: one piece of work that is handed in and decided. */

/** Whether there is something to look at. */
export function isEmpty({ text, links, files }: Evidence): boolean {
  return text === '' && links.length === 0 && files.length === 0;
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
