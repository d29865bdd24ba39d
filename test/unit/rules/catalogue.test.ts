import { describe, expect, it } from 'vitest';
import { ruleSetTemplates } from '../../../workflows/catalogue/rules.ts';
import { dutyPeriods } from '../../../workflows/rules/duty-periods.ts';
import { settle } from '../../../workflows/rules/index.ts';
import { rulesOf, ruleSetSchema } from '../../../workflows/rules/rule-set.ts';
import type { Rule } from '../../../workflows/rules/rule.ts';
import { calendar, faultsIn, given } from './facts.ts';

const setsFrom = (start: string, language: 'zh' | 'en' = 'en') =>
  ruleSetTemplates.map(({ ruleSet }) => ruleSetSchema.parse(ruleSet(start, language)));
const sets = setsFrom('2026-01-01');
const rules = sets.flatMap(rulesOf);

function worthOf(rule: Rule): string {
  switch (rule.kind) {
    case 'duty':
      return `duty ${rule.points} per ${rule.due.every}`;
    case 'count':
      return `count ${rule.points}${rule.target === undefined ? '' : ` of ${rule.target}`}`;
    case 'amount':
      return `amount ${rule.points} per ${rule.step}`;
    case 'target':
      return `target ${rule.points}`;
    case 'proportional':
      return `proportional ${rule.points} at ${rule.target} a ${rule.period.every}`;
    case 'sla':
      return `sla ${rule.points?.points} per ${rule.points?.per}, ${rule.penalty?.points ?? 0}`;
    case 'severity':
      return `severity ${rule.range.min} to ${rule.range.max}`;
  }
}

/** The table of the domain: area, weight of the key result in percent, its rules. */
const table = [
  ['purchasing', 60, 'sla 30 per day, 0', 'count -50'],
  ['purchasing', 40, 'duty 0 per month', 'count -50', 'duty 100 per week'],
  ['warehouse', 15, 'duty 10 per day', 'count -50'],
  ['warehouse', 70, 'duty 50 per week', 'count -50'],
  ['warehouse', 15, 'duty 100 per month', 'duty 50 per month', 'count -50'],
  ['suppliers', 30, 'duty 500 per month'],
  ['suppliers', 70, 'count 200 of 2'],
  ['existing_customers', 20, 'proportional 100 at 20 a week'],
  ['existing_customers', 80, 'amount 50 per 100000', 'count 300', 'count -1000'],
  ['self_marketing', 100, 'duty 2 per day', 'duty 5 per week'],
  ['new_customers', 20, 'duty 10 per day'],
  ['new_customers', 20, 'count 10 of 20'],
  ['new_customers', 60, 'target 800'],
  ['collections', 100, 'duty 50 per month', 'target 100'],
  ['reporting', 30, 'duty 5 per week'],
  ['reporting', 20, 'duty 10 per month'],
  ['reporting', 50, 'duty 5 per day'],
  ['prompt_replies', 70, 'sla 30 per day, -10'],
  ['prompt_replies', 30, 'count 100 of 2'],
  ['delivery_follow_up', 20, 'count 30 of 3'],
  ['delivery_follow_up', 40, 'sla 500 per item, -50'],
  ['delivery_follow_up', 40, 'sla 500 per item, -50'],
  ['revisits', 50, 'count 4 of 100'],
  ['revisits', 50, 'amount 1000 per 1000000'],
  ['satisfaction', 100, 'count 10 of 20', 'count 20', 'severity -1000 to -50'],
];

describe('the catalogue', () => {
  it('is the table of the domain, rule by rule', () => {
    const rows = sets.flatMap(({ areas }) =>
      areas.flatMap((area) =>
        area.processes.flatMap(({ keyResults }) =>
          keyResults.map(({ weight, rules }) => [area.id, weight / 100, ...rules.map(worthOf)]),
        ),
      ),
    );
    expect(rows).toEqual(table);
  });

  it('has twelve areas of three departments, and all seven kinds', () => {
    expect(sets.flatMap(({ areas }) => areas)).toHaveLength(12);
    expect(new Set(rules.map(({ kind }) => kind)).size).toBe(7);
  });

  it('has an id for every rule that no other department uses', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('is the same in both languages but for its words, all of which are there', () => {
    const words: string[] = [];
    const without = (language: 'zh' | 'en') =>
      JSON.stringify(setsFrom('2026-01-01', language), (key, value: unknown) => {
        if (!['name', 'criterion', 'unit', 'wholeNextDay'].includes(key)) return value;
        words.push(String(value));
        return undefined;
      });

    expect(without('zh')).toBe(without('en'));
    const chinese = words.slice(0, words.length / 2).filter((word) => word !== '');
    expect(chinese.every((word) => /\p{Script=Han}/u.test(word))).toBe(true);
    expect(words.slice(words.length / 2).some((word) => /\p{Script=Han}/u.test(word))).toBe(false);
  });

  it('parses from any day of a year, in both languages', () => {
    for (let n = 0; n < 366; n += 1) {
      const start = new Date(Date.UTC(2028, 0, 1 + n)).toISOString().slice(0, 10);
      for (const { ruleSet } of ruleSetTemplates) {
        expect(faultsIn(ruleSetSchema, ruleSet(start, n % 2 === 0 ? 'zh' : 'en'))).toEqual([]);
      }
    }
  });

  it.each([
    { start: '2026-01-01', a: '2026-07-20', b: '2026-08-30', august: '2026-08-01' },
    { start: '2026-07-20', a: '2026-07-20', b: '2026-08-30', august: '2026-08-01' },
    { start: '2026-07-21', a: '2027-07-20', b: '2026-08-30', august: '2026-08-01' },
    { start: '2026-08-31', a: '2027-07-20', b: '2027-08-30', august: '2027-08-01' },
  ])('started on $start means product A by $a, product B by $b', ({ start, a, b, august }) => {
    const found = setsFrom(start).flatMap(rulesOf);
    const dates = found.flatMap((rule) =>
      rule.kind === 'sla' && rule.due.by === 'date' ? [rule.due.date] : [],
    );
    const periods = found.flatMap((rule) =>
      rule.kind === 'count' && rule.period?.every === 'once' ? [rule.period.from] : [],
    );

    expect(dates).toEqual([a, b]);
    expect(periods).toEqual([august]);
  });

  it('runs: a year without a fact settles, and the duties of a month have their due moments', () => {
    for (const rule of rules) expect(() => settle(rule, given([]))).not.toThrow();

    const july = { from: '2026-07-01', to: '2026-07-31' };
    const duties = rules.flatMap((rule) => (rule.kind === 'duty' ? dutyPeriods(rule, july, calendar) : []));
    expect(duties).toHaveLength(4 * 23 + 4 * 4 + 6);
    expect(duties.every(({ due, known }) => known && due.startsWith('2026-0'))).toBe(true);
  });
});
