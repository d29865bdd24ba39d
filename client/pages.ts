import type { Pages } from './lib/router.ts';

/** The page behind each address; each is loaded when it is first shown. */
export const pages: Pages = {
  '/': () => import('./features/shell/StartPage.svelte'),
  '/work': () => import('./features/my-work/MyWorkPage.svelte'),
  '/work/:instance/:milestone': () => import('./features/my-work/WorkItemPage.svelte'),
  '/inbox': () => import('./features/inbox/InboxPage.svelte'),
  '/inbox/:instance/:milestone': () => import('./features/inbox/InboxPage.svelte'),
  '/projects': () => import('./features/projects/ProjectsPage.svelte'),
  '/projects/new': () => import('./features/new-project/NewProjectPage.svelte'),
  '/projects/:id': () => import('./features/project/ProjectPage.svelte'),
  '/projects/:id/edit': () => import('./features/new-project/RevisePlanPage.svelte'),
  '/ledger': () => import('./features/ledger/LedgerPage.svelte'),
  '/ledger/:entry': () => import('./features/ledger/WhyPage.svelte'),
  '/people': () => import('./features/people/PeoplePage.svelte'),
  '/rules': () => import('./features/rules/RulesPage.svelte'),
  '/rules/from-table': () => import('./features/rules/ImportPage.svelte'),
  '/rules/:department': () => import('./features/rules/RulesPage.svelte'),
  '/rules/:department/versions': () => import('./features/rules/VersionsPage.svelte'),
  '/rules/:department/compare': () => import('./features/rules/ComparePage.svelte'),
  '/rules/:department/edit': () => import('./features/rules/EditPage.svelte'),
  '/rules/:department/try': () => import('./features/rules/TryPage.svelte'),
  '/scorecard': () => import('./features/scorecard/ScorecardPage.svelte'),
  '/dashboard': () => import('./features/dashboard/DashboardPage.svelte'),
  '/calendar': () => import('./features/calendar/CalendarPage.svelte'),
  '/notifications': () => import('./features/notifications/NotificationsPage.svelte'),
  '*': () => import('./features/shell/MissingPage.svelte'),
};
