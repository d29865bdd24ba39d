import type { Rule } from '../../../workflows/rules/rule.ts';
import { money, number, percent, t } from '../../lib/messages.ts';

/** How far a rule got, in what it counts: 4 / 5 次 · ¥300,000 / ¥380,000. */
export function reachedText(
  rule: Rule | null,
  { reached, target }: { reached: number; target: number },
): string {
  const counted = isMoney(rule) ? money : number;
  const text = t('scorecard.reached_of', { reached: counted(reached), target: counted(target) });
  const unit = unitOf(rule);
  return unit === '' ? text : `${text} ${unit}`;
}

/** A share as percent, never rounded up to what was not reached. */
export function shareText(share: number): string {
  return percent(Math.floor(share * 1_000) * 10);
}

/** Why a rule has no attainment. */
export function missingText(rule: Rule | null): string {
  return rule !== null && hasTarget(rule) ? t('scorecard.nothing_due') : t('scorecard.no_target');
}

function hasTarget(rule: Rule): boolean {
  switch (rule.kind) {
    case 'duty':
    case 'target':
    case 'proportional':
    case 'sla':
      return true;
    case 'count':
      return rule.target !== undefined;
    case 'amount':
    case 'severity':
      return false;
  }
}

function isMoney(rule: Rule | null): boolean {
  return rule?.kind === 'target' && rule.goal.of !== 'units';
}

function unitOf(rule: Rule | null): string {
  switch (rule?.kind) {
    case 'duty':
      return t('scorecard.unit_duties');
    case 'count':
    case 'proportional':
      return rule.unit;
    case 'target':
      return rule.goal.of === 'units' ? rule.goal.unit : '';
    case 'sla':
      return rule.due.by === 'date' ? t('scorecard.unit_items') : t('scorecard.unit_days');
    case 'amount':
    case 'severity':
    case undefined:
      return '';
  }
}
