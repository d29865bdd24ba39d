import type { Inbox } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import type { InboxItem } from './items.ts';
import { keyOf, type Selection } from './selection.svelte.ts';

/** Takes what was decided off the list at once, without waiting for it to be asked for again, and shows the next. */
export async function leave(
  selection: Selection,
  decided: readonly InboxItem[],
  next: InboxItem | undefined,
): Promise<void> {
  const gone = new Set(decided.map(keyOf));
  await selection.show(next);
  queryClient.setQueryData<Inbox>(['inbox'], (inbox) =>
    inbox === undefined
      ? inbox
      : {
          ...inbox,
          items: inbox.items.filter((one) => !gone.has(keyOf(one))),
          tasks: inbox.tasks.filter((one) => !gone.has(keyOf(one))),
        },
  );
}
