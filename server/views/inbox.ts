import type { Inbox } from '../contract/work.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { findTasked } from '../store/instance-lists.ts';
import { leadersWork, readRuleTasks } from './rule-tasks.ts';
import { earlierFirst, leadersTasks, workItems } from './work-items.ts';

const MOST = 200;

type Context = { database: Database; organisation: Organisation; now: string };

/**
 * What waits for somebody's decision, longest waiting first. Two rounds: the instances (by the index of
 * tasks), then side by side what belongs to them; those of rules beside those of projects.
 */
export async function readInbox(context: Context, person: string): Promise<Inbox> {
  const [items, tasks] = await Promise.all([
    projectItems(context, person),
    readRuleTasks(context, person, leadersWork),
  ]);
  return { now: context.now, items, tasks: tasks.toSorted((a, b) => earlierFirst(a.since, b.since)) };
}

async function projectItems({ database, organisation }: Context, person: string): Promise<Inbox['items']> {
  const instances = await findTasked(database, person, leadersTasks, MOST);
  const items = await workItems(database, organisation, instances, ({ summary }) =>
    summary.tasks.filter((task) => task.person === person && leadersTasks.includes(task.kind)),
  );
  return items
    .toSorted((a, b) => earlierFirst(a.since, b.since))
    .map((item) => ({ ...item, draftSavedAt: null }));
}
