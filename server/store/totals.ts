import { z } from 'zod';
import { ruleId } from '../../workflows/rules/fields.ts';

/** Under this name the totals keep what comes from projects; no rule can be called so. */
export const PROJECT = '_project';

/** A month as it is written in totals: `YYYY-MM`, of the days that entries are dated by. */
export const monthSchema = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/);

/** What somebody has from one rule in one month: the sum and the number of entries, how far they got, and of what. */
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
export const movementSchema = z.strictObject({ _id: z.string(), moves: z.array(moveSchema) });
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

export function totalId(person: string, month: string): string {
  return `${person}/${month}`;
}

/** What moves come to, by person and month. */
export function monthsOf(moves: readonly Move[]): Omit<TotalDocument, '_id'>[] {
  const months = new Map<string, Omit<TotalDocument, '_id'>>();
  for (const { person, month, rule, ...amounts } of moves) {
    const id = totalId(person, month);
    const total = months.get(id) ?? { person, month, points: 0, entries: 0, rules: {} };
    months.set(id, total);
    total.points += amounts.points;
    total.entries += amounts.entries;
    const key = rule ?? PROJECT;
    total.rules[key] = plus(total.rules[key], amounts);
  }
  return [...months.values()];
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
