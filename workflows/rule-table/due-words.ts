import type { DutyDue } from '../rules/duty-periods.ts';
import type { RunningDays } from '../working-days.ts';
import { timeIn } from './moments.ts';

export type Every = DutyDue['every'];

const PERIODS: readonly [Every | 'year', RegExp][] = [
  [
    'day',
    /每\s*个?(?:工作日|自然日|日|天)|当[天日]|[日天]报|\b(?:daily|every day|each day|a day|per day|the day's)\b/u,
  ],
  [
    'week',
    /每\s*个?(?:周|星期|礼拜)|[本当]周|周[报总]|\b(?:weekly|every week|each week|a week|per week|the week's)\b/u,
  ],
  [
    'month',
    /每\s*个?月|[本当]月|月[度报总底末]|\b(?:monthly|every month|each month|a month|per month|the month's)\b/u,
  ],
  ['year', /每\s*年|全年|年度|\b(?:yearly|every year|a year|per year)\b/u],
];

/** The period that a text speaks of, 每周 or `a week`: the one named first; none if it names none. */
export function periodIn(text: string): Every | 'year' | undefined {
  return PERIODS.flatMap(([every, words]) => {
    const at = text.search(words);
    return at < 0 ? [] : [{ every, at }];
  }).toSorted((a, b) => a.at - b.at)[0]?.every;
}

const WEEKDAY = /(?:每|逢)?\s*(?:周|星期|礼拜)\s*([一二三四五六日天1-7])(?!\d|\s*[次个条张家篇份%])/u;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const ENGLISH_WEEKDAY = /\b(mon|tues|wednes|thurs|fri|satur|sun)day\b/u;
const ENGLISH_WEEKDAYS = ['mon', 'tues', 'wednes', 'thurs', 'fri', 'satur', 'sun'];
const LAST_DAY =
  /每\s*个?月(?:的)?(?:最后|末)|月[底末]|(?:当|本)月最后|\b(?:last day|end) of (?:the|each|every) month\b/u;
const MONTH_DAY = /(?:每\s*个?|[当本])月(?:的)?\s*(\d{1,2})\s*[日号]/u;
const ENGLISH_MONTH_DAY = /\b(?:by|on) the (\d{1,2})(?:st|nd|rd|th)\b/u;
/** "By the 31st" is by the end of every month; the last day that every month has is the 28th. */
const LAST_DAYS = 31;

/**
 * When a duty is due, in a text that is `plain`: 每周五 22 点前, 每月 10 日前, 每月最后 1 天, 22:00 前; none if the text
 * names no period and `every` none either. A time of day belongs to it, whatever stands between.
 */
export function recurringIn(text: string, every?: Every): DutyDue | undefined {
  const time = timeIn(text)?.value;
  const by = time === undefined || time === '23:59' ? {} : { by: time };
  const off = onDayOffIn(text);
  const weekday = weekdayIn(text);
  if (weekday !== undefined) return { every: 'week', weekday, ...by, ...off };
  const day = Number((MONTH_DAY.exec(text) ?? ENGLISH_MONTH_DAY.exec(text))?.[1] ?? 0);
  if (LAST_DAY.test(text) || day === LAST_DAYS) return { every: 'month', ...by, ...off };
  if (day > 0) return { every: 'month', day, ...by, ...off };
  switch (periodIn(text) ?? every) {
    case 'day':
      return { every: 'day', ...by };
    case 'week':
      return { every: 'week', ...by, ...off };
    case 'month':
      return { every: 'month', ...by, ...off };
    default:
      return undefined;
  }
}

function weekdayIn(text: string): number | undefined {
  const chinese = WEEKDAY.exec(text)?.[1];
  if (chinese !== undefined) {
    return Number(chinese) || (chinese === '天' ? WEEKDAYS.length : WEEKDAYS.indexOf(chinese) + 1);
  }
  const english = ENGLISH_WEEKDAY.exec(text)?.[1];
  return english === undefined ? undefined : ENGLISH_WEEKDAYS.indexOf(english) + 1;
}

function onDayOffIn(text: string): { onDayOff?: 'earlier' | 'later' } {
  if (/顺延|working day after/u.test(text)) return { onDayOff: 'later' };
  return /(?:休息日|节假日|周末)[^,;]{0,6}提前|working day before/u.test(text) ? { onDayOff: 'earlier' } : {};
}

/** On which days a duty runs, if the text says so: every calendar day, or (as without a word) every working day. */
export function runningDaysIn(text: string): RunningDays {
  return /自然日|日历日|[含包]括?(?:周末|节假日|休息日)|全年无休|every calendar day|weekends included/u.test(
    text,
  )
    ? 'calendar'
    : 'working';
}
