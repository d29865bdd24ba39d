import type { Role } from '../../workflows/permissions.ts';
import type { Organisation } from '../store/directory.ts';

/**
 * Who decides on a person's duties and claims: the leader of the person's department, or of the nearest department
 * above it that is led by somebody else; else a points manager, else an administrator. Null if there is nobody but
 * the person: nobody decides on their own work (domain: what must always hold, 5).
 */
export function reviewerOf(organisation: Organisation, person: string): string | null {
  const passed = new Set<string>();
  let department = organisation.department(organisation.person(person)?.department ?? '');
  while (department !== undefined && !passed.has(department._id)) {
    const { _id, leader, parent } = department;
    if (leader !== null && leader !== person && organisation.person(leader)?.active === true) return leader;
    passed.add(_id);
    department = parent === null ? undefined : organisation.department(parent);
  }
  return firstWith('pointsManager', organisation, person) ?? firstWith('administrator', organisation, person);
}

/** The same one each time: whoever has the lowest id. */
function firstWith(role: Role, { people }: Organisation, except: string): string | null {
  const able = people.filter(({ _id, active, roles }) => active && _id !== except && roles.includes(role));
  return able.map(({ _id }) => _id).toSorted()[0] ?? null;
}
