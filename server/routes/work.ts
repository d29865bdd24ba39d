import { dashboardSchema, inboxSchema, myWorkSchema } from '../contract/work.ts';
import { readDashboard } from '../views/dashboard.ts';
import { readInbox } from '../views/inbox.ts';
import { readMyWork } from '../views/my-work.ts';
import { route, takesNothing, type Route, type Signed } from './route.ts';

const about = 'work';
const takes = takesNothing;

async function contextOf({ parts, organisation }: Signed) {
  return {
    database: parts.database,
    organisation: await organisation(),
    now: parts.clock.now().toISOString(),
  };
}

export const workRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/my-work',
      about,
      summary: 'What the caller owes, by due date',
      action: 'read_own_work',
      takes,
      gives: { status: 200, says: 'The tasks', schema: myWorkSchema },
    },
    async (call) => readMyWork(await contextOf(call), call.caller.id),
  ),
  route(
    {
      method: 'get',
      path: '/inbox',
      about,
      summary: 'What waits for a decision of the caller, longest waiting first',
      action: 'read_own_work',
      takes,
      gives: { status: 200, says: 'The decisions', schema: inboxSchema },
    },
    async (call) => readInbox(await contextOf(call), call.caller.id),
  ),
  route(
    {
      method: 'get',
      path: '/dashboard',
      about,
      summary: 'Progress, what is overdue, what waits longest, points of departments and people',
      action: 'read_dashboard',
      takes,
      gives: { status: 200, says: 'As far as the caller may see', schema: dashboardSchema },
    },
    async (call) => readDashboard(await contextOf(call), await call.sight()),
  ),
];
