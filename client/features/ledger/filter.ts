import { link, route } from '../../lib/router.ts';

export type Filter = { person?: string; instance?: string };

/** Whose entries and of which project, as the address says; reactive. */
export function filterOfAddress(): Filter {
  const { query } = route;
  const person = query.get('person');
  const instance = query.get('instance');
  return {
    ...(person === null || person === '' ? {} : { person }),
    ...(instance === null || instance === '' ? {} : { instance }),
  };
}

/** The address of the ledger with another filter; what is empty is left out. */
export function addressOf(filter: { person?: string | undefined; instance?: string | undefined }): string {
  const search = Object.fromEntries(
    Object.entries(filter).filter(
      (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
    ),
  );
  return link('/ledger', { search });
}

/** The page that says why an entry is there; its id has slashes in it. */
export function addressOfEntry(id: string): string {
  return link('/ledger/:entry', { params: { entry: encodeURIComponent(id) } });
}
