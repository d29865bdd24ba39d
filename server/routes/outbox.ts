import { z } from 'zod';
import { undeliveredSchema } from '../contract/work.ts';
import { Refusal } from '../errors.ts';
import { sendAgain } from '../store/undelivered.ts';
import { readUndelivered } from '../views/undelivered.ts';
import { route, takesNothing, type Route } from './route.ts';

const about = 'outbox';
const action = 'manage_outbox';

export const outboxRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/outbox/undelivered',
      about,
      summary: 'Messages that could not be delivered, newest first, at most 200',
      action,
      takes: takesNothing,
      gives: { status: 200, says: 'The messages, with what went wrong', schema: undeliveredSchema },
    },
    async ({ parts: { database }, organisation }) => readUndelivered(database, await organisation()),
  ),
  route(
    {
      method: 'post',
      path: '/outbox/undelivered/:id/send-again',
      about,
      summary: 'Send a message again that was given up',
      action,
      takes: z.object({ params: z.strictObject({ id: z.string().min(1).max(200) }) }),
      gives: { status: 204, says: 'It will be tried again' },
      refusals: ['unknown_delivery'],
    },
    async ({ params, parts: { database, clock } }) => {
      const found = await sendAgain(database, params.id, clock.now().toISOString());
      if (!found) throw new Refusal('unknown_delivery');
    },
  ),
];
