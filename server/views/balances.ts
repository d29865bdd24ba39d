import type { Balance } from '../contract/ledger.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { sumEntries } from '../store/read-totals.ts';
import type { Sight } from '../store/visible.ts';

/** What everybody has whose points may be seen, the most first: one aggregation over the totals. */
export async function readBalances(
  { database, organisation }: { database: Database; organisation: Organisation },
  sight: Sight,
): Promise<{ items: Balance[] }> {
  const sums = await sumEntries(database, sight);
  const shown = organisation.people
    .filter(({ _id, active }) => (active || sums.has(_id)) && (sight.all || sight.owners.includes(_id)))
    .map(({ _id }) => _id);
  const ids = new Set([...shown, ...sums.keys()]);
  const items = [...ids].map((id): Balance => {
    const department = organisation.person(id)?.department ?? '';
    return {
      person: organisation.ref(id),
      department: organisation.department(department)?.name ?? '',
      points: sums.get(id)?.points ?? 0,
      entries: sums.get(id)?.entries ?? 0,
    };
  });
  return { items: items.toSorted((a, b) => b.points - a.points || (a.person.name < b.person.name ? -1 : 1)) };
}
