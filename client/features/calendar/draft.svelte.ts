import { rulesOf, changedDays, markDays, type MarkedDay } from '../../../workflows/named-days.ts';
import type { EnteredCalendar } from '../../lib/api.ts';
import { setOf } from './change-lines.ts';

/** One step of editing: days that are marked, or what holds for all of them. */
export type Edit = { marked?: readonly MarkedDay[]; restDays?: readonly number[]; knownUntil?: string };

/** The last day that there can be: a calendar that is known until then has nothing to remind of. */
export const FOR_EVER = '2999-12-31';

function applied(calendar: EnteredCalendar, { marked = [], restDays, knownUntil }: Edit): EnteredCalendar {
  const week = { ...calendar, ...(restDays === undefined ? {} : { restDays: [...restDays] }) };
  return { ...week, ...markDays(week, marked), knownUntil: knownUntil ?? calendar.knownUntil };
}

/**
 * What somebody is changing about the calendar. The steps are kept, not their result: if somebody else has saved in
 * the meantime, they are made again on what that has become.
 */
export class CalendarDraft {
  readonly #base: () => EnteredCalendar;
  #edits: readonly Edit[] = $state.raw([]);

  constructor(base: () => EnteredCalendar) {
    this.#base = base;
  }

  readonly calendar: EnteredCalendar = $derived.by(() => this.#edits.reduce(applied, this.#base()));
  readonly rules = $derived.by(() => rulesOf(this.calendar));
  readonly days = $derived.by(() => changedDays(this.#base(), this.calendar));
  readonly changed = $derived.by(() => setOf(this.days));
  readonly restChanged = $derived.by(
    () => this.calendar.restDays.join() !== [...this.#base().restDays].sort().join(),
  );
  readonly untilChanged = $derived.by(() => this.calendar.knownUntil !== this.#base().knownUntil);

  /** How many things are different from what is saved. */
  get count(): number {
    return this.days.length + Number(this.restChanged) + Number(this.untilChanged);
  }

  add(edit: Edit) {
    this.#edits = [...this.#edits, edit];
  }

  undo() {
    this.#edits = this.#edits.slice(0, -1);
  }

  clear() {
    this.#edits = [];
  }
}
