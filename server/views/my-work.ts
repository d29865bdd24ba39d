import type { MyWork } from '../contract/work.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { findDraftDates } from '../store/drafts.ts';
import { findTasked } from '../store/instance-lists.ts';
import { ownersWork, readRuleTasks } from './rule-tasks.ts';
import { earlierFirst, ownersTasks, workItems } from './work-items.ts';

/** More than anybody can owe at once; it bounds what one request reads. */
const MOST = 200;

type Context = { database: Database; organisation: Organisation; now: string };

/**
 * What somebody owes, by due date. Two rounds: the instances in which something is owed (by the index of
 * tasks), then side by side what belongs to them and the dates of the drafts; those of rules beside those of projects.
 */
export async function readMyWork(context: Context, person: string): Promise<MyWork> {
  const [items, tasks] = await Promise.all([
    projectItems(context, person),
    readRuleTasks(context, person, ownersWork),
  ]);
  return { now: context.now, items, tasks: tasks.toSorted((a, b) => earlierFirst(a.due, b.due)) };
}

async function projectItems({ database, organisation }: Context, person: string): Promise<MyWork['items']> {
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
  return items
    .toSorted((a, b) => earlierFirst(a.due, b.due))
    .map((item) => ({
      ...item,
      draftSavedAt: drafts.get(`${item.instance}/${item.milestone?.id ?? ''}`) ?? null,
    }));
}
