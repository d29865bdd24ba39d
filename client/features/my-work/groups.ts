import type { WorkItem } from '../../lib/api.ts';
import { addDays, localDay } from '../../lib/dates.ts';

export type GroupName = 'overdue' | 'week' | 'later' | 'plan';
export type Group = { name: GroupName; items: WorkItem[] };

const order: readonly GroupName[] = ['overdue', 'plan', 'week', 'later'];
const SUNDAY = 7;

/** The last day of the calendar week of a day; weeks begin on Monday. */
function endOfWeek(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 0 ? 0 : SUNDAY - weekday);
}

function groupOf({ due }: WorkItem, now: number): GroupName {
  if (due === null) return 'plan';
  if (Date.parse(due) < now) return 'overdue';
  return localDay(due) <= endOfWeek(localDay(now)) ? 'week' : 'later';
}

/** What is owed, by how near it is; groups without anything are left out. */
export function groupsOf(items: readonly WorkItem[], now: number): Group[] {
  return order
    .map((name) => ({
      name,
      items: items
        .filter((item) => groupOf(item, now) === name)
        .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? '')),
    }))
    .filter(({ items: found }) => found.length > 0);
}
