import { link, route } from '../../lib/router.ts';

const KEYS = ['state', 'forfeited', 'milestoneState', 'overdue', 'owner', 'reviewer'] as const;
export type Filter = Partial<Record<(typeof KEYS)[number], string>>;

/** What the address asks for; reactive. */
export function filterOfAddress(): Filter {
  const { query } = route;
  return Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = query.get(key);
      return value === null || value === '' ? [] : [[key, value]];
    }),
  );
}

/** The address of the list with another filter. */
export function addressOf(filter: Filter): string {
  const search = Object.fromEntries(
    Object.entries(filter).filter(
      (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
    ),
  );
  return link('/projects', { search });
}
