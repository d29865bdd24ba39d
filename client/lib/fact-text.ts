import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import { money, number, signed, t } from './messages.ts';

/** What a rule counts, as people say it: 个; nothing where it counts money or days. */
export function unitOf(rule: Rule): string {
  switch (rule.kind) {
    case 'count':
    case 'proportional':
      return rule.unit;
    case 'target':
      return rule.goal.of === 'units' ? rule.goal.unit : '';
    case 'duty':
    case 'amount':
    case 'sla':
    case 'severity':
      return '';
  }
}

/** What is claimed, without its day: 3 个 · ¥600 · 严重 −300 分. */
export function factText(fact: ClaimFact, rule: Rule): string {
  switch (fact.type) {
    case 'units':
      return `${number(fact.units)} ${unitOf(rule)}`.trim();
    case 'money':
      return money(fact.fen);
    case 'decision': {
      const { level, points } = fact;
      return [
        level === undefined ? '' : t(`domain.level_${level}`),
        points === undefined ? '' : t('domain.points_of', { points: signed(points) }),
      ]
        .filter((part) => part !== '')
        .join(' ');
    }
  }
}

/** So much of what a rule adds up: 12 个 · ¥1,200. */
export function sumText(sum: number, rule: Rule): string {
  const isMoney = rule.kind === 'amount' || (rule.kind === 'target' && rule.goal.of !== 'units');
  return isMoney ? money(sum) : `${number(sum)} ${unitOf(rule)}`.trim();
}
