import { z } from 'zod';
import { dayOf } from '../../workflows/calendar.ts';
import { ruleDepartmentId } from '../contract/rules.ts';
import { trialQuerySchema, trialSchema } from '../contract/trial.ts';
import { Refusal } from '../errors.ts';
import { checkDraft } from '../rules/check.ts';
import { requireDraft } from '../rules/drafts.ts';
import { newestRuleBook } from '../store/rule-book.ts';
import { readTrial } from '../views/trial.ts';
import { route, type Route } from './route.ts';

export const trialRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/rule-sets/:department/trial',
      about: 'rules',
      summary: 'What the draft of a department would have given in a past period, beside what was given',
      action: 'manage_rules',
      takes: z.object({
        params: z.strictObject({ department: ruleDepartmentId }),
        query: trialQuerySchema,
      }),
      gives: { status: 200, says: 'By person, department and rule', schema: trialSchema },
      refusals: ['unknown_rule_draft', 'rule_set_not_ready'],
    },
    async ({ parts: { database, clock }, params, query, organisation }) => {
      const now = clock.now().toISOString();
      const [draft, book, known] = await Promise.all([
        requireDraft(database, params.department),
        newestRuleBook(database),
        organisation(),
      ]);
      if (query.to > dayOf(now, known.company?.timeZone ?? 'UTC')) {
        throw new Refusal('invalid_request', { faults: [{ path: 'to', code: 'in_the_future' }] });
      }
      const { ruleSet, faults } = checkDraft(draft.ruleSet, params.department, book);
      if (ruleSet === null) throw new Refusal('rule_set_not_ready', { faults });
      const { version } = draft;
      return readTrial({ database, organisation: known, now }, { version, ruleSet }, query);
    },
  ),
];
