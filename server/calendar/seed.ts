import china from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { tidy } from '../../workflows/named-days.ts';
import type { EnteredCalendar } from '../contract/calendar.ts';

/** Where the holidays of mainland China are kept; Hong Kong, Macau and Taiwan have their own. */
const chineseZones = new Set([
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Chongqing',
  'Asia/Chungking',
  'Asia/Harbin',
  'Asia/Kashgar',
  'PRC',
]);

/** The last day that a date can be: a calendar that is known until then has nothing unknown. */
const FOR_EVER = '2999-12-31';
const WEEKEND = [6, 7];

/** The package's table: day → "National Day,国庆节,3". Dates alone, so that no time zone has a part in it. */
const tableSchema = z.object({
  holidays: z.record(localDate, z.string()),
  workdays: z.record(localDate, z.string()),
});

/**
 * What a company's calendar begins with, as of the day of the first start. In China: the public holidays and make-up
 * days from the year before on, known until the last year that the package has. Elsewhere: plain weeks. Of those
 * nothing is unknown, for nobody has said that there are holidays; whoever enters some says until when they are known.
 */
export function firstCalendar(timeZone: string, today: string): EnteredCalendar {
  const nothing = { timeZone, restDays: WEEKEND, holidays: [], makeUpDays: [], names: {} };
  if (!chineseZones.has(timeZone)) return { ...nothing, knownUntil: FOR_EVER };
  const { holidays, workdays } = tableSchema.parse(china);
  const from = `${Number(today.slice(0, 4)) - 1}-01-01`;
  const since = (table: Record<string, string>) => Object.keys(table).filter((day) => day >= from);
  const names = Object.entries({ ...holidays, ...workdays }).map(([day, text]): [string, string] => [
    day,
    chineseName(text),
  ]);
  const lastYear = Object.keys(holidays).toSorted().at(-1)?.slice(0, 4) ?? from.slice(0, 4);
  return {
    timeZone,
    ...tidy({
      restDays: WEEKEND,
      holidays: since(holidays),
      makeUpDays: since(workdays),
      names: Object.fromEntries(names),
    }),
    knownUntil: `${lastYear}-12-31`,
  };
}

function chineseName(text: string): string {
  return text.split(',')[1] ?? text;
}
