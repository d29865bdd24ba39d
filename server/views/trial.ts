import { setImmediate as others } from 'node:timers/promises';
import { countedInstants } from '../../workflows/rules/item-period.ts';
import { factsTakenBy } from '../../workflows/rules/index.ts';
import { placesOf } from '../../workflows/rules/places.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import type { RuleSet } from '../../workflows/rules/rule-set.ts';
import { compareTrial, lookedAt, tryRule, type PointsOf } from '../../workflows/rules/trial.ts';
import type { Days } from '../../workflows/working-days.ts';
import type { Trial } from '../contract/trial.ts';
import { readCalendar } from '../store/calendar.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { readFacts } from '../store/facts.ts';
import { sumGiven } from '../store/given-points.ts';
import { newestRuleBook } from '../store/rule-book.ts';
import { readStaffing } from '../store/staffing.ts';

type Known = { database: Database; organisation: Organisation; now: string };
type Draft = { version: number; ruleSet: RuleSet };

/**
 * Runs a draft over the facts of some past days of the company, beside what the ledger has for them: one query for
 * each kind of facts, one for the ledger. Nothing is written.
 */
export async function readTrial(
  { database, organisation, now }: Known,
  { version, ruleSet }: Draft,
  days: Days,
): Promise<Trial> {
  const [book, staffing, calendar] = await Promise.all([
    newestRuleBook(database),
    readStaffing(database),
    readCalendar(database),
  ]);
  const { department } = ruleSet;
  const draft = placesOf(ruleSet);
  const before = placesOf(book.published(department.id)[0]?.ruleSet ?? { ...ruleSet, areas: [] });
  const areas = new Set([...draft, ...before].map(({ place }) => place.area.id));
  const people = [...new Set([...areas].flatMap((area) => staffing.peopleIn(area)))];
  const rules = [...new Set([...draft, ...before].map(({ rule }) => rule.id))];

  const wanted = draft.map(({ rule }) => {
    const looked = lookedAt(rule, days);
    const instants = countedInstants(rule, looked, calendar);
    return { rules: [rule.id], people, types: factsTakenBy(rule), days: looked, instants };
  });
  const [facts, given] = await Promise.all([
    readFacts(database, wanted, calendar),
    sumGiven(database, { rules, people, days }),
  ]);

  const tried: PointsOf[] = [];
  let moved = 0;
  for (const person of people) {
    for (const { rule, place } of draft) {
      const present = staffing.presence(person, place.area.id);
      const own = facts.of(rule.id, person);
      const came = tryRule(rule, { person, facts: own, during: days, present, at: now, calendar });
      tried.push({ rule: rule.id, person, points: came.points });
      moved += came.moved;
    }
    await others();
  }

  const departmentOf = (person: string) => organisation.person(person)?.department ?? '';
  const compared = compareTrial(given, tried, departmentOf);
  const named = (id: string) => organisation.department(id)?.name ?? id;
  const changes = changesOf(before, draft);
  const nameOf = (id: string) => changes.get(id)?.name ?? id;
  return {
    department,
    version,
    ...days,
    ...compared,
    moved,
    people: compared.people.filter(isThere).map(({ id, rules: byRule, ...difference }) => ({
      person: organisation.ref(id),
      department: named(departmentOf(id)),
      ...difference,
      rules: byRule.filter(isThere).map((rule) => ({ ...rule, name: nameOf(rule.id) })),
    })),
    departments: compared.departments.map((line) => ({ ...line, name: named(line.id) })),
    rules: compared.rules.map((line) => ({
      ...line,
      name: nameOf(line.id),
      change: changes.get(line.id)?.change ?? 'same',
    })),
  };
}

function isThere({ given, tried }: { given: number; tried: number }): boolean {
  return given !== 0 || tried !== 0;
}

type Placed = readonly { rule: Rule }[];
type Changed = { name: string; change: Trial['rules'][number]['change'] };

/** What the draft makes of each rule. */
function changesOf(before: Placed, after: Placed): Map<string, Changed> {
  const old = new Map(before.map(({ rule }) => [rule.id, rule]));
  const changes = new Map<string, Changed>(
    before.map(({ rule }) => [rule.id, { name: rule.name, change: 'removed' }]),
  );
  for (const { rule } of after) {
    const known = old.get(rule.id);
    const same = known !== undefined && JSON.stringify(known) === JSON.stringify(rule);
    const change = known === undefined ? 'added' : same ? 'same' : 'changed';
    changes.set(rule.id, { name: rule.name, change });
  }
  return changes;
}
