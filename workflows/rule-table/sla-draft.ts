import { runningDaysIn } from './due-words.ts';
import { said, type Item } from './item.ts';
import type { Json } from './json.ts';
import type { Asker } from './questions.ts';
import { cutoffIn, deliveryIn, minutesIn } from './timed-words.ts';

const MINUTES_OF_A_YEAR = 525_600;

/** A rule about timed items: until when, and what is given for being in time and taken for being late. */
export function slaFields(
  item: Item,
  ask: Asker,
  start: string,
  pointsOf: (item: Item, ask: Asker) => number | undefined,
): Record<string, Json | undefined> {
  const points = pointsOf(item, ask);
  const due = dueOf(item, ask, start);
  const per = item.notation?.form === 'each' ? item.notation.per : undefined;
  const perDay = per?.of === 'period' && per.every === 'day';
  const days = runningDaysIn(item.words);
  if (points !== undefined && points < 0) {
    return { days, due, points: undefined, penalty: { per: perDay ? 'day_late' : 'breach', points } };
  }
  const penalty = item.penalty === undefined ? undefined : { ...item.penalty };
  if (points === undefined) return { days, due, penalty };
  const when = item.penalty?.per === 'breach' ? 'all_done' : 'all_in_time';
  return { days, due, points: perDay ? { per: 'day', points, when } : { per: 'item', points }, penalty };
}

function dueOf(item: Item, ask: Asker, start: string): Json | undefined {
  const minutes = said(item, minutesIn)?.value;
  if (minutes !== undefined) return { by: 'minutes', minutes };
  const cutoff = said(item, cutoffIn);
  if (cutoff !== undefined) return cutoffDue(ask, cutoff.until, cutoff.nextDayBy, cutoff.wholeNextDay);
  const date = said(item, (text) => deliveryIn(text, start));
  if (date !== undefined) return { by: 'date', date };
  switch (ask.choice('due_by', ['minutes', 'cutoff', 'date'], { needed: true })) {
    case 'minutes': {
      const given = ask.number('due_minutes', 1, MINUTES_OF_A_YEAR, { needed: true });
      return given === undefined ? undefined : { by: 'minutes', minutes: given };
    }
    case 'cutoff':
      return cutoffDue(ask, ask.time('due_until', { needed: true }), undefined, []);
    case 'date': {
      const given = ask.date('due_date', { needed: true });
      return given === undefined ? undefined : { by: 'date', date: given };
    }
    case undefined:
      return undefined;
  }
}

function cutoffDue(
  ask: Asker,
  until: string | undefined,
  written: string | undefined,
  wholeNextDay: string[],
): Json | undefined {
  const nextDayBy = written ?? ask.time('next_day_by', { needed: true, suggested: '12:00' });
  if (until === undefined || nextDayBy === undefined) return undefined;
  return { by: 'cutoff', until, nextDayBy, wholeNextDay };
}
