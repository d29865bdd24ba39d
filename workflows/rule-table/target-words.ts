import { endOfMonthAfter } from '../calendar.ts';
import type { Period } from '../rules/period.ts';
import { periodIn } from './due-words.ts';
import { dateIn, monthIn, timeIn, type Found } from './moments.ts';
import { NUMBER, numberOf, SCALE } from './numbers.ts';
import { minutesIn } from './timed-words.ts';

export type Quantity = { value: number; unit: string };

const MONEY = new RegExp(
  String.raw`[¥$]\s*(${NUMBER})\s*(${SCALE})?|(${NUMBER})\s*(?:(${SCALE})(?:\s*(?:元|块|yuan|rmb)|(?!\s*[个家张条次通位件份人]))|(?:元|块|yuan|rmb))`,
  'gu',
);
const QUANTITY = new RegExp(
  String.raw`(?<![\d.])(${NUMBER})(?:\s*(${SCALE}))?\s*([^\s\d,;:.()/%+~-]{0,20})`,
  'gu',
);
const SHARE = /(\d{1,3}(?:\.\d+)?)\s*%/u;
const RECEIVABLES = /应收|回款|收回|收款|催收|货款|receivable|collect|due is|what is due/u;
const COUNTED = /^(?:个|家|张|条|次|通|位|件|份|篇|项|套|台|笔|户|人|单|例|起|场|[a-z])/u;
const NO_COUNT =
  /^(?:天|日|号|月|年|周|点|时|分|元|折|级|期|st\b|nd\b|rd\b|th\b|points?\b|minutes?\b|hours?\b|days?\b)/u;

/** The sum of money that a text names first, in fen: 38 万, 380,000 元, `¥380,000`; two names of one sum are one. */
export function moneyIn(text: string): number | undefined {
  for (const [, sign, signScale, digits, scale] of text.matchAll(MONEY)) {
    const fen = Math.round(numberOf(sign ?? digits ?? '', signScale ?? scale) * 100);
    if (fen > 0) return fen;
  }
  return undefined;
}

/** The share of receivables that a text wants collected, in percent; none if it is not about them. */
export function receivablesIn(text: string): number | undefined {
  if (!RECEIVABLES.test(text)) return undefined;
  const share = SHARE.exec(text)?.[1];
  if (share !== undefined) return Number(share);
  return /全部|全额|everything|all of/u.test(text) ? 100 : undefined;
}

/** What a text wants counted, 每周 20 个 or `2 customers a month`; dates, times, money and shares are no quantities. */
export function quantitiesIn(text: string, start: string): Quantity[] {
  const spans: (Found<unknown> | undefined)[] = [dateIn(text, start), monthIn(text, start), minutesIn(text)];
  for (let time = timeIn(text); time !== undefined; time = timeIn(text, time.to)) spans.push(time);
  const bare = spans.reduce(
    (rest, span) =>
      span === undefined
        ? rest
        : rest.slice(0, span.from) + ';'.repeat(span.to - span.from) + rest.slice(span.to),
    text.replace(/[¥$]\s*[\d,.]+|\d+(?:\.\d+)?\s*%/gu, (match) => ';'.repeat(match.length)),
  );
  return [...bare.matchAll(QUANTITY)].flatMap(([, digits = '', scale, word = '']) => {
    const value = numberOf(digits, scale);
    if (!Number.isInteger(value) || value < 1 || NO_COUNT.test(word)) return [];
    return [{ value, unit: unitIn(word) }];
  });
}

/** 个客户 is counted in 个, 家优质供应商 in 家; an English noun in itself. */
function unitIn(word: string): string {
  const [counted] = COUNTED.exec(word) ?? [];
  if (counted === undefined) return '';
  return /^[a-z]/u.test(counted) ? word : counted;
}

/** The period over which a target is meant, in a text; a month by its name comes once. */
export function targetPeriodIn(text: string, start: string): Period | undefined {
  const end = monthIn(text, start)?.value;
  if (end !== undefined) return { every: 'once', from: `${end.slice(0, 7)}-01`, to: end };
  const every = periodIn(text);
  return every === undefined ? undefined : { every };
}

/** The last day of a month that comes after another day: milestones follow one another. */
export function dueAfter(text: string, start: string): string | undefined {
  const date = dateIn(text, start)?.value;
  if (date !== undefined) return date;
  const month = monthIn(text, start)?.value;
  return month === undefined ? undefined : endOfMonthAfter(start, Number(month.slice(5, 7)));
}
