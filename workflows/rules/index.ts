import { attainmentOf } from './attainment.ts';
import { settleAmount } from './amount.ts';
import { settleCount } from './count.ts';
import { settleDuty } from './duty.ts';
import { isAfter, onceEach, type FactType } from './fact.ts';
import { settleProportional } from './proportional.ts';
import type { Rule } from './rule.ts';
import type { Entry, Findings, Given, Progress } from './settlement.ts';
import { settleSeverity } from './severity.ts';
import { settleSla } from './sla.ts';
import { settleTarget } from './target.ts';

/** What a person's facts come to under one version of a rule. */
export type Settlement = {
  /** Everything that the ledger has to hold, by day and key; never one of 0 points. */
  entries: Entry[];
  progress: Progress[];
  /** 0 to 1; none where there is no target, or nothing is due yet. */
  attainment: number | undefined;
  /** Until when the same facts come to the same, ISO in UTC: after that instant settle again. None: for ever. */
  holdsUntil: string | undefined;
};

/**
 * Settles one version of a rule for one person: what the facts come to, as of `given.at`. The same facts give the
 * same in any order, and a fact sent twice counts once. Days are those of the company's zone and calendar. Throws a
 * RangeError for a fact that the rule cannot take, which is a fault of whoever passed it.
 */
export function settle(rule: Rule, given: Given): Settlement {
  const foreign = given.facts.find((fact) => !factsTakenBy(rule).includes(fact.type));
  if (foreign !== undefined) throw new RangeError(`${rule.id} takes no ${foreign.type}: ${foreign.id}`);
  const { entries, progress, moments } = findings(rule, { ...given, facts: onceEach(given.facts) });
  const sorted = progress.toSorted((a, b) => compare(a.from, b.from));
  return {
    entries: entries
      .filter((entry) => entry.points !== 0)
      .toSorted((a, b) => compare(a.day, b.day) || compare(a.key, b.key)),
    progress: sorted,
    attainment: attainmentOf(sorted),
    holdsUntil: moments
      .filter((moment) => !isAfter(given.at, moment))
      .reduce<string | undefined>(
        (first, moment) => (first === undefined || isAfter(first, moment) ? moment : first),
        undefined,
      ),
  };
}

/** The types of facts that a rule looks at, and so what can be claimed or entered for it. */
export function factsTakenBy(rule: Rule): readonly FactType[] {
  switch (rule.kind) {
    case 'duty':
      return ['submission'];
    case 'count':
    case 'proportional':
      return ['units'];
    case 'amount':
      return ['money'];
    case 'target':
      return rule.goal.of === 'receivables' ? ['money', 'receivable'] : [rule.goal.of];
    case 'sla':
      return ['item'];
    case 'severity':
      return ['decision'];
  }
}

function findings(rule: Rule, given: Given): Findings {
  switch (rule.kind) {
    case 'duty':
      return settleDuty(rule, given);
    case 'count':
      return settleCount(rule, given);
    case 'amount':
      return settleAmount(rule, given);
    case 'target':
      return settleTarget(rule, given);
    case 'proportional':
      return settleProportional(rule, given);
    case 'sla':
      return settleSla(rule, given);
    case 'severity':
      return settleSeverity(rule, given);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
