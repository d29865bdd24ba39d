import { idsOf, type KnownRules } from '../../workflows/rule-table/known-rules.ts';
import type { Database } from '../store/database.ts';
import type { RuleBook } from '../store/rule-book.ts';
import { findDraft } from '../store/rule-drafts.ts';

/** What a department has already when a table of its rules is read: published, as a draft, and ever before. */
export async function knownRules(
  database: Database,
  book: RuleBook,
  department: string,
): Promise<KnownRules> {
  const draft = await findDraft(database, department);
  const published = book.published(department);
  const own = new Set(published.flatMap(({ ruleSet }) => idsOf(ruleSet)));
  return {
    published: published[0]?.ruleSet,
    draft: draft?.ruleSet,
    isUsed: (id) => own.has(id) || book.departmentOf(id) !== undefined,
  };
}
