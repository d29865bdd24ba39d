import { isClaimRule, type ClaimRule } from '../../workflows/rule-definition.ts';
import { placesOf } from '../../workflows/rules/places.ts';
import { periodOfClaim } from '../../workflows/running-sum.ts';
import type { Claimable } from '../contract/claims.ts';
import { findSums, tallyId } from '../store/tallies.ts';
import { placeView } from '../views/rule-work.ts';
import type { Ground } from './ground.ts';
import { claimableRule } from './judge.ts';
import { capLeft } from '../../workflows/claim-outlook.ts';
import { capReached } from './preview.ts';

type Shown = Omit<Claimable, 'sum'> & { tally: string | null };

/**
 * Every rule that something can be claimed for, in the order of the tables, with what is in a person's way today. One
 * read of running sums, beside what is at hand.
 */
export async function claimableRules(ground: Ground, person: string): Promise<Claimable[]> {
  const { book, today, database } = ground;
  const inTables = book.newest.flatMap(({ ruleSet }) => placesOf(ruleSet).map(({ rule }) => rule.id));
  const leaving = book.rules.filter((id) => book.version(id, today) !== undefined);
  const shown = [...new Set([...inTables, ...leaving])]
    .map((id) => shownRule(ground, id, person))
    .filter((rule) => rule !== null);
  const sums = await findSums(
    database,
    shown.flatMap(({ tally }) => (tally === null ? [] : [tally])),
  );
  return shown.map(({ tally, problem, ...rule }) => {
    const sum = tally === null ? null : (sums.get(tally) ?? 0);
    const isCapped = problem === null && sum !== null && capLeft(rule.rule, sum) === 0;
    return { ...rule, sum, problem: isCapped ? capReached(rule.period) : problem };
  });
}

/** A rule as it is today, or as it will be; null if nothing is claimed for it. */
function shownRule(ground: Ground, id: string, person: string): Shown | null {
  const { book, today } = ground;
  const place = book.place(id);
  const version =
    book.version(id, today) ??
    book.versionsOf(id).find(({ rule, from }) => rule !== undefined && from > today);
  if (place === undefined || version?.rule === undefined || !isClaimRule(version.rule)) return null;
  const { rule } = version;
  const [problem = null] = claimableRule(ground, { rule: id, person, day: today }).problems;
  const period = presentPeriod(rule, today);
  return {
    rule,
    version: version.version,
    place: placeView(place),
    period,
    tally: period === null ? null : tallyId({ rule: id, person, from: period.from }),
    problem,
  };
}

function presentPeriod(rule: ClaimRule, day: string) {
  return periodOfClaim(rule, { type: 'units', day, units: 1 });
}
