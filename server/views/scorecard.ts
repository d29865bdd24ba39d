import type { RuleSet } from '../../workflows/rules/rule-set.ts';
import type { ScorecardQuery, ScorecardView } from '../contract/scorecard.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { readTotals } from '../store/read-totals.ts';
import { readRuleBook } from '../store/rule-book.ts';
import { readStaffing, type Staffing } from '../store/staffing.ts';
import type { Sight } from '../store/visible.ts';
import { peopleOf } from './department-people.ts';
import {
  areasOf,
  concerning,
  overall,
  resultsOf,
  resultsTogether,
  retiredOf,
  sumOf,
  type Results,
} from './scorecard-table.ts';

type Context = { database: Database; organisation: Organisation; caller: string };

/**
 * The scorecard of a person or a department. One read of totals and movements together; the rules, and who has which
 * position, are at hand or read beside it.
 */
export async function readScorecard(
  { database, organisation, caller }: Context,
  query: ScorecardQuery,
  sight: Sight,
): Promise<ScorecardView> {
  const { from, to } = query;
  const { of, people } = subjectOf(query, organisation, caller);
  if (!sight.all && people.some((id) => !sight.owners.includes(id))) throw new Refusal('not_allowed');
  const [book, staffing, totals] = await Promise.all([
    readRuleBook(database),
    readStaffing(database),
    readTotals(database, { people, from, to }),
  ]);
  const ruleSets = book.newest.map(({ ruleSet }) => ruleSet);
  const cards = people.map((id) => {
    const areas = areasHeld(id, staffing, query);
    return { id, areas, ...cardOf(ruleSets, areas, resultsOf(totals.get(id) ?? new Map())) };
  });
  const areas = new Set(cards.flatMap((card) => [...card.areas]));
  const results = resultsTogether(cards.map((card) => card.results));
  const card = cardOf(ruleSets, areas, results);
  return {
    of,
    from,
    to,
    ...card.sums,
    attainment: card.attainment,
    areas: card.ruleSets.flatMap((ruleSet) => areasOf(ruleSet, results)),
    retired: retiredOf(ruleSets, results, (rule) => book.versionsOf(rule).findLast(isThere)?.rule),
    projects: results.projects,
    people:
      of.type === 'person'
        ? []
        : cards
            .filter(({ id, sums }) => sums.entries > 0 || organisation.person(id)?.active === true)
            .map(({ id, sums, attainment }) => ({ person: organisation.ref(id), ...sums, attainment }))
            .toSorted((a, b) => b.points - a.points || (a.person.name < b.person.name ? -1 : 1)),
  };
}

/** What concerns somebody who has these areas and results, and how far it came. */
function cardOf(all: readonly RuleSet[], areas: ReadonlySet<string>, results: Results) {
  const ruleSets = concerning(all, areas, results.amounts);
  return { ruleSets, results, sums: sumOf(results), attainment: overall(ruleSets, results) ?? null };
}

function isThere({ rule }: { rule?: unknown }): boolean {
  return rule !== undefined;
}

/** The areas of the positions that somebody has had on any day of these months. */
function areasHeld(person: string, staffing: Staffing, { from, to }: ScorecardQuery): Set<string> {
  const held = staffing
    .assignmentsOf(person)
    .filter((days) => days.from <= `${to}-31` && (days.to ?? '9999') >= `${from}-01`);
  const positions = new Set(held.map(({ position }) => position));
  return new Set(staffing.positions.flatMap(({ _id, areas }) => (positions.has(_id) ? areas : [])));
}

function subjectOf(
  { person, department }: ScorecardQuery,
  organisation: Organisation,
  caller: string,
): { of: ScorecardView['of']; people: string[] } {
  if (department !== undefined) {
    const known = organisation.department(department);
    if (known === undefined) throw unknown('department', 'unknown_department');
    const people = peopleOf(organisation, department).map(({ _id }) => _id);
    return { of: { type: 'department', department: { id: known._id, name: known.name } }, people };
  }
  const known = organisation.person(person ?? caller);
  if (known === undefined) throw unknown('person', 'unknown_person');
  const { name = '' } = organisation.department(known.department) ?? {};
  return {
    of: { type: 'person', person: organisation.ref(known._id), department: name },
    people: [known._id],
  };
}

function unknown(path: string, code: string): Refusal {
  return new Refusal('invalid_request', { faults: [{ path, code }] });
}
