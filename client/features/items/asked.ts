import type { Item } from '../../lib/api.ts';

/** What a dialog is open for; an item that is null is a new one. */
export type Asked =
  { about: 'item'; item: Item | null } | { about: 'remove'; item: Item } | { about: 'upload' };
export type Ask = (question: Asked) => void;
