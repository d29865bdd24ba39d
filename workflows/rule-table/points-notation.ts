import type { Every } from './due-words.ts';
import { NUMBER, numberOf, SCALE } from './numbers.ts';
import { plain } from './plain-text.ts';

/** What points are given for: every day, week, month or year, every so much money (in fen), every unit. */
export type Per =
  { of: 'period'; every: Every | 'year' } | { of: 'money'; fen: number } | { of: 'unit'; unit: string };

/** What the points column says: points for something, or a range to choose from; both as they are counted. */
export type Notation =
  { form: 'each'; points: number; per: Per | undefined } | { form: 'range'; min: number; max: number };

/** A notation and where it stands in its text. */
export type FoundNotation = { notation: Notation; from: number; to: number };

const POINTS = String.raw`(?:积分|分(?!钟|之|内)|points?\b|pts?\b)`;
const TAKING = /(?:扣除|倒扣|扣|减|罚|deduct|minus|take off)\s*$/u;
const PER_WORD = String.raw`(?:[¥]\s*)?(?:增加|新增|满)?\s*(?:${NUMBER})?\s*(?:(?:${SCALE})\s*元?|[a-z][a-z -]{0,19}|[^\s,;:.()/\d+~-]{1,12})?`;

const RANGE = new RegExp(
  String.raw`([+-])?\s*(${NUMBER})\s*(${POINTS})?\s*(?:至|到|~|-|to\b)\s*([+-])?\s*(${NUMBER})\s*(${POINTS})?` +
    String.raw`(?:\s*(?:/|每|per\b|each\b)\s*${PER_WORD})?`,
  'gu',
);
const REVERSE = new RegExp(
  String.raw`每\s*((?:增加|新增|满|迟|晚|超|延期|逾期)?\s*(?:${NUMBER})?\s*[^\s,;:.()/\d+~-]{1,6}?)\s*` +
    String.raw`(奖励|奖|加|得|计|给|扣除|扣|减|罚)?\s*([+-])?\s*(${NUMBER})\s*${POINTS}`,
  'gu',
);
const FORWARD = new RegExp(
  String.raw`(?<![\d:.]|点\s?)([+-])?\s*(${NUMBER})\s*(${POINTS})?(?:\s*(?:/|每|per\b|each\b|\ban?\b)\s*(${PER_WORD}))?`,
  'gu',
);

const NOTHING = /^(?:不计分|不加分|不给分|无积分|no points)$/u;

/** Every notation of a text that is `plain`, in order: `30 分/天`, `-50 至 -1000`, 每次扣 50 分, `800`. */
export function notationsIn(text: string): FoundNotation[] {
  const found: FoundNotation[] = [];
  if (NOTHING.test(text)) {
    return [{ notation: { form: 'each', points: 0, per: undefined }, from: 0, to: text.length }];
  }
  for (const [pattern, read] of [
    [RANGE, range],
    [REVERSE, reverse],
    [FORWARD, forward],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      const notation = found.some((other) => from < other.to && other.from < to)
        ? undefined
        : read(match, text);
      if (notation !== undefined) found.push({ notation, from, to });
    }
  }
  return found.toSorted((a, b) => a.from - b.from);
}

/** The notation that a whole cell is, whatever signs it is written with; none if it says anything else. */
export function notationOfCell(text: string): Notation | undefined {
  const [first, ...others] = notationsIn(plain(text).replace(/^'+/u, ''));
  return others.length === 0 ? first?.notation : undefined;
}

function range(match: RegExpMatchArray, text: string): Notation | undefined {
  const [whole, firstSign, first = '', firstPoints, secondSign, second = '', secondPoints] = match;
  if ((secondPoints ?? firstPoints) === undefined && whole.trim() !== text.trim()) return undefined;
  const taken = firstSign === '-' || secondSign === '-' || TAKING.test(text.slice(0, match.index));
  const ends = [numberOf(first), numberOf(second)].map((end) => (taken && end !== 0 ? -end : end));
  return { form: 'range', min: Math.min(...ends), max: Math.max(...ends) };
}

function reverse(match: RegExpMatchArray): Notation | undefined {
  const [, per = '', verb = '', sign, digits = ''] = match;
  return each(per.replace(/^(?:迟|晚|超|延期|逾期)/u, ''), digits, sign === '-' || TAKING.test(verb));
}

function forward(match: RegExpMatchArray, text: string): Notation | undefined {
  const [whole, sign, digits = '', points, per] = match;
  const isAll = whole.trim() === text.trim();
  if (points === undefined && !isAll && !(per !== undefined && /\//u.test(whole))) return undefined;
  return each(per, digits, sign === '-' || TAKING.test(text.slice(0, match.index)));
}

function each(per: string | undefined, digits: string, isTaken: boolean): Notation | undefined {
  const points = numberOf(digits);
  const perWhat = per === undefined ? undefined : perOf(per.trim());
  return { form: 'each', points: isTaken && points !== 0 ? -points : points, per: perWhat };
}

const MONEY = new RegExp(
  String.raw`^(¥)?(?:增加|新增|满)?\s*(${NUMBER})?\s*(${SCALE})?\s*(元|块|yuan|rmb)?$`,
  'u',
);
const PERIOD = /^(?:1|一)?\s*个?(?:(工作日|自然日|天|日|day)|(周|星期|礼拜|week)|(月|month)|(年|year))$/u;
const FEN_IN_YUAN = 100;

function perOf(text: string): Per | undefined {
  if (text === '') return undefined;
  const [, day, week, month, year] = PERIOD.exec(text) ?? [];
  if (day !== undefined) return { of: 'period', every: 'day' };
  if (week !== undefined) return { of: 'period', every: 'week' };
  if (month !== undefined) return { of: 'period', every: 'month' };
  if (year !== undefined) return { of: 'period', every: 'year' };
  const [, sign, digits, scale, yuan] = MONEY.exec(text) ?? [];
  if ((sign ?? scale ?? yuan) !== undefined) {
    return { of: 'money', fen: Math.round(numberOf(digits ?? '1', scale) * FEN_IN_YUAN) };
  }
  const unit = text.replace(/^(?:1|一)\s*/u, '').trim();
  return unit === '' ? undefined : { of: 'unit', unit };
}
