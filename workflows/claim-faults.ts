import { dayOf } from './calendar.ts';
import type { ClaimContext } from './claim-context.ts';
import type { AnyEvent, DatedEvent } from './events.ts';
import type { Fault } from './faults.ts';
import type { ClaimRule } from './rule-definition.ts';
import type { ClaimFact } from './rules/claim-fact.ts';
import { factsTakenBy } from './rules/index.ts';
import { whyNotPoints } from './rules/severity.ts';
import { isOutsidePeriod } from './running-sum.ts';
import { mayUrge } from './urging.ts';
import { faultOfTransfer } from './work.ts';

/** What a submission claims: what it says anew, or what was claimed before. */
export function claimedIn(context: ClaimContext, event: AnyEvent): ClaimFact {
  return event.type === 'SUBMIT_WORK' ? (event.fact ?? context.fact) : context.fact;
}

/** The fact as an acceptance leaves it: with the points and the level that the reviewer chose. */
export function decidedIn({ fact }: ClaimContext, event: AnyEvent): ClaimFact {
  if (event.type !== 'ACCEPT_WORK' || fact.type !== 'decision') return fact;
  const { points = fact.points, level = fact.level } = event;
  return { ...fact, ...(points === undefined ? {} : { points }), ...(level === undefined ? {} : { level }) };
}

/** The fault of an event as sent, judged by the context alone; the guards and the answers both ask here. */
export function faultOfClaim(rule: ClaimRule, context: ClaimContext, event: DatedEvent): Fault | null {
  switch (event.type) {
    case 'SUBMIT_WORK': {
      const fact = claimedIn(context, event);
      if (!factsTakenBy(rule).includes(fact.type)) return 'wrong_fact';
      if (fact.day > dayOf(event.at, context.timeZone)) return 'day_in_future';
      if (isOutsidePeriod(rule, fact)) return 'day_outside_period';
      const isProposed = fact.type === 'decision' && fact.points !== undefined;
      return isProposed ? faultOfPoints(rule, fact) : null;
    }
    case 'ACCEPT_WORK':
      if (rule.kind === 'severity') return faultOfPoints(rule, decidedIn(context, event));
      return event.points !== undefined || event.level !== undefined ? 'points_not_chosen' : null;
    case 'TRANSFER_WORK':
      return faultOfTransfer(context, event.to);
    case 'URGE_WORK':
      return mayUrge(context.urgedAt, event.at) ? null : 'urged_recently';
    default:
      return null;
  }
}

function faultOfPoints(rule: ClaimRule, fact: ClaimFact): Fault | null {
  if (rule.kind !== 'severity' || fact.type !== 'decision') return null;
  const { points, level } = fact;
  if (points === undefined) return 'points_missing';
  return whyNotPoints(rule, { points, level })?.code ?? null;
}

/**
 * Whether a submission is accepted as it is handed in: the rule says so, or its reviewer recorded it (of somebody
 * else). Where points have to be chosen, they have to be there.
 */
export function isAcceptedAtOnce(rule: ClaimRule, context: ClaimContext, event: AnyEvent): boolean {
  const { filer, leader, owner } = context;
  const byReviewer = filer === leader && filer !== owner;
  if (rule.acceptance !== 'at_once' && !byReviewer) return false;
  return rule.kind !== 'severity' || faultOfPoints(rule, claimedIn(context, event)) === null;
}
