import { z } from 'zod';
import { clockMoveSchema, clockSchema, demoAccountsSchema } from '../contract/people.ts';
import { demoAccounts } from '../demo/seed.ts';
import { Refusal } from '../errors.ts';
import { distanceOf, readClock } from '../views/clock.ts';
import { openRoute, route, takesNothing, type Base, type Route } from './route.ts';

const about = 'demo';

/** Everything here is there in a demo only; anywhere else it is as if it were not. */
async function requireDemo({ organisation }: Base): Promise<void> {
  const { company } = await organisation();
  if (company?.demo !== true) throw new Refusal('not_found');
}

export const demoRoutes: Route[] = [
  openRoute(
    {
      method: 'get',
      path: '/demo/accounts',
      about,
      summary: 'Accounts to try the product with; in a demo only',
      takes: takesNothing,
      gives: { status: 200, says: 'The accounts with their passwords', schema: demoAccountsSchema },
      refusals: ['not_found'],
    },
    async (call) => {
      await requireDemo(call);
      return { items: demoAccounts() };
    },
  ),
  route(
    {
      method: 'get',
      path: '/demo/clock',
      about,
      summary: 'The time of the company and the next deadline; in a demo only',
      action: 'move_clock',
      takes: takesNothing,
      gives: { status: 200, says: 'The clock', schema: clockSchema },
      refusals: ['not_found'],
    },
    async (call) => {
      await requireDemo(call);
      return readClock(call.parts);
    },
  ),
  route(
    {
      method: 'post',
      path: '/demo/clock',
      about,
      summary: 'Move the time of the company forward; in a demo only',
      action: 'move_clock',
      takes: z.object({ body: clockMoveSchema }),
      gives: { status: 200, says: 'Moved, and every deadline on the way acted on', schema: clockSchema },
      refusals: ['not_found', 'no_deadline'],
    },
    async (call) => {
      await requireDemo(call);
      const { parts, body } = call;
      await parts.moveClock(await distanceOf(parts, body.by));
      return readClock(parts);
    },
  ),
];
