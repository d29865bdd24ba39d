import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import FolderKanban from '@lucide/svelte/icons/folder-kanban';
import Inbox from '@lucide/svelte/icons/inbox';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import ScrollText from '@lucide/svelte/icons/scroll-text';

/** The places of the application, in the order of how often they are needed. */
export const places = [
  { name: 'work', path: '/work', icon: ClipboardList },
  { name: 'inbox', path: '/inbox', icon: Inbox },
  { name: 'projects', path: '/projects', icon: FolderKanban },
  { name: 'ledger', path: '/ledger', icon: ScrollText },
  { name: 'dashboard', path: '/dashboard', icon: LayoutDashboard },
] as const;
export type Place = (typeof places)[number];
