import { z } from 'zod';
import {
  keptRuleDraftSchema,
  newRuleDraftSchema,
  ruleDepartmentId,
  ruleDraftViewSchema,
  type RuleDraftView,
} from '../contract/rules.ts';
import { sentenceOf } from '../faults.ts';
import { checkDraft } from '../rules/check.ts';
import { beginDraft, changeDraft, discardDraft, requireDraft } from '../rules/drafts.ts';
import type { RuleDraftDocument } from '../store/rule-documents.ts';
import { newestRuleBook } from '../store/rule-book.ts';
import { languageOf } from './problems.ts';
import { route, type Route, type Signed } from './route.ts';

const about = 'rules';
const path = '/rule-sets/:department/draft';
const action = 'manage_rules';
const params = z.strictObject({ department: ruleDepartmentId });

/** A draft with what is wrong in it, in the words of the request's language. */
async function shown(call: Signed, draft: RuleDraftDocument): Promise<RuleDraftView> {
  const [book, { ref }] = await Promise.all([newestRuleBook(call.parts.database), call.organisation()]);
  const { _id: id, base, version, savedAt, savedBy, ruleSet } = draft;
  const language = languageOf(call.request);
  return {
    department: { id, name: ruleSet.department.name },
    base,
    newest: book.published(id)[0]?.number ?? null,
    version,
    savedAt,
    savedBy: ref(savedBy),
    ruleSet,
    faults: checkDraft(ruleSet, id, book).faults.map((fault) => ({
      path: fault.path,
      code: fault.code,
      message: sentenceOf(fault, language),
    })),
  };
}

function writerOf({ caller, parts: { clock } }: Signed) {
  return { savedBy: caller.id, savedAt: clock.now().toISOString() };
}

export const ruleDraftRoutes: Route[] = [
  route(
    {
      method: 'get',
      path,
      about,
      summary: 'The rule set that is being written for a department, and what is to be mended in it',
      action,
      takes: z.object({ params }),
      gives: { status: 200, says: 'The draft', schema: ruleDraftViewSchema },
      refusals: ['unknown_rule_draft'],
    },
    async (call) => shown(call, await requireDraft(call.parts.database, call.params.department)),
  ),
  route(
    {
      method: 'post',
      path,
      about,
      summary:
        'Begin the next rule set of a department from a published one, or an empty one of a new department',
      action,
      takes: z.object({ params, body: newRuleDraftSchema }),
      gives: { status: 201, says: 'The draft', schema: ruleDraftViewSchema },
      refusals: ['unknown_rule_set', 'rule_draft_exists'],
    },
    async (call) => {
      const { database } = call.parts;
      return shown(call, await beginDraft(database, call.params.department, call.body, writerOf(call)));
    },
  ),
  route(
    {
      method: 'put',
      path,
      about,
      summary: 'Keep the draft as it is now, with all that is still wrong in it',
      action,
      takes: z.object({ params, body: keptRuleDraftSchema }),
      gives: { status: 200, says: 'Kept, with what is to be mended', schema: ruleDraftViewSchema },
      refusals: ['unknown_rule_draft', 'stale'],
    },
    async (call) => {
      const { database } = call.parts;
      return shown(call, await changeDraft(database, call.params.department, call.body, writerOf(call)));
    },
  ),
  route(
    {
      method: 'delete',
      path,
      about,
      summary: 'Throw the draft away',
      action,
      takes: z.object({ params }),
      gives: { status: 204, says: 'Gone' },
      refusals: ['unknown_rule_draft'],
    },
    async (call) => discardDraft(call.parts.database, call.params.department),
  ),
];
