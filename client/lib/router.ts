import {
  blockNavigation as holdNavigation,
  createRouter,
  Router as RouterView,
  searchParams,
  type LazyRouteComponent,
  type Path,
  type RouterApi,
} from 'sv-router';

/** Every page has an address; `*` is for those that do not exist. Only this file knows the router. */
type PagePath =
  | '/'
  | '/work'
  | '/work/:instance/:milestone'
  | '/duties'
  | '/duties/:id'
  | '/claims'
  | '/claims/:id'
  | '/inbox'
  | '/inbox/:instance/:milestone'
  | '/projects'
  | '/projects/new'
  | '/projects/:id'
  | '/projects/:id/edit'
  | '/ledger'
  | '/ledger/:entry'
  | '/rules'
  | '/rules/from-table'
  | '/rules/:department'
  | '/rules/:department/versions'
  | '/rules/:department/compare'
  | '/rules/:department/edit'
  | '/rules/:department/try'
  | '/items'
  | '/scorecard'
  | '/dashboard'
  | '/people'
  | '/calendar'
  | '/notifications';
export type Pages = Record<PagePath, LazyRouteComponent> & { '*': LazyRouteComponent };

/** In place of a milestone, in the address of a plan that waits for its decision; no milestone can be called so. */
export const PLAN = 'plan-review';

/** The same of a duty or a claim, which has no milestones. */
export const WHOLE = 'whole';

/** The address of a page: `link('/projects/:id', { params: { id } })`. */
export let link: RouterApi<Pages>['p'];

/** Goes to a page: `go('/inbox')`, `go('/projects/:id', { params: { id } })`. */
export let go: RouterApi<Pages>['navigate'];

let shown: RouterApi<Pages>['route'] | undefined;

/**
 * A navigation that a click on a link overtakes waits, in sv-router, for itself, and fails with a TypeError: the click
 * has won, nothing is wrong, and nobody has to go on after it.
 */
function unlessOvertaken(error: unknown): Promise<never> {
  if (!(error instanceof TypeError)) throw error;
  return new Promise(() => undefined);
}

/** Called once, with the pages, before `RouterView` is shown; nothing here can be used before. */
export function startRouter(pages: Pages) {
  const router = createRouter(pages);
  link = router.p;
  const { navigate } = router;
  go = <To extends Path<Pages>>(...where: Parameters<typeof navigate<To>>) =>
    navigate<To>(...where).catch(unlessOvertaken);
  shown = router.route;
}

function current(): RouterApi<Pages>['route'] {
  if (shown === undefined) throw new Error('the router has no pages yet');
  return shown;
}

/** The page that is shown; reactive. */
export const route = {
  get params() {
    return current().params;
  },
  get path(): string {
    return current().pathname;
  },
  /** What stands after the `?`, as it is written there: the router itself would take an id of digits for a number. */
  get query(): URLSearchParams {
    return searchParams.toURLSearchParams();
  },
};

export { holdNavigation, RouterView };
