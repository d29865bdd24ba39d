import { readTable } from '../../workflows/rule-table/read-table.ts';
import { ruleSetOf } from '../../workflows/rule-table/rule-set-of.ts';
import { ruleSetDraftSchema } from '../../workflows/rules/draft.ts';
import type { KeptImport } from '../contract/importing.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { newestRuleBook } from '../store/rule-book.ts';
import { keepDraft } from '../store/rule-drafts.ts';
import { knownRules } from './known.ts';
import type { AnsweredImport } from './preview.ts';

/**
 * Makes a table the draft of its department, in place of the one that was seen, if there is one. Throws a Refusal as
 * long as something has to be answered or mended. `savedAt` is ISO in UTC.
 */
export async function keepImport(
  database: Database,
  { table, start, department, answers, replaces }: AnsweredImport & { replaces?: number | undefined },
  writer: { savedBy: string; savedAt: string },
): Promise<KeptImport> {
  const book = await newestRuleBook(database);
  const known = await knownRules(database, book, department.id);
  const result = ruleSetOf(readTable(table, { start, department, answers, known }));
  if (result.faults !== undefined) throw new Refusal('rule_import_not_ready', { faults: result.faults });
  const { ruleSet, projects } = result;
  if (ruleSet === undefined) return { draft: false, projects };
  const base = book.published(department.id)[0]?.number ?? null;
  const draft = { department: department.id, base, ruleSet: ruleSetDraftSchema.parse(ruleSet), ...writer };
  if ((await keepDraft(database, draft, replaces ?? null)) === null) {
    throw new Refusal(replaces === undefined ? 'rule_draft_exists' : 'stale');
  }
  return { draft: true, projects };
}
