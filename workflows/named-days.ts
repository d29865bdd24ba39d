import { kindOfDay, weekdayOf, type DayKind, type DayRules } from './day-kinds.ts';

/** What has been entered into a calendar, as it is stored and sent; `names` are those of single days. */
export type NamedDays = {
  restDays: number[];
  holidays: string[];
  makeUpDays: string[];
  names: Record<string, string>;
};

/** What a day can be said to be; `plain` is what its day of the week makes it. */
export const markings = ['holiday', 'working', 'plain'] as const;
export type Marking = (typeof markings)[number];
export type MarkedDay = { day: string; marking: Marking; name: string };

/** What has been entered, made ready to be asked. */
export function rulesOf({ restDays, holidays, makeUpDays }: NamedDays): DayRules {
  return { restDays: new Set(restDays), holidays: new Set(holidays), makeUpDays: new Set(makeUpDays) };
}

/**
 * What has been entered once these days are marked as well, in order. A working day that is one by its day of the
 * week needs no entry; a name belongs to a day that is entered.
 */
export function markDays(entered: NamedDays, marked: readonly MarkedDay[]): NamedDays {
  const restDays = new Set(entered.restDays);
  const holidays = new Set(entered.holidays);
  const makeUpDays = new Set(entered.makeUpDays);
  const names = new Map(Object.entries(entered.names));
  for (const { day, marking, name } of marked) {
    holidays.delete(day);
    makeUpDays.delete(day);
    names.delete(day);
    if (marking === 'holiday') holidays.add(day);
    if (marking === 'working' && restDays.has(weekdayOf(day))) makeUpDays.add(day);
    if (name !== '') names.set(day, name);
  }
  return tidy({
    restDays: [...restDays],
    holidays: [...holidays],
    makeUpDays: [...makeUpDays],
    names: Object.fromEntries(names),
  });
}

/** The same in order, each day once, with the names of the days that are entered. */
export function tidy({ restDays, holidays, makeUpDays, names }: NamedDays): NamedDays {
  const entered = new Set([...holidays, ...makeUpDays]);
  return {
    restDays: [...new Set(restDays)].toSorted((one, other) => one - other),
    holidays: [...new Set(holidays)].toSorted(),
    makeUpDays: [...new Set(makeUpDays)].toSorted(),
    names: Object.fromEntries(
      Object.entries(names)
        .filter(([day]) => entered.has(day))
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  };
}

export type ChangedDay = { day: string; from: DayKind; to: DayKind; name: string };

/** The named days that are something else, or are called otherwise, afterwards; in order. */
export function changedDays(before: NamedDays, after: NamedDays): ChangedDay[] {
  const [was, is] = [rulesOf(before), rulesOf(after)];
  const named = [before, after].flatMap(({ holidays, makeUpDays }) => [...holidays, ...makeUpDays]);
  return [...new Set(named)].toSorted().flatMap((day) => {
    const [from, to] = [kindOfDay(day, was), kindOfDay(day, is)];
    const name = after.names[day] ?? '';
    return from === to && name === (before.names[day] ?? '') ? [] : [{ day, from, to, name }];
  });
}
