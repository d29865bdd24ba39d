import type { z } from 'zod';
import type { notificationListSchema } from '../contract/work.ts';
import type { Database } from '../store/database.ts';
import { countUnread, findNotifications } from '../store/notifications.ts';
import { fromCursor, limitOf, pageOf, sincePlace } from './page.ts';

type Page = { cursor?: string | undefined; limit?: string | undefined };

/** What somebody was told, newest first: two reads side by side. */
export async function readNotifications(
  database: Database,
  person: string,
  { cursor, limit }: Page,
): Promise<z.output<typeof notificationListSchema>> {
  const lines = limitOf(limit);
  const [found, unread] = await Promise.all([
    findNotifications(database, person, { after: fromCursor(cursor, sincePlace), limit: lines + 1 }),
    countUnread(database, person),
  ]);
  const { items, next } = pageOf(found, lines, ({ at, _id: id }) => ({ at, id }));
  return {
    items: items.map(({ _id: id, message, instance, title, milestone, milestoneTitle, days, at, read }) => ({
      id,
      message,
      instance,
      title,
      milestone: milestone === null ? null : { id: milestone, title: milestoneTitle ?? milestone },
      days,
      at,
      read,
    })),
    unread,
    next,
  };
}
