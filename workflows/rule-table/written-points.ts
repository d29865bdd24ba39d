import { shownText } from './settings.ts';
import type { Rule } from '../rules/rule.ts';

export type Language = 'zh' | 'en';

const words = {
  zh: {
    day: '天',
    week: '周',
    month: '月',
    year: '年',
    once: '次',
    points: ' 分',
    to: ' 至 ',
    also: '；',
    late: '逾期 ',
    missed: '未完成 ',
  },
  en: {
    day: 'day',
    week: 'week',
    month: 'month',
    year: 'year',
    once: 'case',
    points: ' points',
    to: ' to ',
    also: '; ',
    late: 'late ',
    missed: 'missed ',
  },
} as const;

const FEN_IN_YUAN = 100;
const steps: Record<number, string> = { 100_000: '千', 1_000_000: '万' };

/** What a rule gives and takes, in the notation of the points column. */
export function pointsText(rule: Rule, language: Language): string {
  const say = words[language];
  const each = (points: number, per: string) => `${points}${say.points}/${per}`;
  const taking = (label: string, points: number, per: string) => `${label}${each(points, per)}`;
  switch (rule.kind) {
    case 'duty': {
      const given = each(rule.points, say[rule.due.every]);
      return rule.missed === 0 ? given : `${given}${say.also}${taking(say.missed, rule.missed, say.once)}`;
    }
    case 'count':
      return each(rule.points, shownText(rule.unit));
    case 'amount':
      return each(rule.points, stepText(rule.step, language));
    case 'target':
      return `${rule.points}${say.points}`;
    case 'proportional':
      return rule.period.every === 'once'
        ? `${rule.points}${say.points}`
        : each(rule.points, say[rule.period.every]);
    case 'severity':
      return `${rule.range.max}${say.to}${rule.range.min}${say.points}/${say.once}`;
    case 'sla': {
      const given = rule.points && each(rule.points.points, rule.points.per === 'day' ? say.day : say.once);
      const taken =
        rule.penalty &&
        taking(
          given === undefined ? '' : say.late,
          rule.penalty.points,
          rule.penalty.per === 'day_late' ? say.day : say.once,
        );
      return [given, taken].filter((part) => part !== undefined).join(say.also);
    }
  }
}

function stepText(step: number, language: Language): string {
  const round = language === 'zh' ? steps[step] : undefined;
  if (round !== undefined) return round;
  const yuan = step % FEN_IN_YUAN === 0 ? String(step / FEN_IN_YUAN) : (step / FEN_IN_YUAN).toFixed(2);
  return language === 'zh' ? `${yuan} 元` : `¥${yuan}`;
}
