import type { PositionList, StaffedPerson } from '../contract/positions.ts';
import type { Organisation } from '../store/directory.ts';
import type { RuleBook } from '../store/rule-book.ts';
import type { Staffing } from '../store/staffing.ts';
import type { Sight } from '../store/visible.ts';

/** Every area of the rules that are published, in the order of the tables. */
function areasOf({ newest }: RuleBook): PositionList['areas'] {
  return newest.flatMap(({ ruleSet: { department, areas } }) =>
    areas.map(({ id, name }) => ({ id, name, department })),
  );
}

/** The positions by name, each with how many have it today or later, and the areas that there are. */
export function readPositions({
  staffing,
  organisation,
  today,
  book,
}: {
  staffing: Staffing;
  organisation: Organisation;
  today: string;
  book: RuleBook;
}): PositionList {
  const holders = new Map<string, Set<string>>();
  for (const { _id: person } of organisation.people) {
    for (const { position, to } of staffing.assignmentsOf(person)) {
      if (to !== null && to < today) continue;
      holders.set(position, (holders.get(position) ?? new Set()).add(person));
    }
  }
  const items = staffing.positions.map(({ _id: id, name, areas }) => ({
    id,
    name,
    areas,
    people: holders.get(id)?.size ?? 0,
  }));
  return { items: items.toSorted(byName), areas: areasOf(book) };
}

type Shown = {
  staffing: Staffing;
  organisation: Organisation;
  today: string;
  sight: Sight;
  /** Who decides on a person's work. */
  reviewerOf: (person: string) => string | null;
  mayRecordAbsence: (person: string) => boolean;
};

/**
 * Who has which position and who is away: by department, one above before those below it, then by name. Closed
 * accounts are shown as long as they still have a position.
 */
export function readStaffedPeople(shown: Shown): StaffedPerson[] {
  const { staffing, organisation, today, sight } = shown;
  const place = placesOf(organisation);
  const names = new Map(staffing.positions.map(({ _id, name }) => [_id, name]));
  return organisation.people
    .filter(({ _id }) => sight.all || sight.owners.includes(_id))
    .filter(
      ({ _id, active }) => active || staffing.assignmentsOf(_id).some(({ to }) => to === null || to >= today),
    )
    .map(({ _id: id, name, department, active }): StaffedPerson => {
      const reviewer = shown.reviewerOf(id);
      return {
        person: { id, name },
        department: { id: department, name: organisation.department(department)?.name ?? department },
        active,
        reviewer: reviewer === null ? null : organisation.ref(reviewer),
        assignments: staffing.assignmentsOf(id).map(({ _id, position, from, to }) => ({
          id: _id,
          position: { id: position, name: names.get(position) ?? position },
          from,
          to,
        })),
        absences: staffing.absencesOf(id).map(({ _id, from, to, reason }) => ({ id: _id, from, to, reason })),
        mayRecordAbsence: shown.mayRecordAbsence(id),
      };
    })
    .toSorted(
      (a, b) =>
        (place.get(a.department.id) ?? place.size) - (place.get(b.department.id) ?? place.size) ||
        byName(a.person, b.person),
    );
}

/** The place of each department in the tree of them, read from the top. */
function placesOf({ departments }: Organisation): Map<string, number> {
  const places = new Map<string, number>();
  const visit = (parent: string | null) => {
    for (const { _id } of departments.filter((one) => one.parent === parent).toSorted(byName)) {
      if (places.has(_id)) continue;
      places.set(_id, places.size);
      visit(_id);
    }
  };
  visit(null);
  return places;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, 'zh');
}
