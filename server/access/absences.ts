import type { Actor } from '../../workflows/permissions.ts';
import { Refusal } from '../errors.ts';
import { changeStaffing } from '../store/change-staffing.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { newId } from '../store/people.ts';
import { requireActive } from './active-person.ts';
import { scopeOf, sightOf } from './policy.ts';

type Context = { database: Database; caller: Actor; organisation: Organisation };

export type NewAbsence = { person: string; from: string; to: string; reason: string };

/** For whom somebody may record leave: for those whom their roles let them, never for themselves. */
export function mayRecordAbsence(caller: Actor, organisation: Organisation): (person: string) => boolean {
  const scope = scopeOf('record_absence', caller.roles);
  if (scope === null) return () => false;
  const sight = sightOf(scope, caller.id, organisation);
  const owners = new Set(sight.all ? [] : sight.owners);
  return (person) => person !== caller.id && (sight.all || owners.has(person));
}

/** Records leave: nothing is due from the person on those days. Gives its id. */
export async function recordAbsence(context: Context, given: NewAbsence): Promise<string> {
  const { database, organisation } = context;
  requireMay(given.person, context);
  requireActive(organisation, given.person, 'person');
  const absence = { _id: newId(), ...given };
  await changeStaffing(database, async (change) => {
    const others = await change.absences(given.person);
    const twice = others.find(({ from, to }) => from <= given.to && given.from <= to);
    if (twice !== undefined) {
      const params = { from: twice.from, to: twice.to };
      throw new Refusal('invalid_request', {
        faults: [{ path: 'from', code: 'overlapping_absence', params }],
      });
    }
    await change.keepAbsence(absence);
  });
  return absence._id;
}

/** Takes leave back. Throws `unknown_absence`. */
export async function removeAbsence(context: Context, id: string): Promise<void> {
  await changeStaffing(context.database, async (change) => {
    const absence = await change.absence(id);
    if (absence === null) throw new Refusal('unknown_absence');
    requireMay(absence.person, context);
    await change.removeAbsence(id);
  });
}

function requireMay(person: string, { caller, organisation }: Context): void {
  if (person === caller.id) throw new Refusal('own_absence');
  if (!mayRecordAbsence(caller, organisation)(person)) throw new Refusal('not_allowed');
}
