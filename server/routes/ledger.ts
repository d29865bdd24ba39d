import { z } from 'zod';
import { balanceListSchema, entryListSchema, entryQuerySchema } from '../contract/ledger.ts';
import { whySchema } from '../contract/why.ts';
import { readBalances } from '../views/balances.ts';
import { readEntries } from '../views/ledger.ts';
import { readWhy } from '../views/why.ts';
import { route, takesNothing, type Route } from './route.ts';

const about = 'ledger';
const action = 'read_ledger';

export const ledgerRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/ledger/entries',
      about,
      summary: 'Entries of the ledger, newest first',
      action,
      takes: z.object({ query: entryQuerySchema }),
      gives: { status: 200, says: 'One page', schema: entryListSchema },
    },
    async ({ query, parts: { database }, organisation, sight }) =>
      readEntries({ database, organisation: await organisation() }, query, await sight()),
  ),
  route(
    {
      method: 'get',
      path: '/ledger/entries/:id',
      about,
      summary: 'Why an entry is there: the rule, the facts, the decision, the evidence',
      action,
      takes: z.object({ params: z.strictObject({ id: z.string().min(1).max(500) }) }),
      gives: { status: 200, says: 'The way back', schema: whySchema },
      refusals: ['unknown_entry'],
    },
    async ({ params, parts: { database }, organisation, sight }) => {
      const known = await organisation();
      const timeZone = known.company?.timeZone ?? 'UTC';
      return readWhy({ database, organisation: known, timeZone }, params.id, await sight());
    },
  ),
  route(
    {
      method: 'get',
      path: '/ledger/balances',
      about,
      summary: 'What everybody has, the most first',
      action,
      takes: takesNothing,
      gives: { status: 200, says: 'The balances', schema: balanceListSchema },
    },
    async ({ parts: { database }, organisation, sight }) =>
      readBalances({ database, organisation: await organisation() }, await sight()),
  ),
];
