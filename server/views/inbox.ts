import type { Inbox } from '../contract/work.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { findTasked } from '../store/instance-lists.ts';
import { earlierFirst, leadersTasks, workItems } from './work-items.ts';

const MOST = 200;

/**
 * What waits for somebody's decision, longest waiting first. Two rounds: the instances (by the index of
 * tasks), then side by side what belongs to them.
 */
export async function readInbox(
  { database, organisation, now }: { database: Database; organisation: Organisation; now: string },
  person: string,
): Promise<Inbox> {
  const instances = await findTasked(database, person, leadersTasks, MOST);
  const items = await workItems(database, organisation, instances, ({ summary }) =>
    summary.tasks.filter((task) => task.person === person && leadersTasks.includes(task.kind)),
  );
  return {
    now,
    items: items
      .toSorted((a, b) => earlierFirst(a.since, b.since))
      .map((item) => ({ ...item, draftSavedAt: null })),
  };
}
