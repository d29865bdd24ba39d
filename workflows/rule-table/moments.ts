import { endOfMonthAfter, localDate } from '../calendar.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH_NAME = String.raw`(${MONTHS.join('|')})[a-z]*\.?`;
const CLOCK =
  /(上午|早上|下午|晚上|晚|中午)?\s*(\d{1,2})(?::(\d{2})|\s*(?:点|时(?!间))(?:\s*(\d{1,2})\s*分(?!钟)|(半))?)\s*(am|pm)?/u;
const CLOCK_12 = /\b(\d{1,2})\s*(am|pm)\b/u;

/** Something read in a text that is `plain`, and where it stands there. */
export type Found<Value> = { value: Value; from: number; to: number };

/** The first time of day after some position: `22:00`, 22 点, 下午 5 点半, `5 pm`. */
export function timeIn(text: string, after = 0): Found<string> | undefined {
  const rest = text.slice(after);
  const parts = CLOCK.exec(rest);
  if (parts !== null) {
    const [whole, noon, hour, minutes, spoken, half, suffix] = parts;
    const time = clock(
      Number(hour),
      Number(minutes ?? spoken ?? (half === undefined ? 0 : 30)),
      noon ?? suffix,
    );
    const from = after + parts.index;
    return time === undefined ? undefined : { value: time, from, to: from + whole.length };
  }
  const short = CLOCK_12.exec(rest);
  const time = short === null ? undefined : clock(Number(short[1]), 0, short[2]);
  if (short === null || time === undefined) return undefined;
  const from = after + short.index;
  return { value: time, from, to: from + short[0].length };
}

/** `24:00` is the end of the day, which a due moment without a time means as well: 23:59. */
function clock(hour: number, minute: number, half = ''): string | undefined {
  const late = /下午|晚|pm/u.test(half) && hour < 12 ? hour + 12 : hour;
  if (late === 24 && minute === 0) return '23:59';
  if (late > 23 || minute > 59) return undefined;
  return `${String(late).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

type YearlessDate = { year?: number; month: number; day: number };
const DATES: readonly [RegExp, (parts: readonly (string | undefined)[]) => YearlessDate][] = [
  [/(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?/u, ([, y, m, d]) => date(m, d, y)],
  [/(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/u, ([, m, d]) => date(m, d)],
  [new RegExp(String.raw`(\d{1,2})(?:st|nd|rd|th)?\s+(?:of )?${MONTH_NAME}(?:\s+(\d{4}))?`, 'u'), named],
  [
    new RegExp(String.raw`\b${MONTH_NAME}\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?`, 'u'),
    ([all, m, d, y]) => named([all, d, m, y]),
  ],
];

function date(month: string | undefined, day: string | undefined, year?: string): YearlessDate {
  return { month: Number(month), day: Number(day), ...(year === undefined ? {} : { year: Number(year) }) };
}

function named([, day, month = '', year]: readonly (string | undefined)[]): YearlessDate {
  return date(String(MONTHS.indexOf(month.slice(0, 3)) + 1), day, year);
}

/** The first date of a text, `7 月 20 日` or `20 July`: without a year, the first that is not before the start. */
export function dateIn(text: string, start: string): Found<string> | undefined {
  for (const [pattern, read] of DATES) {
    const parts = pattern.exec(text);
    if (parts === null) continue;
    const { year, month, day } = read(parts);
    const first = Number(start.slice(0, 4));
    const years = year === undefined ? [first, first + 1] : [year];
    const value = years
      .map((each) => `${each}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
      .find((each) => localDate.safeParse(each).success && (year !== undefined || each >= start));
    if (value !== undefined) return { value, from: parts.index, to: parts.index + parts[0].length };
  }
  return undefined;
}

const MONTH_ALONE = /(?<!\d|每)(\d{1,2})\s*月(?:份|底|末)?(?!\s*\d{1,2}\s*[日号])/u;
const ENGLISH_MONTH = new RegExp(String.raw`\b(?:in|of|by|during|end of)\s+${MONTH_NAME}(?!\s*\d)\b`, 'u');

/** The first month that a text names without a day: the last day of the first such month that ends after the start. */
export function monthIn(text: string, start: string): Found<string> | undefined {
  const parts = MONTH_ALONE.exec(text);
  const english = ENGLISH_MONTH.exec(text);
  const found = parts ?? english;
  if (found === null) return undefined;
  const month = parts === null ? MONTHS.indexOf(found[1] ?? '') + 1 : Number(parts[1]);
  if (month < 1 || month > 12) return undefined;
  return { value: endOfMonthAfter(start, month), from: found.index, to: found.index + found[0].length };
}
