import type { Person, Session } from '../contract/people.ts';
import { Refusal } from '../errors.ts';
import type { KnownPerson, Organisation } from '../store/directory.ts';

/** A person as everybody in the company may see them. */
export function personView(
  { _id: id, name, department, roles, active }: KnownPerson,
  organisation: Organisation,
): Person {
  const known = organisation.department(department);
  return { id, name, department: { id: department, name: known?.name ?? department }, roles, active };
}

/** Who is signed in, and what the pages have to know about the company. `now` is the company's time. */
export function readSession(organisation: Organisation, person: string, now: string): Session {
  const known = organisation.person(person);
  const { company } = organisation;
  if (known === undefined || company === null) throw new Refusal('not_signed_in');
  const { name, timeZone, demo } = company;
  return { person: personView(known, organisation), company: { name, timeZone }, demo, now };
}
