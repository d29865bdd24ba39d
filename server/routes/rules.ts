import { z } from 'zod';
import { dayOf } from '../../workflows/calendar.ts';
import { ruleId } from '../../workflows/rules/fields.ts';
import {
  compareQuerySchema,
  comparisonSchema,
  publicationSchema,
  publishSchema,
  ruleDepartmentId,
  ruleSetListSchema,
  ruleSetQuerySchema,
  ruleSetVersionsSchema,
  ruleSetViewSchema,
  ruleViewSchema,
} from '../contract/rules.ts';
import { requireDraft } from '../rules/drafts.ts';
import { publishDraft } from '../rules/publish.ts';
import { findDrafts } from '../store/rule-drafts.ts';
import { newestRuleBook } from '../store/rule-book.ts';
import {
  comparison,
  publicationOf,
  requireRuleSet,
  ruleSetList,
  ruleSetVersions,
  ruleSetView,
  ruleView,
  type Context,
} from '../views/rules.ts';
import { route, type Route, type Signed, takesNothing } from './route.ts';

const about = 'rules';
const action = 'read_rules';
const params = z.strictObject({ department: ruleDepartmentId });

async function contextOf({ parts: { database }, organisation }: Signed): Promise<Context> {
  const [book, known] = await Promise.all([newestRuleBook(database), organisation()]);
  return { book, organisation: known, timeZone: known.company?.timeZone ?? 'UTC' };
}

export const ruleRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/rule-sets',
      about,
      summary: 'The departments that have rules, with the newest number and whether a draft is being written',
      action,
      takes: takesNothing,
      gives: { status: 200, says: 'The departments', schema: ruleSetListSchema },
    },
    async (call) => ({ items: ruleSetList(await contextOf(call), await findDrafts(call.parts.database)) }),
  ),
  route(
    {
      method: 'get',
      path: '/rule-sets/:department',
      about,
      summary: 'The newest rule set of a department, or an earlier one by its number',
      action,
      takes: z.object({ params, query: ruleSetQuerySchema }),
      gives: { status: 200, says: 'The rule set', schema: ruleSetViewSchema },
      refusals: ['unknown_rule_set'],
    },
    async (call) => {
      const { number } = call.query;
      const context = await contextOf(call);
      const set = requireRuleSet(
        context.book,
        call.params.department,
        number === undefined ? undefined : Number(number),
      );
      return ruleSetView(context, set);
    },
  ),
  route(
    {
      method: 'get',
      path: '/rule-sets/:department/versions',
      about,
      summary: 'Every published rule set of a department, newest first',
      action,
      takes: z.object({ params }),
      gives: { status: 200, says: 'When, by whom, why, and how much changed', schema: ruleSetVersionsSchema },
      refusals: ['unknown_rule_set'],
    },
    async (call) => ruleSetVersions(await contextOf(call), call.params.department),
  ),
  route(
    {
      method: 'get',
      path: '/rule-sets/:department/compare',
      about,
      summary:
        'What is different between two rule sets of a department; the draft is for who may change rules',
      action,
      takes: z.object({ params, query: compareQuerySchema }),
      gives: { status: 200, says: 'The changes', schema: comparisonSchema },
      refusals: ['unknown_rule_set', 'unknown_rule_draft'],
    },
    async (call) => {
      const { department } = call.params;
      const { from, to } = call.query;
      // What is only being written is nobody's business but theirs who may write it.
      if (from === 'draft' || to === 'draft') await call.sight('manage_rules');
      const { book } = await contextOf(call);
      const sideOf = async (side: string) => {
        if (side !== 'draft') return requireRuleSet(book, department, Number(side));
        const { ruleSet } = await requireDraft(call.parts.database, department);
        return { number: null, ruleSet };
      };
      return comparison(await sideOf(from), await sideOf(to));
    },
  ),
  route(
    {
      method: 'post',
      path: '/rule-sets/:department/publish',
      about,
      summary: 'Publish the draft of a department as its next rule set',
      action: 'manage_rules',
      takes: z.object({ params, body: publishSchema }),
      gives: { status: 201, says: 'Its number, and from when it holds', schema: publicationSchema },
      refusals: [
        'unknown_rule_draft',
        'stale',
        'rule_set_not_ready',
        'rule_set_unchanged',
        'outcome_unknown',
      ],
    },
    async (call) => {
      const { parts, params, body, caller } = call;
      const { timeZone } = await contextOf(call);
      const set = await publishDraft(parts.database, {
        ...params,
        ...body,
        timeZone,
        publishedBy: caller.id,
        publishedAt: parts.clock.now().toISOString(),
      });
      return publicationOf(await contextOf(call), set);
    },
  ),
  route(
    {
      method: 'get',
      path: '/rules/:rule',
      about,
      summary: 'One rule: where it lies, its versions, and since when each holds',
      action,
      takes: z.object({ params: z.strictObject({ rule: ruleId }) }),
      gives: { status: 200, says: 'The rule', schema: ruleViewSchema },
      refusals: ['unknown_rule'],
    },
    async (call) => {
      const context = await contextOf(call);
      const today = dayOf(call.parts.clock.now().toISOString(), context.timeZone);
      return ruleView(context, call.params.rule, today);
    },
  ),
];
