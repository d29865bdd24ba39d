import type { Balance, Department, Person } from '../../lib/api.ts';

/** The departments of which somebody may see everybody's points, and there is somebody in them or below. */
export function visibleDepartments(
  departments: readonly Department[],
  people: readonly Person[],
  balances: readonly Balance[],
): Department[] {
  const seen = new Set(balances.map(({ person }) => person.id));
  return departments.filter(({ id }) => {
    const members = people.filter(
      (person) => person.active && isWithin(person.department.id, id, departments),
    );
    return members.length > 0 && members.every((member) => seen.has(member.id));
  });
}

function isWithin(department: string, above: string, departments: readonly Department[]): boolean {
  const passed = new Set<string>();
  for (let id: string | null = department; id !== null && !passed.has(id);) {
    if (id === above) return true;
    passed.add(id);
    const at: string = id;
    id = departments.find((candidate) => candidate.id === at)?.parent ?? null;
  }
  return false;
}
