import type { RuleKind } from '../rules/rule.ts';
import { periodIn, recurringIn } from './due-words.ts';
import { countedIn, said, type Item } from './item.ts';
import type { Notation } from './points-notation.ts';
import { moneyIn, receivablesIn } from './target-words.ts';
import { cutoffIn, deliveryIn, minutesIn, speaksOfLateness } from './timed-words.ts';

export type Certainty = 'sure' | 'likely' | 'unsure';
export type Guess = { kind: RuleKind; certainty: Certainty };

/** Which kind of rule is meant (domain: kinds of rule), by the notation first and then by the words around it. */
export function kindOf(item: Item, start: string): Guess {
  const { notation } = item;
  if (notation === undefined) return withoutPoints(item, start);
  if (notation.form === 'range') {
    return { kind: 'severity', certainty: notation.min < 0 && notation.max > 0 ? 'unsure' : 'sure' };
  }
  if (notation.per?.of === 'money') return { kind: 'amount', certainty: 'sure' };
  if (notation.points < 0) return ofPointsTaken(item, notation, start);
  if (notation.points === 0) return { kind: 'duty', certainty: recurs(item) ? 'sure' : 'unsure' };
  switch (notation.per?.of) {
    case 'unit':
      return isTimed({ ...item, alone: false })
        ? { kind: 'sla', certainty: 'likely' }
        : { kind: 'count', certainty: isTimed(item) ? 'likely' : 'sure' };
    case 'period':
      return ofPeriod(item, notation.per.every, start);
    case undefined:
      return ofBarePoints(item, start);
  }
}

type Each = Extract<Notation, { form: 'each' }>;

function ofPointsTaken({ words }: Item, { per }: Each, start: string): Guess {
  if (per?.of === 'period') {
    const late = speaksOfLateness(words) && deliveryIn(words, start) !== undefined;
    return late ? { kind: 'sla', certainty: 'likely' } : { kind: 'count', certainty: 'unsure' };
  }
  return { kind: 'count', certainty: per === undefined ? 'likely' : 'sure' };
}

/** Points for a day, week or month: for a day without a breach, for a target, or for a duty. */
function ofPeriod(item: Item, every: string, start: string): Guess {
  if (isTimed(item)) return { kind: 'sla', certainty: every === 'day' ? 'likely' : 'unsure' };
  if (hasTarget(item)) return { kind: 'target', certainty: 'likely' };
  const counted = countedIn(item, start);
  const over = said(item, periodIn);
  if (counted !== undefined && counted.value > 1 && (over === undefined || over === every)) {
    return { kind: 'proportional', certainty: 'likely' };
  }
  return every === 'year' ? { kind: 'target', certainty: 'unsure' } : { kind: 'duty', certainty: 'sure' };
}

/** Points without a word of what they are for. */
function ofBarePoints(item: Item, start: string): Guess {
  if (said(item, (text) => deliveryIn(text, start)) !== undefined)
    return { kind: 'sla', certainty: 'likely' };
  if (hasTarget(item)) return { kind: 'target', certainty: 'likely' };
  const counted = countedIn(item, start);
  if (counted !== undefined && counted.value > 1) {
    return { kind: said(item, periodIn) === undefined ? 'target' : 'proportional', certainty: 'unsure' };
  }
  if (recurs(item)) return { kind: 'duty', certainty: 'likely' };
  return { kind: 'count', certainty: 'unsure' };
}

function withoutPoints(item: Item, start: string): Guess {
  if (isTimed(item) || said(item, (text) => deliveryIn(text, start)) !== undefined) {
    return { kind: 'sla', certainty: 'likely' };
  }
  if (hasTarget(item)) return { kind: 'target', certainty: 'likely' };
  if (recurs(item)) return { kind: 'duty', certainty: 'likely' };
  return { kind: 'count', certainty: 'unsure' };
}

function isTimed(item: Item): boolean {
  return said(item, minutesIn) !== undefined || said(item, cutoffIn) !== undefined;
}

function hasTarget(item: Item): boolean {
  return said(item, receivablesIn) !== undefined || said(item, moneyIn) !== undefined;
}

function recurs(item: Item): boolean {
  const per = item.notation?.form === 'each' ? item.notation.per : undefined;
  return per?.of === 'period' || said(item, recurringIn) !== undefined;
}
