import { MediaQuery } from 'svelte/reactivity';
import { go, link, PLAN, route, WHOLE } from '../../lib/router.ts';
import { instanceOf, isRuleWork, taskOf, type InboxItem } from './items.ts';

const wide = new MediaQuery('width >= 48rem');

/** The name of an item in its address. */
function partOf(item: InboxItem): string {
  if (isRuleWork(item)) return WHOLE;
  return item.milestone?.id ?? PLAN;
}

export function keyOf(item: InboxItem): string {
  return `${instanceOf(item)} ${partOf(item)}`;
}

export function addressOf(item: InboxItem): string {
  return link('/inbox/:instance/:milestone', {
    params: { instance: instanceOf(item), milestone: partOf(item) },
  });
}

/** Which item of the inbox is looked at; the address says it, so that it can be sent to somebody. */
export class Selection {
  /** While its decision is under way an item stays in view, even if the list has lost it already. */
  held: InboxItem | null = $state(null);

  constructor(private readonly items: () => readonly InboxItem[]) {}

  /** Whether the address names an item; on a phone only then its details are shown. */
  get isNamed(): boolean {
    return route.params.instance !== undefined;
  }

  get item(): InboxItem | undefined {
    const items = this.items();
    if (this.held !== null) return this.held;
    if (!this.isNamed) return wide.current ? items[0] : undefined;
    const named = `${route.params.instance ?? ''} ${route.params.milestone ?? ''}`;
    return items.find((item) => keyOf(item) === named);
  }

  /** Whether an item as it was looked at still waits: neither decided nor withdrawn, nor handed in anew. */
  waits(item: InboxItem): boolean {
    return this.items().some(
      (one) => keyOf(one) === keyOf(item) && taskOf(one) === taskOf(item) && one.since === item.since,
    );
  }

  /** What comes after an item once it is gone; the one before if it was the last. */
  after(gone: InboxItem): InboxItem | undefined {
    const items = this.items();
    const index = items.findIndex((item) => keyOf(item) === keyOf(gone));
    return items[index + 1] ?? items[index - 1];
  }

  move(by: 1 | -1) {
    const items = this.items();
    const current = this.item;
    const index = current === undefined ? -1 : items.findIndex((item) => keyOf(item) === keyOf(current));
    const next = items[Math.min(items.length - 1, Math.max(0, index + by))];
    if (next !== undefined) void this.show(next);
  }

  async show(item: InboxItem | undefined) {
    if (item === undefined) {
      await go('/inbox', { replace: true });
      return;
    }
    const params = { instance: instanceOf(item), milestone: partOf(item) };
    await go('/inbox/:instance/:milestone', {
      params,
      replace: true,
      scrollToTop: wide.current ? false : 'instant',
    });
  }
}
