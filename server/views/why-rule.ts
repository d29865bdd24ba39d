import type { Definition } from '../../workflows/index.ts';
import { countedInstants } from '../../workflows/rules/item-period.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import type { Days } from '../../workflows/working-days.ts';
import type { Basis, WhyFact } from '../contract/why.ts';
import { readCompanyRules, type CompanyRules } from '../store/company-rules.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import type { EntryDocument, HistoryDocument, InstanceDocument } from '../store/documents.ts';
import { itemId } from '../store/item-document.ts';
import { findItems, listItems } from '../store/items.ts';
import { readRuleBook } from '../store/rule-book.ts';
import { findCounted, findRuleWork } from '../store/rule-work.ts';
import { placeView } from './rule-work.ts';
import { itemFact, workFacts } from './why-facts.ts';

const MOST_FACTS = 200;
const MOST_OTHERS = 50;

type Known = { database: Database; organisation: Organisation };
type RuleInstance = Exclude<InstanceDocument, { kind: 'project' }>;

/**
 * What the points of a rule stand on, as it was when they were given: of a duty or a claim what was handed in, of a
 * period its claims and items; and what a running sum had come from before.
 */
export async function ruleBasis(
  known: Known,
  entry: EntryDocument,
  instance: RuleInstance,
  { rule, version }: Exclude<Definition, { kind: 'project' }>,
  line: HistoryDocument,
): Promise<Basis> {
  const [book, rules] = await Promise.all([readRuleBook(known.database), readCompanyRules(known.database)]);
  const place = book.place(rule.id);
  const { period } = instance.summary;
  const shared = {
    of: 'rule' as const,
    rule,
    version,
    place: place === undefined ? null : placeView(place),
    period,
    sumBefore: line.sum,
  };
  if (instance.kind === 'tally') {
    return {
      ...shared,
      ...(await periodFacts(known, rules, entry, rule, instance.summary.period)),
      others: [],
    };
  }
  const own = await workFacts(known, await findRuleWork(known.database, [entry.instance]), entry.at);
  const facts = own.map(({ fact }) => fact);
  const others = line.sum === null || period === null ? [] : await countedBefore(known, entry, rule, period);
  return { ...shared, facts, total: facts.length, others };
}

/** The claims and items that points of a whole period stand on. */
async function periodFacts(
  known: Known,
  rules: CompanyRules,
  entry: EntryDocument,
  rule: Rule,
  period: Days,
): Promise<{ facts: WhyFact[]; total: number }> {
  const shown = entry.facts.slice(0, MOST_FACTS);
  const [works, items] = await Promise.all([
    rule.kind === 'sla' ? [] : findRuleWork(known.database, shown),
    rule.kind === 'sla'
      ? findItems(
          known.database,
          shown.map((externalId) => itemId({ rule: rule.id, externalId })),
        )
      : receivables(known.database, rules, entry, rule, period),
  ]);
  const claims = await workFacts(known, works, entry.at);
  const facts = [...claims.map(({ fact }) => fact), ...items.map((item) => itemFact(item, rules, entry.at))];
  const isOfItems = rule.kind === 'sla';
  return { facts, total: entry.facts.length + (isOfItems ? 0 : items.length) };
}

/** The money that fell due in a period, where points are for its share that was collected. */
async function receivables(
  database: Database,
  { calendar }: CompanyRules,
  { person }: EntryDocument,
  rule: Rule,
  period: Days,
) {
  if (rule.kind !== 'target' || rule.goal.of !== 'receivables') return [];
  const instants = countedInstants(rule, period, calendar);
  return listItems(database, {
    sight: { all: true },
    rule: rule.id,
    person,
    from: instants?.from,
    to: instants?.to,
    after: null,
    limit: MOST_FACTS,
  });
}

/** The claims that had moved the running sum before a step, the newest first. */
async function countedBefore(
  known: Known,
  { instance, person, at }: EntryDocument,
  rule: Rule,
  days: Days,
): Promise<WhyFact[]> {
  const works = await findCounted(known.database, { rule: rule.id, person, days, limit: MOST_OTHERS });
  const counted = await workFacts(
    known,
    works.filter(({ _id }) => _id !== instance),
    at,
  );
  return counted
    .filter(({ acceptedAt, reversedAt }) => acceptedAt !== null && reversedAt === null)
    .toSorted((a, b) => ((a.acceptedAt ?? '') < (b.acceptedAt ?? '') ? 1 : -1))
    .map(({ fact }) => fact);
}
