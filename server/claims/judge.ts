import { freshClaim } from '../../workflows/claim-context.ts';
import { faultOfClaim, isAcceptedAtOnce } from '../../workflows/claim-faults.ts';
import { evidenceSchema } from '../../workflows/events.ts';
import { isClaimRule, type ClaimRule } from '../../workflows/rule-definition.ts';
import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import type { RulePlace } from '../../workflows/rules/places.ts';
import { reviewerOf } from '../access/reviewer.ts';
import { claimProblems, type ClaimProblem } from '../contract/claims.ts';
import { standingIn, type Ground } from './ground.ts';

/** What somebody wants to claim. */
export type Wanted = {
  rule: string;
  person: string;
  filer: string;
  fact: ClaimFact;
  externalId: string | null;
};

/** A claim that could be filed, if nothing that blocks is found. */
export type Judged = {
  rule: ClaimRule;
  version: number;
  place: RulePlace;
  /** null: there is nobody to review it. */
  reviewer: string | null;
  atOnce: boolean;
};

export function problem(
  code: ClaimProblem['code'],
  detail: Partial<Omit<ClaimProblem, 'code'>> = {},
): ClaimProblem {
  return { code, blocks: true, from: null, positions: [], instance: null, ...detail };
}

type Found = { known: Pick<Judged, 'rule' | 'version' | 'place'> | null; problems: ClaimProblem[] };

/** The rule as it is on a day, and what keeps a person from claiming something for it. */
export function claimableRule(
  ground: Ground,
  { rule: id, person, day }: { rule: string; person: string; day: string },
): Found {
  const { book } = ground;
  const place = book.place(id);
  if (place === undefined) return { known: null, problems: [problem('unknown_rule')] };
  const version = book.version(id, day);
  if (version === undefined) {
    const coming = book.versionsOf(id).find(({ rule, from }) => rule !== undefined && from > day);
    const found =
      coming === undefined ? problem('rule_ended') : problem('rule_not_yet', { from: coming.from });
    return { known: null, problems: [found] };
  }
  const { rule } = version;
  if (!isClaimRule(rule)) return { known: null, problems: [problem('not_claimable')] };
  const known = { rule, version: version.version, place };
  const { holds, from, positions } = standingIn(ground, { person, area: place.area.id, day });
  return { known, problems: holds ? [] : [problem('not_your_position', { from, positions })] };
}

/** What is right and what is wrong with a claim, as far as can be told without what was claimed before. */
export function judge(ground: Ground, wanted: Wanted): { judged: Judged | null; problems: ClaimProblem[] } {
  const { fact, person, filer, externalId } = wanted;
  const { known, problems } = claimableRule(ground, { rule: wanted.rule, person, day: fact.day });
  if (known === null) return { judged: null, problems };
  const reviewer = reviewerOf(ground.organisation, person);
  const context = freshClaim({
    timeZone: ground.timeZone,
    owner: person,
    leader: reviewer ?? '',
    filer,
    externalId,
    fact,
  });
  const event = { type: 'SUBMIT_WORK' as const, evidence: evidenceSchema.parse({}), at: ground.now };
  const fault = faultOfClaim(known.rule, context, event);
  const code = claimProblems.find((candidate) => candidate === fault);
  return {
    judged: { ...known, reviewer, atOnce: isAcceptedAtOnce(known.rule, context, event) },
    problems: [
      ...(code === undefined ? [] : [problem(code, { from: possibleFrom(code, known.rule, fact) })]),
      ...problems,
      ...(reviewer === null ? [problem('no_reviewer')] : []),
    ],
  };
}

/** The day from which a claim would be possible that is not because of its day. */
function possibleFrom(code: ClaimProblem['code'], rule: ClaimRule, { day }: ClaimFact): string | null {
  if (code === 'day_in_future') return day;
  const period = rule.kind === 'severity' ? undefined : rule.period;
  const once = code === 'day_outside_period' && period?.every === 'once' ? period.from : null;
  return once !== null && once > day ? once : null;
}
