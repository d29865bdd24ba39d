import { z } from 'zod';
import { ruleId } from '../../workflows/rules/fields.ts';

/** Under this name the totals keep what comes from projects; no rule can be called so. */
export const PROJECT = '_project';

/** A month as it is written in totals: `YYYY-MM`, of the days that entries are dated by. */
export const monthSchema = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/);

/**
 * What somebody has from one rule in some time: the sum and the number of entries, how far they got, and of what.
 * `reached` and `target` are those of the periods that are due, and no period reaches more than its target: only so do
 * they add up to an attainment.
 */
export const amountsSchema = z.strictObject({
  points: z.int(),
  entries: z.int(),
  reached: z.int(),
  target: z.int(),
});
export type Amounts = z.output<typeof amountsSchema>;

/** What a commit adds to the totals of a person, a rule (null: projects) and a month; all four can be negative. */
export const moveSchema = amountsSchema.extend({
  person: z.string(),
  rule: ruleId.nullable(),
  month: monthSchema,
});
export type Move = z.output<typeof moveSchema>;

/** The moves of one commit, written in it; gone as soon as they are rolled up into the totals. */
export const movementSchema = z.strictObject({ _id: z.string(), moves: z.array(moveSchema).min(1) });
export type MovementDocument = z.output<typeof movementSchema>;

/** A person's month, over all rules and for each; `_id` is `<person>/<YYYY-MM>`. */
export const totalSchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  month: monthSchema,
  points: z.int(),
  entries: z.int(),
  rules: z.record(z.string(), amountsSchema),
});
export type TotalDocument = z.output<typeof totalSchema>;

/**
 * The sums of a person's quarter or year, so that a year is one document; `_id` is `<person>/<YYYY>-Q<1–4>` or
 * `<person>/<YYYY>`.
 */
export const spanSchema = totalSchema
  .pick({ _id: true, person: true, rules: true })
  .extend({ span: z.string() });
export type SpanDocument = z.output<typeof spanSchema>;

/** What moves come to, by person and month. */
export function monthsOf(moves: readonly Move[]): TotalDocument[] {
  const months = new Map<string, TotalDocument>();
  for (const { person, month, rule, ...amounts } of moves) {
    const _id = `${person}/${month}`;
    const total = months.get(_id) ?? { _id, person, month, points: 0, entries: 0, rules: {} };
    months.set(_id, total);
    total.points += amounts.points;
    total.entries += amounts.entries;
    const key = rule ?? PROJECT;
    total.rules[key] = plus(total.rules[key], amounts);
  }
  return [...months.values()];
}

/** What months come to, by person and quarter, and by person and year. */
export function longerOf(months: readonly TotalDocument[]): SpanDocument[] {
  const spans = new Map<string, SpanDocument>();
  for (const { person, month, rules } of months) {
    for (const span of [quarterOf(month), yearOf(month)]) {
      const _id = `${person}/${span}`;
      const sum = spans.get(_id) ?? { _id, person, span, rules: {} };
      spans.set(_id, sum);
      for (const [rule, amounts] of Object.entries(rules)) sum.rules[rule] = plus(sum.rules[rule], amounts);
    }
  }
  return [...spans.values()];
}

/** The months from one to another, both included: as whole years, else as whole quarters, and the months left. */
export function spansOf(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month);
  return wholeOrParts(months, yearOf, 12).flatMap((year) =>
    Array.isArray(year) ? wholeOrParts(year, quarterOf, 3).flat() : [year],
  );
}

/** The spans that so many of the months fill, and of each that is not filled its months. */
function wholeOrParts(
  months: readonly string[],
  spanOf: (month: string) => string,
  length: number,
): (string | string[])[] {
  const groups = new Map<string, string[]>();
  for (const month of months) groups.set(spanOf(month), [...(groups.get(spanOf(month)) ?? []), month]);
  return [...groups].map(([span, parts]) => (parts.length === length ? span : parts));
}

export function plus(before: Amounts | undefined, added: Amounts): Amounts {
  if (before === undefined) return added;
  return {
    points: before.points + added.points,
    entries: before.entries + added.entries,
    reached: before.reached + added.reached,
    target: before.target + added.target,
  };
}

function yearOf(month: string): string {
  return month.slice(0, 4);
}

function quarterOf(month: string): string {
  return `${yearOf(month)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

function monthAfter(month: string): string {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
