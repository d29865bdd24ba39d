import { addDays, isWithin, type Days } from '../working-days.ts';
import type { Fact } from './fact.ts';
import { factsTakenBy, settle } from './index.ts';
import { periodOf } from './period.ts';
import type { Rule } from './rule.ts';
import { groupedBy, type Given } from './settlement.ts';
import { whyNotPoints, type SeverityRule } from './severity.ts';
import { periodOfRule } from './versions.ts';

const A_YEAR = 366;

/** Points of a person by one rule. */
export type PointsOf = { rule: string; person: string; points: number };

/** What was given over some days beside what a draft would have given. */
export type Difference = { given: number; tried: number };

/** Somebody, or something, with the difference for it; the greatest comes first. */
export type DifferenceOf = Difference & { id: string };

export type Comparison = {
  total: Difference;
  /** How many people would have more, and how many less. */
  gaining: number;
  losing: number;
  people: (DifferenceOf & { rules: DifferenceOf[] })[];
  departments: DifferenceOf[];
  rules: (DifferenceOf & { gaining: number; losing: number })[];
};

/**
 * The days whose facts a rule looks at where entries of these days are concerned: a period is settled as a whole,
 * although it may begin before them or end after them; days late are paid for up to a year after an item.
 */
export function lookedAt(rule: Rule, days: Days): Days {
  if (rule.kind === 'sla') {
    const later = rule.penalty?.per === 'day_late' || rule.points?.per === 'item';
    return { from: later ? addDays(days.from, -A_YEAR) : days.from, to: days.to };
  }
  const period = periodOfRule(rule);
  const first = periodOf(days.from, period);
  const last = periodOf(days.to, period);
  return { from: first?.from ?? days.from, to: last?.to ?? days.to };
}

/**
 * The points that a rule would have given on these days. What the facts were under another rule is taken as it is; a
 * reviewer's choice that this rule would not allow is moved to the nearest that it does, and counted.
 */
export function tryRule(
  rule: Rule,
  { during, ...given }: Omit<Given, 'version'>,
): { points: number; moved: number } {
  const taken = given.facts.filter(({ type }) => factsTakenBy(rule).includes(type));
  const facts = rule.kind === 'severity' ? taken.map((fact) => allowed(rule, fact)) : taken;
  const { entries } = settle(rule, { ...given, facts, version: 0, during: lookedAt(rule, during) });
  return {
    points: entries.reduce((sum, { day, points }) => (isWithin(day, during) ? sum + points : sum), 0),
    moved: facts.filter((fact, index) => fact !== taken[index]).length,
  };
}

function allowed(rule: SeverityRule, fact: Fact): Fact {
  if (fact.type !== 'decision') return fact;
  const limits = whyNotPoints(rule, fact);
  if (limits === undefined) return fact;
  return { ...fact, points: Math.min(Math.max(fact.points, limits.min), limits.max) };
}

/** Sets what was given beside what was tried: by person, by department, by rule. */
export function compareTrial(
  given: readonly PointsOf[],
  tried: readonly PointsOf[],
  departmentOf: (person: string) => string,
): Comparison {
  const lines = [
    ...given.map((line) => ({ ...line, given: line.points, tried: 0 })),
    ...tried.map((line) => ({ ...line, given: 0, tried: line.points })),
  ];
  const byPerson = groupedBy(lines, ({ person }) => person);
  const byRule = groupedBy(lines, ({ rule }) => rule);
  const people = differences(byPerson).map((person) => ({
    ...person,
    rules: differences(groupedBy(byPerson.get(person.id) ?? [], ({ rule }) => rule)),
  }));
  return {
    total: sumOf(lines),
    ...countsOf(people),
    people,
    departments: differences(groupedBy(lines, ({ person }) => departmentOf(person))),
    rules: differences(byRule).map((rule) => {
      const own = byRule.get(rule.id) ?? [];
      return { ...rule, ...countsOf(differences(groupedBy(own, ({ person }) => person))) };
    }),
  };
}

function sumOf(lines: readonly Difference[]): Difference {
  return lines.reduce((sum, line) => ({ given: sum.given + line.given, tried: sum.tried + line.tried }), {
    given: 0,
    tried: 0,
  });
}

/** The sum of each group, who would have the most more first. */
function differences(groups: ReadonlyMap<string, readonly Difference[]>): DifferenceOf[] {
  return [...groups]
    .map(([id, group]) => ({ id, ...sumOf(group) }))
    .toSorted((a, b) => b.tried - b.given - (a.tried - a.given) || (a.id < b.id ? -1 : 1));
}

function countsOf(differences: readonly Difference[]): { gaining: number; losing: number } {
  return {
    gaining: differences.filter(({ given, tried }) => tried > given).length,
    losing: differences.filter(({ given, tried }) => tried < given).length,
  };
}
