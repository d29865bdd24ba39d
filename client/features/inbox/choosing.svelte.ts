import { SvelteSet } from 'svelte/reactivity';
import type { RuleTask } from '../../lib/api.ts';
import { goesWithOthers, type InboxItem } from './items.ts';
import { keyOf } from './selection.svelte.ts';

/** As many decisions as one request takes. */
export const MOST = 100;

/** The items that are chosen to be decided in one go; what leaves the list is chosen no more. */
export class Choosing {
  readonly #keys = new SvelteSet<string>();

  constructor(private readonly items: () => readonly InboxItem[]) {}

  /** Everything that could be chosen. */
  get possible(): RuleTask[] {
    return this.items().filter(goesWithOthers);
  }

  get chosen(): RuleTask[] {
    return this.possible.filter((item) => this.#keys.has(keyOf(item)));
  }

  has(item: InboxItem): boolean {
    return this.#keys.has(keyOf(item));
  }

  toggle(item: InboxItem) {
    if (!goesWithOthers(item)) return;
    const key = keyOf(item);
    if (!this.#keys.delete(key) && this.chosen.length < MOST) this.#keys.add(key);
  }

  chooseAll() {
    for (const item of this.possible.slice(0, MOST)) this.#keys.add(keyOf(item));
  }

  clear() {
    this.#keys.clear();
  }

  /** What they give together, as far as that is known now. */
  get points(): number {
    return this.chosen.reduce((sum, { gives }) => sum + (gives ?? 0), 0);
  }
}
