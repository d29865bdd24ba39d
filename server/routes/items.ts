import { z } from 'zod';
import { dayOf } from '../../workflows/calendar.ts';
import {
  itemBatchSchema,
  itemId,
  itemInputSchema,
  itemListSchema,
  itemQuerySchema,
  itemRuleListSchema,
  itemSchema,
  removalSchema,
  takenSchema,
} from '../contract/items.ts';
import { peopleByName, type Against } from '../items/read-item.ts';
import { removeItem, takeIn } from '../items/take-in.ts';
import { linesOfSheet } from '../items/upload.ts';
import { readCompanyRules } from '../store/company-rules.ts';
import { readItemOf, readItems, rulesTakingItems } from '../views/items.ts';
import { route, takesNothing, type Route, type Signed } from './route.ts';

const about = 'items';
const record = 'record_items';
const read = 'read_ledger';
const MOST_BATCH_BYTES = 4_000_000;

async function against({ parts, caller, organisation, sight }: Signed): Promise<Against> {
  const { people } = await organisation();
  return {
    rules: await readCompanyRules(parts.database),
    people: peopleByName(people),
    by: caller.id,
    sight: await sight(record),
    now: parts.clock.now().toISOString(),
  };
}

async function known({ parts: { database, clock }, organisation }: Signed) {
  const now = clock.now().toISOString();
  return { database, organisation: await organisation(), rules: await readCompanyRules(database), now };
}

export const itemRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/items',
      about,
      summary: 'Orders, inquiries, deliveries and money that falls due, the newest first',
      action: read,
      takes: z.object({ query: itemQuerySchema }),
      gives: { status: 200, says: 'One page', schema: itemListSchema },
    },
    async ({ query, sight, ...call }) => readItems(await known({ ...call, sight }), query, await sight()),
  ),
  route(
    {
      method: 'get',
      path: '/items/rules',
      about,
      summary: 'The rules that take items today',
      action: read,
      takes: takesNothing,
      gives: { status: 200, says: 'The rules, with what each takes', schema: itemRuleListSchema },
    },
    async ({ parts: { database, clock } }) => {
      const rules = await readCompanyRules(database);
      const today = dayOf(clock.now().toISOString(), rules.calendar.timeZone);
      return { items: rulesTakingItems(rules, today) };
    },
  ),
  route(
    {
      method: 'get',
      path: '/items/:id',
      about,
      summary: 'An item, and what was said of it before it was corrected',
      action: read,
      takes: z.object({ params: z.strictObject({ id: itemId }) }),
      gives: { status: 200, says: 'The item', schema: itemSchema },
      refusals: ['unknown_item'],
    },
    async ({ params, ...call }) => readItemOf(await known(call), params.id, await call.sight()),
  ),
  route(
    {
      method: 'post',
      path: '/items',
      about,
      summary: 'Take an item in, or correct one; the same again changes nothing',
      action: record,
      takes: z.object({ body: itemInputSchema }),
      gives: { status: 200, says: 'What became of it', schema: takenSchema },
    },
    async ({ body, ...call }) => {
      const lines = [{ path: '', number: 1, input: body }];
      return takeIn(call.parts.database, lines, await against(call));
    },
  ),
  route(
    {
      method: 'post',
      path: '/items/batch',
      about,
      summary: 'Take up to 5,000 items in, all of them or none; every faulty one is named',
      action: record,
      takes: z.object({ body: itemBatchSchema }),
      bodyBytes: MOST_BATCH_BYTES,
      gives: { status: 200, says: 'What became of them', schema: takenSchema },
    },
    async ({ body, ...call }) => {
      const lines = body.items.map((input, index) => ({ path: `items.${index}`, number: index + 1, input }));
      return takeIn(call.parts.database, lines, await against(call));
    },
  ),
  route(
    {
      method: 'post',
      path: '/items/upload',
      about,
      summary: 'Take the items of an .xlsx or .csv file in: the body is the file itself, at most 5 MB',
      action: record,
      takes: z.object({ query: z.strictObject({ name: z.string().trim().min(1).max(400) }) }),
      takesFile: true,
      gives: { status: 200, says: 'What became of them', schema: takenSchema },
      refusals: [
        'spreadsheet_not_readable',
        'spreadsheet_old_format',
        'spreadsheet_locked',
        'spreadsheet_too_large',
        'spreadsheet_too_many_rows',
        'spreadsheet_empty',
        'spreadsheet_no_header',
        'spreadsheet_has_formulas',
        'spreadsheet_has_macros',
        'spreadsheet_has_links',
      ],
    },
    async ({ query, ...call }) => {
      const given = await against(call);
      const lines = await linesOfSheet(call.request, query.name, given.rules.book);
      return takeIn(call.parts.database, lines, given);
    },
  ),
  route(
    {
      method: 'delete',
      path: '/items/:id',
      about,
      summary: 'Take an item out, with a reason; what it said stays to be read',
      action: record,
      takes: z.object({ params: z.strictObject({ id: itemId }), body: removalSchema }),
      gives: { status: 204, says: 'It is out' },
      refusals: ['unknown_item', 'own_work'],
    },
    async ({ params, body, ...call }) => {
      const { by, sight, now } = await against(call);
      await removeItem(call.parts.database, params.id, body.reason, { by, sight, now });
    },
  ),
];
