import map from 'p-map';
import { z } from 'zod';
import { decidedSchema, decisionsSchema, type Decided } from '../contract/decisions.ts';
import { problemOf, refusalOf } from '../problem-document.ts';
import { languageOf } from './problems.ts';
import { route, type Route, type Signed } from './route.ts';
import { sendEvent } from './send-event.ts';

/** So many go on at once: the commits of one moment are written together. */
const SIDE_BY_SIDE = 16;
const MOST_BYTES = 2_000_000;

type Item = z.output<typeof decisionsSchema>['items'][number];

/** What became of one of several decisions; what is wrong with it is its own. */
async function decideOne(call: Signed, item: Item): Promise<Decided['items'][number]> {
  const { request } = call;
  const { instance } = item;
  try {
    return { instance, outcome: await sendEvent(call, item), problem: null };
  } catch (error) {
    const id = typeof request.id === 'string' ? request.id : '';
    const refusal = refusalOf(error, id);
    if (refusal.status >= 500) request.log.error({ err: error, code: refusal.code }, 'refused');
    return { instance, outcome: null, problem: problemOf(refusal, languageOf(request), id) };
  }
}

export const decisionRoutes: Route[] = [
  route(
    {
      method: 'post',
      path: '/decisions',
      about: 'work',
      summary: 'Send up to 100 events to as many instances; each stands or falls by itself',
      action: 'send_event',
      takes: z.object({ body: decisionsSchema }),
      bodyBytes: MOST_BYTES,
      gives: { status: 200, says: 'What became of each, in their order', schema: decidedSchema },
    },
    async ({ body, ...call }) => {
      const items = await map(body.items, (item) => decideOne(call, item), { concurrency: SIDE_BY_SIDE });
      return { items };
    },
  ),
];
