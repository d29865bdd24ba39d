import { z } from 'zod';
import { instanceId } from '../contract/instances.ts';
import { ruleWorkListSchema, ruleWorkQuerySchema, ruleWorkViewSchema } from '../contract/rule-work.ts';
import { readRuleWork } from '../views/rule-work-lists.ts';
import { readRuleWorkPage } from '../views/rule-work-page.ts';
import { loadVisibleWork } from './load-visible.ts';
import { route, type Route } from './route.ts';

const about = 'duties and claims';
const action = 'read_instance';

/** Both are read in the same way: a list, and one of them with its history. */
function reading(kind: 'duty' | 'claim', path: '/duties' | '/claims'): Route[] {
  return [
    route(
      {
        method: 'get',
        path,
        about,
        summary:
          kind === 'duty'
            ? 'The duties that the caller may see, the newest first'
            : 'The claims that the caller may see, the newest first',
        action,
        takes: z.object({ query: ruleWorkQuerySchema }),
        gives: { status: 200, says: 'One page', schema: ruleWorkListSchema },
      },
      async ({ query, parts: { database }, organisation, sight }) =>
        readRuleWork({ database, organisation: await organisation() }, kind, query, await sight()),
    ),
    route(
      {
        method: 'get',
        path: `${path}/:id`,
        about,
        summary:
          kind === 'duty'
            ? 'A duty with its history, its entries, and the events that the caller may send now'
            : 'A claim with its history, its entries, and the events that the caller may send now',
        action,
        takes: z.object({ params: z.strictObject({ id: instanceId }) }),
        gives: { status: 200, says: 'ETag is its version', schema: ruleWorkViewSchema },
        refusals: ['unknown_instance'],
      },
      async (call) => {
        const loaded = await loadVisibleWork(call, call.params.id, kind);
        const { database, clock } = call.parts;
        call.response.set('ETag', `"${loaded.document.version}"`);
        const now = clock.now().toISOString();
        return readRuleWorkPage(
          { database, organisation: await call.organisation(), now },
          loaded,
          call.caller,
        );
      },
    ),
  ];
}

export const dutyRoutes: Route[] = reading('duty', '/duties');
export const filedClaimRoutes: Route[] = reading('claim', '/claims');
