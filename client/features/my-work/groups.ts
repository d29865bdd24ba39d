import type { RuleTask, WorkItem } from '../../lib/api.ts';
import { addDays, localDay } from '../../lib/dates.ts';

/** What somebody owes: something of a project, or a duty to hand in, or a claim to mend. */
export type Owed = WorkItem | RuleTask;
export type GroupName = 'overdue' | 'mend' | 'today' | 'week' | 'later' | 'plan';
export type Group = { name: GroupName; items: Owed[] };

const order: readonly GroupName[] = ['overdue', 'mend', 'today', 'plan', 'week', 'later'];
const SUNDAY = 7;

export function isTask(owed: Owed): owed is RuleTask {
  return 'task' in owed;
}

export function keyOf(owed: Owed): string {
  return isTask(owed) ? owed.id : `${owed.instance} ${owed.milestone?.id ?? ''}`;
}

/** The last day of the calendar week of a day; weeks begin on Monday. */
function endOfWeek(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 0 ? 0 : SUNDAY - weekday);
}

function groupOf(owed: Owed, now: number): GroupName {
  const { due } = owed;
  if (isTask(owed) && owed.kind === 'claim') return 'mend';
  if (due === null) return 'plan';
  if (Date.parse(due) < now) return 'overdue';
  const day = localDay(due);
  if (day === localDay(now)) return 'today';
  return day <= endOfWeek(localDay(now)) ? 'week' : 'later';
}

/** What is owed, by how near it is; groups without anything are left out. */
export function groupsOf(items: readonly Owed[], now: number): Group[] {
  return order
    .map((name) => ({
      name,
      items: items
        .filter((item) => groupOf(item, now) === name)
        .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? '')),
    }))
    .filter(({ items: found }) => found.length > 0);
}
