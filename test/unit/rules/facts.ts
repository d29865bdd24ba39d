import type { z } from 'zod';
import { dueInstant } from '../../../workflows/calendar.ts';
import { calendarSchema, companyCalendar, type Days } from '../../../workflows/working-days.ts';
import type { FactOf } from '../../../workflows/rules/fact.ts';
import { settle } from '../../../workflows/rules/index.ts';
import { ruleSchema, type Rule, type RuleInput } from '../../../workflows/rules/rule.ts';
import type { Given } from '../../../workflows/rules/settlement.ts';

/** Rules, facts and a company to test with; a test names only what it is about. */

export const SHANGHAI = 'Asia/Shanghai';

/** China in 2026, as far as the tests go there: the spring festival, May Day, the national day. */
export function aCalendar(changes: Partial<z.input<typeof calendarSchema>> = {}) {
  return companyCalendar(
    calendarSchema.parse({
      timeZone: SHANGHAI,
      holidays: [
        ...['2026-01-01', '2026-01-02', '2026-01-03'],
        ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
        ...['2026-05-01', '2026-06-19', '2026-09-25'],
        ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
      ],
      makeUpDays: ['2026-01-04', '2026-02-14', '2026-10-10'],
      knownUntil: '2026-12-31',
      ...changes,
    }),
  );
}

export const calendar = aCalendar();

export function aRule(input: RuleInput): Rule {
  return ruleSchema.parse(input);
}

/** The instant at which a clock in the company shows this: `2026-01-31T22:00`, `…T22:00:00` or `…T22:00:00.001`. */
export function local(text: string, timeZone = SHANGHAI): string {
  const [minute, rest = ''] = [text.slice(0, 16), text.slice(17)];
  const millis = Math.round(Number(rest || '0') * 1000);
  return new Date(Date.parse(dueInstant(minute, timeZone)) + millis).toISOString();
}

let facts = 0;
const nextId = () => `f${String((facts += 1)).padStart(6, '0')}`;

export function units(at: string, count: number, changes: Partial<FactOf<'units'>> = {}): FactOf<'units'> {
  return { type: 'units', id: nextId(), at: local(at), acceptedAt: local(at), units: count, ...changes };
}

export function money(at: string, fen: number, changes: Partial<FactOf<'money'>> = {}): FactOf<'money'> {
  return { type: 'money', id: nextId(), at: local(at), acceptedAt: local(at), fen, ...changes };
}

export function receivable(at: string, fen: number): FactOf<'receivable'> {
  return { type: 'receivable', id: nextId(), at: local(at), fen };
}

export function submission(
  period: string,
  handedInAt: string,
  outcome: FactOf<'submission'>['outcome'] = 'accepted',
): FactOf<'submission'> {
  return { type: 'submission', id: nextId(), period, handedInAt: local(handedInAt), outcome };
}

export function item(
  startedAt: string,
  doneAt?: string,
  changes: Partial<FactOf<'item'>> = {},
): FactOf<'item'> {
  return {
    type: 'item',
    id: nextId(),
    startedAt: local(startedAt),
    ...(doneAt === undefined ? {} : { doneAt: local(doneAt) }),
    ...changes,
  };
}

export function decision(at: string, points: number, changes: Partial<FactOf<'decision'>> = {}) {
  return { type: 'decision', id: nextId(), decidedAt: local(at), points, ...changes } as const;
}

export const YEAR: Days = { from: '2026-01-01', to: '2026-12-31' };
export const LATER = '2027-02-01T00:00:00.000Z';
export const PERSON = '00000000000000000000000a';

/** What is settled: the whole of 2026, looked at when it is over, of somebody who was always there. */
export function given(facts: Given['facts'], changes: Partial<Given> = {}): Given {
  return {
    person: PERSON,
    version: 1,
    facts,
    during: YEAR,
    present: [{ from: '2020-01-01' }],
    at: LATER,
    calendar,
    ...changes,
  };
}

export function sumOf(entries: readonly { points: number }[]): number {
  return entries.reduce((sum, entry) => sum + entry.points, 0);
}

/** The sum of what these facts come to. */
export function pointsFor(rule: Rule, facts: Given['facts'], changes: Partial<Given> = {}): number {
  return sumOf(settle(rule, given(facts, changes)).entries);
}

/** Every entry as `day points reason`. */
export function linesFor(rule: Rule, facts: Given['facts'], changes: Partial<Given> = {}): string[] {
  return settle(rule, given(facts, changes)).entries.map(
    ({ day, points, reason }) => `${day} ${points} ${reason}`,
  );
}

/** Every fault of what a schema refuses, as `path code`; empty if it is taken. */
export function faultsIn(
  schema: {
    safeParse: (value: unknown) => {
      error?:
        | { issues: { path: PropertyKey[]; code: string; params?: Record<string, unknown> | undefined }[] }
        | undefined;
    };
  },
  value: unknown,
): string[] {
  return (schema.safeParse(value).error?.issues ?? []).map(
    ({ path, code, params }) => `${path.join('.')} ${code === 'custom' ? String(params?.['code']) : code}`,
  );
}

/** The rules of the worked examples (domain). */
export const rules = {
  revisits: aRule({
    kind: 'proportional',
    id: 'revisits',
    name: 'Revisits of the week',
    unit: 'visits',
    points: 100,
    target: 20,
    period: { every: 'week' },
  }),
  orders: aRule({
    kind: 'amount',
    id: 'orders',
    name: 'Additional orders',
    points: 50,
    step: 100_000,
    period: { every: 'month' },
  }),
  sales: aRule({
    kind: 'target',
    id: 'sales',
    name: 'Sales target',
    points: 800,
    goal: { of: 'money', fen: 38_000_000 },
    period: { every: 'month' },
  }),
  referrals: aRule({
    kind: 'amount',
    id: 'referrals',
    name: 'Referral business',
    points: 1000,
    step: 1_000_000,
    period: { every: 'month' },
  }),
  productA: aRule({
    kind: 'sla',
    id: 'product_a',
    name: 'Product A',
    due: { by: 'date', date: '2026-07-20' },
    points: { per: 'item', points: 500 },
    penalty: { per: 'day_late', points: -50 },
  }),
  replies: aRule({
    kind: 'sla',
    id: 'replies',
    name: 'Replies of a day',
    due: { by: 'minutes', minutes: 30 },
    points: { per: 'day', points: 30, when: 'all_done' },
    penalty: { per: 'breach', points: -10 },
  }),
  purchasing: aRule({
    kind: 'sla',
    id: 'purchasing',
    name: 'Purchasing of a day',
    due: { by: 'cutoff', until: '16:30', nextDayBy: '12:00', wholeNextDay: ['label'] },
    points: { per: 'day', points: 30, when: 'all_in_time' },
  }),
  complaint: aRule({
    kind: 'severity',
    id: 'complaint',
    name: 'Complaint',
    range: { min: -1000, max: -50 },
    levels: { light: { min: -200, max: -50 } },
  }),
  summary: aRule({
    kind: 'duty',
    id: 'summary',
    name: 'Friday summary',
    due: { every: 'week', weekday: 5, by: '22:00' },
    points: 5,
    missed: -3,
  }),
  daily: aRule({
    kind: 'duty',
    id: 'daily',
    name: 'Daily report',
    due: { every: 'day', by: '22:00' },
    points: 5,
    missed: -1,
  }),
  suggestions: aRule({
    kind: 'count',
    id: 'suggestions',
    name: 'Adopted suggestions',
    unit: 'suggestions',
    points: 30,
    period: { every: 'month' },
    target: 3,
    cap: 100,
  }),
};
