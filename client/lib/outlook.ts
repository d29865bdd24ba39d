import { pointsOfShare } from '../../workflows/rules/proportional.ts';
import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import { sizeOf } from '../../workflows/running-sum.ts';
import type { RuleTask } from './api.ts';
import { factText, sumText } from './fact-text.ts';
import { number, signed, t } from './messages.ts';
import { periodText } from './period-text.ts';

/** What a claim comes to: its points, and where the running sum of its period is before and after it. */
export type Outlook = {
  /** null: the reviewer chooses them, or they come at the end of the period. */
  points: number | null;
  before: number | null;
  after: number | null;
  /** To the next step, or to the target, in units or fen. */
  missing: number | null;
  /** Points that come with what is missing. */
  next: number | null;
  /** Points that the period can still give after it. */
  capLeft: number | null;
  period: { from: string; to: string } | null;
};

/** What a task gives if it is accepted now; the sum before it comes with it. */
export function outlookOf({ rule, fact, gives, sum, period }: RuleTask): Outlook {
  const after = fact === null || sum === null ? null : sum + sizeOf(fact);
  return { points: gives, before: sum, after, ...ahead(rule, after), capLeft: null, period };
}

function ahead(rule: Rule, after: number | null): { missing: number | null; next: number | null } {
  if (after !== null && rule.kind === 'amount')
    return { missing: rule.step - (after % rule.step), next: rule.points };
  if (after !== null && rule.kind === 'target' && rule.goal.of !== 'receivables') {
    const goal = rule.goal.of === 'units' ? rule.goal.units : rule.goal.fen;
    if (after < goal) return { missing: goal - after, next: rule.points };
  }
  return { missing: null, next: null };
}

/** As a rule states it: 300 · −1,000. */
function plain(points: number): string {
  return number(points).replace('-', '−');
}

/** 得 50 分 · 扣 50 分. */
function gain(points: number): string {
  return t(points < 0 ? 'claims.loses' : 'claims.gains', { points: number(Math.abs(points)) });
}

/** Why a claim gives what it gives, sentence by sentence. */
export function outlookText(rule: Rule, fact: ClaimFact, outlook: Outlook): string[] {
  return [sentence(rule, fact, outlook), ...sums(rule, outlook)].filter((text) => text !== '');
}

function sentence(rule: Rule, fact: ClaimFact, { points, before, missing, next }: Outlook): string {
  const what = factText(fact, rule);
  switch (rule.kind) {
    case 'amount': {
      const rest = sumText(missing ?? 0, rule);
      const then = gain(next ?? rule.points);
      return points === null || points === 0
        ? t('claims.no_step', { what, rest, then })
        : t('claims.steps', { what, count: Math.round(points / rule.points), now: gain(points), rest, then });
    }
    case 'count':
      return points === null || fact.type !== 'units' || points === fact.units * rule.points
        ? t('claims.units', { what, each: plain(rule.points), now: gain(points ?? 0) })
        : t('claims.units_capped', { what, each: plain(rule.points), now: gain(points) });
    case 'target':
      if (rule.goal.of === 'receivables') return t('claims.receivables', { percent: rule.goal.percent });
      if (points !== null && points !== 0) return t('claims.reached', { what, now: gain(points) });
      return missing === null || before === null
        ? t('claims.reached_before', { what })
        : t('claims.to_target', { what, rest: sumText(missing, rule), then: gain(next ?? rule.points) });
    case 'proportional':
      return t('claims.in_proportion', { target: sumText(rule.target, rule), points: number(rule.points) });
    case 'severity':
      return t('claims.chosen', { from: signed(gentle(rule.range)), to: signed(grave(rule.range)) });
    case 'duty':
    case 'sla':
      return '';
  }
}

function gentle({ min, max }: { min: number; max: number }): number {
  return max < 0 ? max : min;
}
function grave({ min, max }: { min: number; max: number }): number {
  return max < 0 ? min : max;
}

function sums(rule: Rule, { before, after, capLeft, period }: Outlook): string[] {
  if (before === null || after === null) return [];
  const days = period === null ? '' : periodText(period);
  return [
    t('claims.sum', { days, before: sumText(before, rule), after: sumText(after, rule) }),
    rule.kind === 'proportional'
      ? t('claims.share_so_far', { points: number(pointsOfShare(rule, after)) })
      : '',
    capLeft === null ? '' : t('claims.cap_left', { points: number(capLeft) }),
  ];
}
