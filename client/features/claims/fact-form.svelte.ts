import { z } from 'zod/mini';
import { fenOf, yuanOf } from '../../../workflows/money.ts';
import type { ClaimRule } from '../../../workflows/rule-definition.ts';
import type { ClaimFact } from '../../../workflows/rules/claim-fact.ts';
import { whyNotPoints } from '../../../workflows/rules/severity.ts';
import { today } from '../../lib/dates.ts';

export const levels = ['light', 'moderate', 'serious', 'critical'] as const;
export type Level = (typeof levels)[number];

/** What stands in the fields, as it was typed. */
export const typedFactSchema = z.object({
  day: z.string(),
  units: z.optional(z.number()),
  money: z.string(),
  level: z.optional(z.enum(levels)),
  points: z.optional(z.number()),
});
export type TypedFact = z.output<typeof typedFactSchema>;

export type FactFault = 'day_missing' | 'units_wrong' | 'money_wrong' | 'points_outside';

const MOST_UNITS = 1_000_000;

/** What a rule has people say. */
export function takenBy(rule: ClaimRule): ClaimFact['type'] {
  switch (rule.kind) {
    case 'count':
    case 'proportional':
      return 'units';
    case 'amount':
      return 'money';
    case 'target':
      return rule.goal.of === 'units' ? 'units' : 'money';
    case 'severity':
      return 'decision';
  }
}

/** The fields of what is claimed; which of them count, the rule says. */
export class FactForm {
  day = $state(today());
  units: number | undefined = $state();
  money = $state('');
  level: Level | undefined = $state();
  points: number | undefined = $state();

  fill(fact: ClaimFact) {
    this.day = fact.day;
    if (fact.type === 'units') this.units = fact.units;
    if (fact.type === 'money') this.money = yuanOf(fact.fen);
    if (fact.type === 'decision') {
      this.level = fact.level;
      this.points = fact.points;
    }
  }

  retype({ day, units, money, level, points }: TypedFact) {
    this.day = day;
    this.units = units;
    this.money = money;
    this.level = level;
    this.points = points;
  }

  get typed(): TypedFact {
    const { day, units, money, level, points } = this;
    return { day, units, money, level, points };
  }

  /** How much is claimed goes, the day stays: for one more of the same. */
  clear() {
    this.units = undefined;
    this.money = '';
    this.level = undefined;
    this.points = undefined;
  }

  /** What is wrong with it, or null. */
  fault(rule: ClaimRule): FactFault | null {
    if (this.day === '') return 'day_missing';
    switch (takenBy(rule)) {
      case 'units':
        return this.#unitsAreFine ? null : 'units_wrong';
      case 'money':
        return this.#fen === undefined ? 'money_wrong' : null;
      case 'decision':
        return this.#pointsAreFine(rule) ? null : 'points_outside';
    }
  }

  /** What is claimed, or null as long as it is not filled in well. */
  fact(rule: ClaimRule): ClaimFact | null {
    if (this.fault(rule) !== null) return null;
    const { day, units, level, points } = this;
    switch (takenBy(rule)) {
      case 'units':
        return units === undefined ? null : { type: 'units', day, units };
      case 'money':
        return this.#fen === undefined ? null : { type: 'money', day, fen: this.#fen };
      case 'decision':
        return {
          type: 'decision',
          day,
          ...(points === undefined ? {} : { points }),
          ...(level === undefined ? {} : { level }),
        };
    }
  }

  get #unitsAreFine(): boolean {
    const { units } = this;
    return units !== undefined && Number.isInteger(units) && units >= 1 && units <= MOST_UNITS;
  }

  get #fen(): number | undefined {
    const fen = fenOf(this.money);
    return fen === undefined || fen < 1 ? undefined : fen;
  }

  /** Points need not be proposed; those that are have to be among those that can be given. */
  #pointsAreFine(rule: ClaimRule): boolean {
    const { points, level } = this;
    return (
      points === undefined || rule.kind !== 'severity' || whyNotPoints(rule, { points, level }) === undefined
    );
  }
}
