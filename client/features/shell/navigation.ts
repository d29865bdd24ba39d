import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import FilePlus from '@lucide/svelte/icons/file-plus-2';
import FolderKanban from '@lucide/svelte/icons/folder-kanban';
import Gauge from '@lucide/svelte/icons/gauge';
import Inbox from '@lucide/svelte/icons/inbox';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Table from '@lucide/svelte/icons/table-2';
import Timer from '@lucide/svelte/icons/timer';
import UsersRound from '@lucide/svelte/icons/users-round';
import { mayRecordItems, maySeeStaffing } from '../../lib/may.ts';
import { route } from '../../lib/router.ts';

/**
 * The places of the application, in the order of how often they are needed. On a phone those with `more` are in the
 * menu at the end of the bar.
 */
export const places = [
  { name: 'work', path: '/work', icon: ClipboardList, more: false },
  { name: 'claims', path: '/claims', icon: FilePlus, more: true },
  { name: 'inbox', path: '/inbox', icon: Inbox, more: false },
  { name: 'projects', path: '/projects', icon: FolderKanban, more: false },
  { name: 'ledger', path: '/ledger', icon: ScrollText, more: false },
  { name: 'dashboard', path: '/dashboard', icon: LayoutDashboard, more: false },
  { name: 'scorecard', path: '/scorecard', icon: Gauge, more: true },
  { name: 'rules', path: '/rules', icon: Table, more: true },
  { name: 'items', path: '/items', icon: Timer, more: true },
  { name: 'people', path: '/people', icon: UsersRound, more: true },
  { name: 'calendar', path: '/calendar', icon: CalendarDays, more: true },
] as const;
export type Place = (typeof places)[number];

/** Whether a place is of use to whoever is signed in; reactive. */
export function isOffered({ name }: Place): boolean {
  if (name === 'items') return mayRecordItems();
  return name !== 'people' || maySeeStaffing();
}

/** Whether the page that is shown is at this place, or below it; reactive. */
export function isHere({ path }: Place): boolean {
  return route.path === path || route.path.startsWith(`${path}/`);
}
