import { dayOf } from '../../workflows/calendar.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { newestRuleBook, type RuleBook } from '../store/rule-book.ts';
import type { RuleDraftDocument, RuleSetDocument, RuleVersionDocument } from '../store/rule-documents.ts';
import { insertPublished } from '../store/rule-sets.ts';
import { checkDraft } from './check.ts';
import { requireDraft } from './drafts.ts';
import { newVersions } from './new-versions.ts';

/** Others may publish at the same moment; after so many of them it is not this one's turn. */
const ATTEMPTS = 5;

type Wanted = {
  department: string;
  /** The version of the draft that whoever publishes it saw. */
  version: number;
  note: string;
  publishedBy: string;
  /** ISO in UTC. */
  publishedAt: string;
  timeZone: string;
};

/**
 * Publishes a draft as the next rule set of its department, with the versions of the rules that it changes. Published
 * once, whoever else publishes at the same time. Throws a Refusal.
 */
export async function publishDraft(database: Database, wanted: Wanted): Promise<RuleSetDocument> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const [book, draft] = await Promise.all([
      newestRuleBook(database),
      requireDraft(database, wanted.department),
    ]);
    const { set, versions } = nextRuleSet(book, draft, wanted);
    const { department, version } = wanted;
    if (await insertPublished(database, { sets: [set], versions, draft: { department, version } })) {
      return set;
    }
  }
  throw new Refusal('stale');
}

function nextRuleSet(
  book: RuleBook,
  draft: RuleDraftDocument,
  { department, version, timeZone, ...publication }: Wanted,
): { set: RuleSetDocument; versions: RuleVersionDocument[] } {
  if (draft.version !== version) throw new Refusal('stale');
  const { ruleSet, faults } = checkDraft(draft.ruleSet, department, book);
  if (ruleSet === null) throw new Refusal('rule_set_not_ready', { faults });
  const [before] = book.published(department);
  if (JSON.stringify(before?.ruleSet) === JSON.stringify(ruleSet)) throw new Refusal('rule_set_unchanged');
  const number = (before?.number ?? 0) + 1;
  const edition = book.edition + 1;
  const next = { department, number, ruleSet };
  return {
    set: { _id: `${department}/${number}`, edition, ...next, ...publication },
    versions: newVersions(book, next, dayOf(publication.publishedAt, timeZone)),
  };
}
