import { placesOf, type RulePlace } from '../../workflows/rules/places.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import { versionInForce, type RuleVersion } from '../../workflows/rules/versions.ts';
import type { Database } from './database.ts';
import type { RuleSetDocument, RuleVersionDocument } from './rule-documents.ts';
import { findEdition, findRuleSets, findRuleVersions } from './rule-sets.ts';

/** How long what others have published may go unnoticed by those who read the book often. */
const FRESH_MS = 3_000;

/** A version of a rule, ready to settle by; without a rule, it ends there. */
export type KnownVersion = RuleVersion & {
  id: string;
  department: string;
  area: string;
  keyResult: string;
  /** Of its definition, as JSON; null where it ends. */
  hash: string | null;
};

/** Everything published, at one moment. */
export type RuleBook = {
  /** One more with every publishing in the company; 0: nothing is published. */
  edition: number;
  /** The newest rule set of each department, the department that was published first first. */
  newest: readonly RuleSetDocument[];
  /** All rule sets of a department, the newest first; empty for one that has none. */
  published(department: string): readonly RuleSetDocument[];
  /** Ids of all rules that there have ever been. */
  rules: readonly string[];
  /** All versions of a rule, the oldest first; with it, or without from where it ends. */
  versionsOf(rule: string): readonly KnownVersion[];
  /** How a rule is on a day of the company's zone; undefined if it is not there on that day. */
  version(rule: string, day: string): (KnownVersion & { rule: Rule }) | undefined;
  rule(id: string, version: number): Rule | undefined;
  /** Where a rule lies, or lay when it was last published. */
  place(rule: string): RulePlace | undefined;
  /** The department whose rule sets have, or had, an area or a rule of this id. */
  departmentOf(id: string): string | undefined;
};

const kept = new WeakMap<Database, { book: Promise<RuleBook>; until: number }>();

/** The published rules, kept at hand: what others publish meanwhile is seen after some seconds. */
export function readRuleBook(database: Database): Promise<RuleBook> {
  const last = kept.get(database);
  return last !== undefined && performance.now() < last.until ? last.book : newestRuleBook(database);
}

/** The published rules as they are now. */
export function newestRuleBook(database: Database): Promise<RuleBook> {
  const last = kept.get(database)?.book;
  const book = renewed(database, last);
  kept.set(database, { book, until: performance.now() + FRESH_MS });
  book.catch(() => kept.delete(database));
  return book;
}

/** What is published never changes: nothing new means nothing to read. */
async function renewed(database: Database, last: Promise<RuleBook> | undefined): Promise<RuleBook> {
  const [edition, book] = await Promise.all([findEdition(database), last?.catch(() => undefined)]);
  return book?.edition === edition ? book : load(database);
}

async function load(database: Database): Promise<RuleBook> {
  const sets = await findRuleSets(database);
  // Read after the sets, so that none of theirs is missing; what was published in between waits for its set.
  const versions = await findRuleVersions(database);
  const known = new Set(sets.map(({ _id }) => _id));
  return bookOf(
    sets,
    versions.filter(({ ruleSet, version }) => known.has(`${ruleSet}/${version}`)),
  );
}

function bookOf(sets: readonly RuleSetDocument[], documents: readonly RuleVersionDocument[]): RuleBook {
  const published = new Map<string, RuleSetDocument[]>();
  const places = new Map<string, RulePlace>();
  const departments = new Map<string, string>();
  for (const set of sets) {
    published.set(set.department, [set, ...(published.get(set.department) ?? [])]);
    for (const { rule, place } of placesOf(set.ruleSet)) {
      places.set(rule.id, place);
      departments.set(rule.id, set.department).set(place.area.id, set.department);
    }
  }
  const versions = new Map<string, KnownVersion[]>();
  for (const document of documents) {
    versions.set(document.rule, [...(versions.get(document.rule) ?? []), knownVersion(document)]);
  }
  const versionsOf = (rule: string) => versions.get(rule) ?? [];
  return {
    edition: sets.at(-1)?.edition ?? 0,
    newest: [...published.values()].flatMap(([newest]) => (newest === undefined ? [] : [newest])),
    published: (department) => published.get(department) ?? [],
    rules: [...versions.keys()],
    versionsOf,
    version(id, day) {
      const inForce = versionInForce(versionsOf(id), day);
      const known = versionsOf(id).find(({ version }) => version === inForce?.version);
      return known?.rule === undefined ? undefined : { ...known, rule: known.rule };
    },
    rule: (id, number) => versionsOf(id).find(({ version }) => version === number)?.rule,
    place: (rule) => places.get(rule),
    departmentOf: (id) => departments.get(id),
  };
}

function knownVersion(document: RuleVersionDocument): KnownVersion {
  const { rule: id, ruleSet: department, area, keyResult, version, from, hash, definition: rule } = document;
  return { id, department, area, keyResult, version, from, hash, rule };
}
