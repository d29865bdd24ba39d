import type { RulePlace } from '../../workflows/rules/places.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import type { Place, RuleWork } from '../contract/rule-work.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { newestRuleBook, readRuleBook, type RuleBook } from '../store/rule-book.ts';
import type { RuleWorkDocument } from '../store/rule-work.ts';

/** What duties and claims are shown with. */
export type Shown = { book: RuleBook; organisation: Organisation };

/** A book that knows the rules of these duties and claims: one published a moment ago may not be at hand yet. */
export async function bookFor(
  database: Database,
  works: readonly { summary: { rule: string; version: number } }[],
): Promise<RuleBook> {
  const book = await readRuleBook(database);
  const isKnown = works.every(({ summary }) => book.rule(summary.rule, summary.version) !== undefined);
  return isKnown ? book : newestRuleBook(database);
}

/** A rule at its version. Throws if there is none: what is published never goes. */
export function requireRule(book: RuleBook, id: string, version: number): Rule {
  const rule = book.rule(id, version);
  if (rule === undefined) throw new Error(`rule ${id} has no version ${version}`);
  return rule;
}

const named = ({ id, name }: { id: string; name: string }) => ({ id, name });

/** Where a rule lies in the table of its department. */
export function placeView({ department, area, process, keyResult }: RulePlace): Place {
  return {
    department: named(department),
    area: named(area),
    process: named(process),
    keyResult: named(keyResult),
  };
}

/** A duty or a claim as lists show it. */
export function ruleWorkView(
  { book, organisation }: Shown,
  { _id: id, kind, version, summary, snapshot }: RuleWorkDocument,
): RuleWork {
  const { title, rule, owner, leader, state, period, day, submittedAt, points } = summary;
  const place = book.place(rule);
  const department = organisation.person(owner)?.department ?? '';
  const ofClaim = kind === 'claim' ? summary : null;
  const filer = ofClaim === null || ofClaim.filer === owner ? null : ofClaim.filer;
  return {
    id,
    kind,
    version,
    title,
    rule: requireRule(book, rule, summary.version),
    ruleVersion: summary.version,
    place: place === undefined ? null : placeView(place),
    owner: organisation.ref(owner),
    department: organisation.department(department)?.name ?? '',
    leader: organisation.ref(leader),
    filer: filer === null ? null : organisation.ref(filer),
    state,
    fact: ofClaim?.fact ?? null,
    externalId: ofClaim?.externalId ?? null,
    period,
    day,
    due: kind === 'duty' ? summary.due : null,
    submittedAt,
    mend: snapshot.context.mend,
    points,
  };
}
