import { link, route } from '../../lib/router.ts';

const KEYS = ['rule', 'person', 'from', 'to'] as const;
/** `from` and `to` are days of the company, both included. */
export type Filter = Partial<Record<(typeof KEYS)[number], string>>;

/** Which items the address asks for; reactive. */
export function filterOfAddress(): Filter {
  const { query } = route;
  return given(Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? ''])));
}

/** The search of the page's address with another filter. */
export function given(filter: Record<string, string | undefined>): Record<string, string> {
  const set = (pair: [string, string | undefined]): pair is [string, string] =>
    pair[1] !== undefined && pair[1] !== '';
  return Object.fromEntries(Object.entries(filter).filter(set));
}

export function addressOfAll(): string {
  return link('/items');
}
