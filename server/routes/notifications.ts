import { z } from 'zod';
import {
  markReadSchema,
  notificationListSchema,
  notificationQuerySchema,
  unreadSchema,
} from '../contract/work.ts';
import { countUnread, markRead } from '../store/notifications.ts';
import { readNotifications } from '../views/notifications.ts';
import { route, type Route } from './route.ts';

const about = 'notifications';
const action = 'read_own_work';

export const notificationRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/notifications',
      about,
      summary: 'What the caller was told, newest first',
      action,
      takes: z.object({ query: notificationQuerySchema }),
      gives: { status: 200, says: 'One page, and how many are unread', schema: notificationListSchema },
    },
    async ({ query, parts: { database }, caller }) => readNotifications(database, caller.id, query),
  ),
  route(
    {
      method: 'post',
      path: '/notifications/read',
      about,
      summary: 'Mark notifications as read; without ids all of them',
      action,
      takes: z.object({ body: markReadSchema }),
      gives: { status: 200, says: 'How many are left unread', schema: unreadSchema },
    },
    async ({ body, parts: { database }, caller }) => {
      await markRead(database, caller.id, body.ids);
      return { unread: await countUnread(database, caller.id) };
    },
  ),
];
