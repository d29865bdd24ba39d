import { FULL_WEIGHT } from '../points.ts';
import type { RuleSet } from './rule-set.ts';
import type { Progress } from './settlement.ts';

/** A share of what was to be reached, 0 to 1; none where there is no target, or nothing is due yet. */
export type Attainment = number | undefined;

/**
 * A rule's: what was reached over its targets, for the periods, days or items that are due. No period counts for
 * more than its target.
 */
export function attainmentOf(progress: readonly Pick<Progress, 'reached' | 'target' | 'due'>[]): Attainment {
  const due = progress.filter((period) => period.due);
  const target = due.reduce((sum, period) => sum + period.target, 0);
  const reached = due.reduce((sum, period) => sum + Math.min(period.reached, period.target), 0);
  return target === 0 ? undefined : reached / target;
}

/** The mean of those that have one: a key result's of its rules, a person's of the areas, a department's of its people. */
export function meanAttainment(attainments: readonly Attainment[]): Attainment {
  return weightedAttainment(attainments.map((attainment) => ({ attainment, weight: FULL_WEIGHT })));
}

/** An area's: weight × key result's over those that have one, re-scaled to 100 %. Weights in hundredths of a percent. */
export function weightedAttainment(parts: readonly { attainment: Attainment; weight: number }[]): Attainment {
  const known = parts.flatMap(({ attainment, weight }) =>
    attainment === undefined ? [] : [{ attainment, weight }],
  );
  const weights = known.reduce((sum, part) => sum + part.weight, 0);
  return weights === 0
    ? undefined
    : known.reduce((sum, part) => sum + part.attainment * part.weight, 0) / weights;
}

/** A person's attainment under a rule set, down to every rule. */
export type Scorecard = {
  attainment: Attainment;
  areas: {
    id: string;
    attainment: Attainment;
    keyResults: {
      id: string;
      weight: number;
      attainment: Attainment;
      rules: { id: string; attainment: Attainment }[];
    }[];
  }[];
};

/**
 * A person's scorecard from the attainment of each rule, by its id; a rule that is not named has none. For a
 * department, pass the mean of its people for each rule, or take the mean of their scorecards.
 */
export function scorecardOf(ruleSet: RuleSet, byRule: ReadonlyMap<string, Attainment>): Scorecard {
  const areas = ruleSet.areas.map((area) => {
    const keyResults = area.processes.flatMap((process) =>
      process.keyResults.map(({ id, weight, rules }) => {
        const ofRules = rules.map((rule) => ({ id: rule.id, attainment: byRule.get(rule.id) }));
        return {
          id,
          weight,
          attainment: meanAttainment(ofRules.map((rule) => rule.attainment)),
          rules: ofRules,
        };
      }),
    );
    return { id: area.id, attainment: weightedAttainment(keyResults), keyResults };
  });
  return { attainment: meanAttainment(areas.map((area) => area.attainment)), areas };
}
