import { z } from 'zod';
import { dayOf } from '../../workflows/calendar.ts';
import {
  answeredImportSchema,
  importedSchema,
  importPreviewSchema,
  importQuerySchema,
  keptImportInputSchema,
  keptImportSchema,
  ruleTableQuerySchema,
} from '../contract/importing.ts';
import { ruleDepartmentId } from '../contract/rules.ts';
import { Refusal } from '../errors.ts';
import { contentDisposition } from '../evidence/file-name.ts';
import { ruleTableFile } from '../importing/export.ts';
import { keepImport } from '../importing/keep.ts';
import { knownRules } from '../importing/known.ts';
import { importPreview } from '../importing/preview.ts';
import { readBytes } from '../importing/read-bytes.ts';
import { departmentOf, MAX_TABLE, tablesIn } from '../importing/tables.ts';
import { checkDraft } from '../rules/check.ts';
import { requireDraft } from '../rules/drafts.ts';
import { newestRuleBook } from '../store/rule-book.ts';
import { requireRuleSet } from '../views/rules.ts';
import { languageOf } from './problems.ts';
import { route, type Route } from './route.ts';

const about = 'rules';
const action = 'manage_rules';
/** A table, its answers, and what JSON adds. */
const MOST_BYTES = MAX_TABLE + 1_000_000;

export const importingRoutes: Route[] = [
  route(
    {
      method: 'post',
      path: '/rule-imports',
      about,
      summary:
        'Read a table of rules: the body is an .xlsx or .csv file, or a table that was copied; nothing is kept',
      action,
      takes: z.object({ query: importQuerySchema }),
      takesFile: true,
      gives: {
        status: 200,
        says: 'What it was understood as, and what is to be answered',
        schema: importedSchema,
      },
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
        'unknown_rule_set',
      ],
    },
    async ({ parts: { database, clock }, query, request, organisation }) => {
      const tables = await tablesIn(await readBytes(request), query.name);
      const [table] = tables;
      if (table === undefined) throw new Refusal('spreadsheet_empty');
      const [book, { company }] = await Promise.all([newestRuleBook(database), organisation()]);
      const start = dayOf(clock.now().toISOString(), company?.timeZone ?? 'UTC');
      const department =
        query.department === undefined
          ? departmentOf(table, start, book)
          : requireRuleSet(book, query.department).ruleSet.department;
      const known = await knownRules(database, book, department.id);
      const preview = importPreview({ table, start, department, answers: {} }, known, languageOf(request));
      return { tables, start, preview };
    },
  ),
  route(
    {
      method: 'post',
      path: '/rule-imports/read',
      about,
      summary: 'Read a table again, with the answers that were given; nothing is kept',
      action,
      takes: z.object({ body: answeredImportSchema }),
      bodyBytes: MOST_BYTES,
      gives: {
        status: 200,
        says: 'What it was understood as, and what is left to answer',
        schema: importPreviewSchema,
      },
    },
    async ({ parts: { database }, body, request }) => {
      const known = await knownRules(database, await newestRuleBook(database), body.department.id);
      return importPreview(body, known, languageOf(request));
    },
  ),
  route(
    {
      method: 'post',
      path: '/rule-imports/draft',
      about,
      summary: 'Make a table in which everything is answered the draft of its department',
      action,
      takes: z.object({ body: keptImportInputSchema }),
      bodyBytes: MOST_BYTES,
      gives: { status: 201, says: 'Kept; and the projects that it describes', schema: keptImportSchema },
      refusals: ['rule_import_not_ready', 'rule_draft_exists', 'stale'],
    },
    async ({ parts: { database, clock }, body, caller }) =>
      keepImport(database, body, { savedBy: caller.id, savedAt: clock.now().toISOString() }),
  ),
  route(
    {
      method: 'get',
      path: '/rule-sets/:department/table',
      about,
      summary: 'The rules of a department as a spreadsheet; imported again, it gives the same rules',
      action: 'read_rules',
      takes: z.object({
        params: z.strictObject({ department: ruleDepartmentId }),
        query: ruleTableQuerySchema,
      }),
      gives: { status: 200, says: 'The file', mediaType: 'application/octet-stream' },
      refusals: ['unknown_rule_set', 'unknown_rule_draft', 'rule_set_not_ready'],
    },
    async ({ parts: { database }, params, query, request, response, sight }) => {
      const { department } = params;
      // What is only being written is nobody's business but theirs who may write it.
      if (query.number === 'draft') await sight(action);
      const book = await newestRuleBook(database);
      const read = async () => {
        if (query.number !== 'draft') {
          const number = query.number === undefined ? undefined : Number(query.number);
          return requireRuleSet(book, department, number).ruleSet;
        }
        const draft = await requireDraft(database, department);
        const { ruleSet, faults } = checkDraft(draft.ruleSet, department, book);
        if (ruleSet === null) throw new Refusal('rule_set_not_ready', { faults });
        return ruleSet;
      };
      const language = query.language ?? languageOf(request);
      const { content, type, name } = await ruleTableFile(await read(), query.format, language);
      response.set({
        'Content-Type': type,
        'Content-Disposition': contentDisposition('attachment', name),
        'Cache-Control': 'private, no-store',
      });
      response.end(content);
    },
  ),
];
