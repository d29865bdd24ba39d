import { addDays } from '../../workflows/working-days.ts';
import { Refusal } from '../errors.ts';
import { changeStaffing, type StaffingChange } from '../store/change-staffing.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { newId } from '../store/people.ts';
import type { AssignmentDocument } from '../store/positions.ts';
import { requireActive } from './active-person.ts';

type Context = { database: Database };

export type NewAssignment = {
  person: string;
  position: string;
  from: string;
  to: string | null;
  /** The assignment of the same person that ends the day before. */
  replaces?: string | undefined;
};

/** Gives somebody a position from a day on; gives the id of the assignment. */
export async function assign(
  { database, organisation }: Context & { organisation: Organisation },
  { replaces, ...given }: NewAssignment,
): Promise<string> {
  requireActive(organisation, given.person, 'person');
  const assignment = { _id: newId(), ...given };
  await changeStaffing(database, async (change) => {
    if ((await change.positions()).every(({ _id }) => _id !== given.position)) {
      throw fault('position', 'unknown_position');
    }
    if (replaces !== undefined) await endBefore(assignment, replaces, change);
    await keep(assignment, 'from', change);
  });
  return assignment._id;
}

/** Ends an assignment with a day, or with null leaves its end open. Throws `unknown_assignment`. */
export async function endAssignment({ database }: Context, id: string, to: string | null): Promise<void> {
  await changeStaffing(database, async (change) => {
    const before = await change.assignment(id);
    if (before === null) throw new Refusal('unknown_assignment');
    if (to !== null && to < before.from) throw fault('to', 'ends_before_it_begins');
    await keep({ ...before, to }, 'to', change);
  });
}

/** Takes back an assignment that should not have been made; one that was right is ended instead. */
export async function removeAssignment({ database }: Context, id: string): Promise<void> {
  await changeStaffing(database, async (change) => {
    if ((await change.assignment(id)) === null) throw new Refusal('unknown_assignment');
    await change.removeAssignment(id);
  });
}

/** Ends the one before; one that has ended by then stays as it is. */
async function endBefore(
  { person, from }: AssignmentDocument,
  replaced: string,
  change: StaffingChange,
): Promise<void> {
  const before = await change.assignment(replaced);
  if (before === null || before.person !== person) throw fault('replaces', 'unknown_assignment');
  if (before.from >= from) throw fault('from', 'not_after_replaced', { day: before.from });
  if (before.to === null || before.to >= from) {
    await change.keepAssignment({ ...before, to: addDays(from, -1) });
  }
}

/** A person has a position once on a day. */
async function keep(assignment: AssignmentDocument, path: string, change: StaffingChange): Promise<void> {
  const others = await change.assignments({ person: assignment.person });
  const twice = others.find(
    (other) =>
      other._id !== assignment._id &&
      other.position === assignment.position &&
      (other.to === null || assignment.from <= other.to) &&
      (assignment.to === null || other.from <= assignment.to),
  );
  if (twice !== undefined) throw fault(path, 'overlapping_assignment', { day: twice.from });
  await change.keepAssignment(assignment);
}

function fault(path: string, code: string, params: Record<string, unknown> = {}): Refusal {
  return new Refusal('invalid_request', { faults: [{ path, code, params }] });
}
