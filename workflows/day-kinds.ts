/**
 * What a day is to a company, and why: a working day or a day off by its day of the week, a public holiday, or a
 * working day that makes up for one.
 */
export const dayKinds = ['working', 'rest', 'holiday', 'make_up'] as const;
export type DayKind = (typeof dayKinds)[number];

/** What decides it: the days of the week that are off (1 is Monday, 7 is Sunday), and the days that are named. */
export type DayRules = {
  restDays: ReadonlySet<number>;
  holidays: ReadonlySet<string>;
  makeUpDays: ReadonlySet<string>;
};

/** The day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** What a day is: a make-up day wins over a holiday, both over the day of the week. */
export function kindOfDay(day: string, { restDays, holidays, makeUpDays }: DayRules): DayKind {
  if (makeUpDays.has(day)) return 'make_up';
  if (holidays.has(day)) return 'holiday';
  return restDays.has(weekdayOf(day)) ? 'rest' : 'working';
}

/** Whether people work on a day of this kind. */
export function isWorked(kind: DayKind): boolean {
  return kind === 'working' || kind === 'make_up';
}
