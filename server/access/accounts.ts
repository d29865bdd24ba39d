import type { Role } from '../../workflows/permissions.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Directory, Organisation } from '../store/directory.ts';
import { insertDepartment, insertPerson, newId, updatePerson } from '../store/people.ts';
import { deleteSessionsOf } from '../store/sessions.ts';
import { hashPassword } from './password.ts';

type Context = { database: Database; directory: Directory };

export type NewAccount = {
  account: string;
  name: string;
  password: string;
  department: string;
  roles: Role[];
};

function requireDepartment(organisation: Organisation, id: string, path: string): void {
  if (organisation.department(id) === undefined) {
    throw new Refusal('invalid_request', { faults: [{ path, code: 'unknown_department' }] });
  }
}

/** Adds a person with a password; gives the id. Throws `account_taken`. */
export async function addPerson({ database, directory }: Context, given: NewAccount): Promise<string> {
  requireDepartment(await directory.read(), given.department, 'department');
  const { name, department, roles, password } = given;
  const _id = newId();
  const account = given.account.toLowerCase();
  const passwordHash = await hashPassword(password);
  const fresh = { _id, account, name, department, roles: [...new Set(roles)], passwordHash, active: true };
  if (!(await insertPerson(database, fresh))) throw new Refusal('account_taken');
  directory.forget();
  return _id;
}

export type AccountChange = {
  name?: string | undefined;
  department?: string | undefined;
  roles?: Role[] | undefined;
  active?: boolean | undefined;
  password?: string | undefined;
};

/**
 * Changes a person. Whoever loses the account or gets another password is signed out everywhere; the last
 * administrator stays one.
 */
export async function changePerson(
  { database, directory }: Context,
  id: string,
  { name, department, roles, active, password }: AccountChange,
): Promise<void> {
  directory.forget();
  const organisation = await directory.read();
  const before = organisation.person(id);
  if (before === undefined) throw new Refusal('unknown_account');
  if (department !== undefined) requireDepartment(organisation, department, 'department');
  const after = { roles: roles ?? before.roles, active: active ?? before.active };
  if (isAdministrator(before) && !isAdministrator(after)) {
    const others = organisation.people.filter((person) => person._id !== id && isAdministrator(person));
    if (others.length === 0) throw new Refusal('last_administrator');
  }
  await updatePerson(database, id, {
    ...(name === undefined ? {} : { name }),
    ...(department === undefined ? {} : { department }),
    ...(roles === undefined ? {} : { roles: [...new Set(roles)] }),
    ...(active === undefined ? {} : { active }),
    ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
  });
  if (!after.active || password !== undefined) await deleteSessionsOf(database, id);
  directory.forget();
}

function isAdministrator({ roles, active }: { roles: readonly Role[]; active: boolean }): boolean {
  return active && roles.includes('administrator');
}

/** Adds a department under another one; gives its id. */
export async function addDepartment(
  { database, directory }: Context,
  given: { name: string; parent: string | null; leader: string | null },
): Promise<string> {
  const organisation = await directory.read();
  if (given.parent !== null) requireDepartment(organisation, given.parent, 'parent');
  if (given.leader !== null && organisation.person(given.leader)?.active !== true) {
    throw new Refusal('unknown_person', { faults: [{ path: 'leader', code: 'unknown_person' }] });
  }
  const _id = newId();
  await insertDepartment(database, { _id, ...given });
  directory.forget();
  return _id;
}
