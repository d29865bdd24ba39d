import {
  attainmentOf,
  meanAttainment,
  scorecardOf,
  type Attainment,
} from '../../workflows/rules/attainment.ts';
import { rulesOf, type RuleSet } from '../../workflows/rules/rule-set.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import type { RuleResult, ScorecardView } from '../contract/scorecard.ts';
import type { RuleTotals } from '../store/read-totals.ts';
import { plus, PROJECT, type Amounts } from '../store/totals.ts';

/** What rules and projects have come to for somebody, or for several together. */
export type Results = {
  amounts: RuleTotals;
  attainments: ReadonlyMap<string, Attainment>;
  projects: { points: number; entries: number };
};

const nothing: Amounts = { points: 0, entries: 0, reached: 0, target: 0 };

/** One person's; what was taken back as if it had never been is left out. */
export function resultsOf(totals: RuleTotals): Results {
  const some = [...totals].filter(
    ([rule, { entries, reached, target }]) =>
      rule !== PROJECT && (entries !== 0 || reached !== 0 || target !== 0),
  );
  const attainments = some.map(
    ([rule, { reached, target }]) => [rule, attainmentOf([{ reached, target, due: target > 0 }])] as const,
  );
  const { points, entries } = totals.get(PROJECT) ?? nothing;
  return { amounts: new Map(some), attainments: new Map(attainments), projects: { points, entries } };
}

/** Those of several people: the sums, and the mean of how far each of them got. */
export function resultsTogether(people: readonly Results[]): Results {
  const amounts = new Map<string, Amounts>();
  const attainments = new Map<string, Attainment[]>();
  const projects = { points: 0, entries: 0 };
  for (const one of people) {
    for (const [rule, added] of one.amounts) amounts.set(rule, plus(amounts.get(rule), added));
    for (const [rule, attainment] of one.attainments) {
      const each = attainments.get(rule);
      if (each === undefined) attainments.set(rule, [attainment]);
      else each.push(attainment);
    }
    projects.points += one.projects.points;
    projects.entries += one.projects.entries;
  }
  const means = [...attainments].map(([rule, each]) => [rule, meanAttainment(each)] as const);
  return { amounts, attainments: new Map(means), projects };
}

/** All points and entries, of rules and of projects. */
export function sumOf({ amounts, projects }: Pick<Results, 'amounts' | 'projects'>) {
  const { points, entries } = [...amounts.values()].reduce(plus, nothing);
  return { points: points + projects.points, entries: entries + projects.entries };
}

/** What of some rule sets concerns somebody: the areas of their positions, and every other rule that came to something. */
export function concerning(
  ruleSets: readonly RuleSet[],
  areas: ReadonlySet<string>,
  amounts: RuleTotals,
): RuleSet[] {
  return ruleSets
    .map((ruleSet) => ({
      ...ruleSet,
      areas: ruleSet.areas.flatMap((area) => {
        if (areas.has(area.id)) return [area];
        const processes = area.processes
          .map((process) => ({
            ...process,
            keyResults: process.keyResults
              .map((keyResult) => ({
                ...keyResult,
                rules: keyResult.rules.filter(({ id }) => amounts.has(id)),
              }))
              .filter(({ rules }) => rules.length > 0),
          }))
          .filter(({ keyResults }) => keyResults.length > 0);
        return processes.length === 0 ? [] : [{ ...area, processes }];
      }),
    }))
    .filter((ruleSet) => ruleSet.areas.length > 0);
}

/** The mean of the areas that have an attainment. */
export function overall(ruleSets: readonly RuleSet[], { attainments }: Results): Attainment {
  const areas = ruleSets.flatMap((ruleSet) => scorecardOf(ruleSet, attainments).areas);
  return meanAttainment(areas.map(({ attainment }) => attainment));
}

export function areasOf(ruleSet: RuleSet, results: Results): ScorecardView['areas'] {
  const scorecard = scorecardOf(ruleSet, results.attainments);
  const keyResults = scorecard.areas.flatMap((area) => area.keyResults);
  const attained = new Map([...scorecard.areas, ...keyResults].map(({ id, attainment }) => [id, attainment]));
  return ruleSet.areas.map(({ id, name, processes }) => {
    const rules = processes.flatMap(({ keyResults }) => keyResults.flatMap((keyResult) => keyResult.rules));
    const { points, entries } = rules
      .map(({ id }) => results.amounts.get(id) ?? nothing)
      .reduce(plus, nothing);
    return {
      id,
      name,
      department: ruleSet.department.name,
      points,
      entries,
      attainment: attained.get(id) ?? null,
      processes: processes.map((process) => ({
        id: process.id,
        name: process.name,
        keyResults: process.keyResults.map((keyResult) => ({
          id: keyResult.id,
          name: keyResult.name,
          weight: keyResult.weight,
          attainment: attained.get(keyResult.id) ?? null,
          rules: keyResult.rules.map((rule) => resultOf(rule, results)),
        })),
      })),
    };
  });
}

function resultOf(rule: Rule, results: Results): RuleResult {
  return { rule, ...amountsOf(rule.id, results) };
}

/** What came to something under rules that no rule set has any more. */
export function retiredOf(
  ruleSets: readonly RuleSet[],
  results: Results,
  lastOf: (rule: string) => Rule | undefined,
): ScorecardView['retired'] {
  const inForce = new Set(ruleSets.flatMap(rulesOf).map(({ id }) => id));
  return [...results.amounts.keys()]
    .filter((id) => !inForce.has(id))
    .map((id) => {
      const rule = lastOf(id);
      return { id, name: rule?.name ?? id, rule: rule ?? null, ...amountsOf(id, results) };
    });
}

function amountsOf(rule: string, { amounts, attainments }: Results) {
  return { ...(amounts.get(rule) ?? nothing), attainment: attainments.get(rule) ?? null };
}
