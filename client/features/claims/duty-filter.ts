const KEYS = ['rule', 'person', 'department', 'from', 'to', 'state'] as const;
export type DutyFilter = Partial<Record<(typeof KEYS)[number], string>>;

/** Which duties the address asks for; one's own if it says nothing about whose. */
export function filterOf(query: URLSearchParams, me: string | undefined): DutyFilter {
  const said: DutyFilter = Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = query.get(key);
      return value === null || value === '' ? [] : [[key, value]];
    }),
  );
  const isSaid = said.person !== undefined || said.department !== undefined || said.rule !== undefined;
  return isSaid || me === undefined ? said : { ...said, person: me };
}

/** The search of the address of a filter; what is empty is left out. */
export function searchOf(filter: DutyFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
}
