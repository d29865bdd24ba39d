import { link, route } from '../../lib/router.ts';

/** `rule` is the id of one, or `PROJECTS`; `from` and `to` are days, both included. */
const KEYS = ['person', 'department', 'instance', 'rule', 'from', 'to'] as const;
export type Filter = Partial<Record<(typeof KEYS)[number], string>>;

/** In place of a rule: what comes from projects. */
export const PROJECTS = '_project';

/** Which entries the address asks for; reactive. */
export function filterOfAddress(): Filter {
  const { query } = route;
  return Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = query.get(key);
      return value === null || value === '' ? [] : [[key, value]];
    }),
  );
}

/** The search of the address of the ledger with another filter; what is empty is left out. */
export function searchOf(filter: { [Key in keyof Filter]: string | undefined }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter(
      (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
    ),
  );
}

/** The address of the ledger with another filter. */
export function addressOf(filter: { [Key in keyof Filter]: string | undefined }): string {
  return link('/ledger', { search: searchOf(filter) });
}

/** The page that says why an entry is there; its id has slashes in it. */
export function addressOfEntry(id: string): string {
  return link('/ledger/:entry', { params: { entry: encodeURIComponent(id) } });
}
