import type { MyWork } from '../contract/work.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { findDraftDates } from '../store/drafts.ts';
import { findTasked } from '../store/instance-lists.ts';
import { earlierFirst, ownersTasks, workItems } from './work-items.ts';

/** More than anybody can owe at once; it bounds what one request reads. */
const MOST = 200;

/**
 * What somebody owes, by due date. Two rounds: the instances in which something is owed (by the index of
 * tasks), then side by side what belongs to them and the dates of the drafts.
 */
export async function readMyWork(
  { database, organisation, now }: { database: Database; organisation: Organisation; now: string },
  person: string,
): Promise<MyWork> {
  const instances = await findTasked(database, person, ownersTasks, MOST);
  const [items, drafts] = await Promise.all([
    workItems(database, organisation, instances, ({ summary }) =>
      summary.tasks.filter((task) => task.person === person && ownersTasks.includes(task.kind)),
    ),
    findDraftDates(
      database,
      person,
      instances.map(({ _id }) => _id),
    ),
  ]);
  return {
    now,
    items: items
      .toSorted((a, b) => earlierFirst(a.due, b.due))
      .map((item) => ({
        ...item,
        draftSavedAt: drafts.get(`${item.instance}/${item.milestone?.id ?? ''}`) ?? null,
      })),
  };
}
