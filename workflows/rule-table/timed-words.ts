import { dateIn, timeIn, type Found } from './moments.ts';
import { NUMBER, numberOf } from './numbers.ts';

const WITHIN = new RegExp(
  String.raw`(${NUMBER})\s*个?\s*(分钟|分|小时|min(?:ute)?s?|h(?:our)?s?)\s*(?:之内|以内|内)` +
    String.raw`|within\s+(${NUMBER})\s*(min(?:ute)?s?|h(?:our)?s?)`,
  'u',
);

/** How long a timed item may take, in minutes: 30 分钟内, `within 2 hours`. */
export function minutesIn(text: string): Found<number> | undefined {
  const parts = WITHIN.exec(text);
  if (parts === null) return undefined;
  const [whole, digits, unit, englishDigits, englishUnit] = parts;
  const value =
    numberOf(digits ?? englishDigits ?? '') * (/^(?:小时|h)/u.test(unit ?? englishUnit ?? '') ? 60 : 1);
  return { value, from: parts.index, to: parts.index + whole.length };
}

const SAME_DAY = /当[天日]|同日|same day/u;
const NEXT_DAY = /第二天|次日|隔[天日]|翌日|next day/u;
const EXCEPTED =
  /(?:\(|^|[,;\n])\s*([^,;:()\n]{1,40}?)\s*(?:除外|例外|excepted)[^()]{0,20}?(?:次日内|第二天内|by (?:its|the) end|end of the next day)/u;

export type Cutoff = { until: string; nextDayBy?: string; wholeNextDay: string[] };

/**
 * A day's closing time for orders: what comes by `until` is due the same day, what comes later by `nextDayBy` of the
 * next, and what is of some category by its end. None if the text does not speak of the same day after a time.
 */
export function cutoffIn(text: string): Cutoff | undefined {
  const first = timeIn(text);
  if (first === undefined || !SAME_DAY.test(text.slice(first.to))) return undefined;
  const next = NEXT_DAY.exec(text);
  const nextTime = next === null ? undefined : nextDayTime(text, next.index, first);
  const excepted = EXCEPTED.exec(text)?.[1]?.trim();
  return {
    until: first.value,
    ...(nextTime === undefined ? {} : { nextDayBy: nextTime }),
    wholeNextDay: excepted === undefined ? [] : [excepted],
  };
}

/** The time that belongs to the next day: 次日 12:00 前, or `12:00 the next day`. */
function nextDayTime(text: string, nextDay: number, first: Found<string>): string | undefined {
  const before = timeIn(text.slice(0, nextDay), Math.max(first.to, nextDay - 12));
  const after = timeIn(text, nextDay);
  const isNear = after !== undefined && after.from - nextDay < 8;
  return isNear ? after.value : before?.value;
}

/** A date on which something has to be delivered, with its time of day if it has one: 7 月 20 日前. */
export function deliveryIn(text: string, start: string): string | undefined {
  const date = dateIn(text, start);
  if (date === undefined) return undefined;
  const time = timeIn(text, date.to);
  const belongs = time !== undefined && time.from - date.to < 4 && time.value !== '23:59';
  return belongs ? `${date.value}T${time.value}` : date.value;
}

/** Whether points are taken for being late, rather than for a fault. */
export function speaksOfLateness(text: string): boolean {
  return /超过|超时|超期|逾期|延期|延迟|推迟|迟|晚于|每晚|late\b|later|overdue|delay/u.test(text);
}

/** Whether a text names a fault, a loss or a delay: what points are taken for. */
export function speaksOfFault(text: string): boolean {
  return (
    speaksOfLateness(text) ||
    /遗漏|漏|错|误|差|返工|投诉|浪费|质量问题|流失|未|不合格|不良|丢|损|违|缺|lost|error|fault|complain|forgot|rework|waste|wrong|missing/u.test(
      text,
    )
  );
}
