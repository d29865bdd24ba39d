import type { KnownPerson, Organisation } from '../store/directory.ts';

/** Who is in a department or in one below it. */
export function peopleOf({ departments, people }: Organisation, department: string): KnownPerson[] {
  const within = new Set([department]);
  for (let before = 0; before < within.size;) {
    before = within.size;
    for (const { _id, parent } of departments) if (parent !== null && within.has(parent)) within.add(_id);
  }
  return people.filter((person) => within.has(person.department));
}
