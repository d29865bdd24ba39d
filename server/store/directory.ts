import type { CompanyDocument, DepartmentDocument, PersonDocument } from './documents.ts';
import { findCompany } from './company.ts';
import type { Database } from './database.ts';
import { findDepartments, findPeople } from './people.ts';

/** How long names, departments and roles of others may be old; one's own roles come with each request. */
const FRESH_MS = 3_000;

export type KnownPerson = Omit<PersonDocument, 'passwordHash'>;

/** Who and what there is in the company, at one moment. */
export type Organisation = {
  company: CompanyDocument | null;
  people: readonly KnownPerson[];
  departments: readonly DepartmentDocument[];
  person(id: string): KnownPerson | undefined;
  department(id: string): DepartmentDocument | undefined;
  /** Enough of a person to name them; somebody unknown keeps their id. */
  ref(id: string): { id: string; name: string };
  /** Ids of those in the departments that this person leads, and in the departments below them. */
  ledBy(person: string): string[];
};

export type Directory = {
  read(): Promise<Organisation>;
  /** The next reader asks the database again. */
  forget(): void;
};

/** Keeps people and departments at hand, because every list names some of them. */
export function createDirectory(database: Database): Directory {
  let kept: { organisation: Promise<Organisation>; until: number } | undefined;
  return {
    async read() {
      if (kept === undefined || performance.now() > kept.until) {
        const organisation = load(database);
        kept = { organisation, until: performance.now() + FRESH_MS };
        organisation.catch(() => (kept = undefined));
      }
      return kept.organisation;
    },
    forget() {
      kept = undefined;
    },
  };
}

async function load(database: Database): Promise<Organisation> {
  const [company, people, departments] = await Promise.all([
    findCompany(database),
    findPeople(database),
    findDepartments(database),
  ]);
  const known = people.map(({ passwordHash: _, ...person }): KnownPerson => person);
  const byId = new Map(known.map((person) => [person._id, person]));
  const departmentById = new Map(departments.map((department) => [department._id, department]));
  return {
    company,
    people: known,
    departments,
    person: (id) => byId.get(id),
    department: (id) => departmentById.get(id),
    ref: (id) => ({ id, name: byId.get(id)?.name ?? id }),
    ledBy(person) {
      const led = new Set(departments.filter(({ leader }) => leader === person).map(({ _id }) => _id));
      for (let before = 0; before < led.size;) {
        before = led.size;
        for (const { _id, parent } of departments) if (parent !== null && led.has(parent)) led.add(_id);
      }
      return known.filter(({ department }) => led.has(department)).map(({ _id }) => _id);
    },
  };
}
