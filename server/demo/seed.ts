import { dayOf } from '../../workflows/calendar.ts';
import { hashPassword } from '../access/password.ts';
import { systemClock, type Clock } from '../clock.ts';
import type { DemoAccount } from '../contract/people.ts';
import { plantStaffing } from '../store/change-staffing.ts';
import { companyOf } from '../store/company.ts';
import type { Database } from '../store/database.ts';
import { findPeople, insertPerson, keepDepartment } from '../store/people.ts';
import { DEMO_PASSWORD, demoCompany, demoDepartments, demoPeople } from './organisation.ts';
import { demoStaffing } from './staffing.ts';

/** The accounts of the demo with their passwords. */
export function demoAccounts(): DemoAccount[] {
  const names = new Map(demoDepartments.map(({ _id, name }) => [_id, name]));
  return demoPeople.map(({ account, name, department, roles }) => ({
    account,
    password: DEMO_PASSWORD,
    name,
    department: names.get(department) ?? department,
    roles,
  }));
}

/**
 * Fills an empty database with the demo organisation and gives its accounts; what is there already stays. A
 * database with a company that is no demo is left alone: then there are no accounts. People have their positions
 * from the first day of the month that it is on the demo's own clock. `clock` is the real one.
 */
export async function seedDemo(database: Database, clock: Clock = systemClock): Promise<DemoAccount[]> {
  const company = await companyOf(database, { ...demoCompany, demo: true });
  if (!company.demo) return [];
  const known = new Set((await findPeople(database)).map(({ _id }) => _id));
  for (const department of demoDepartments) await keepDepartment(database, department);
  for (const { id: _id, account, name, department, roles } of demoPeople) {
    if (known.has(_id)) continue;
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    await insertPerson(database, { _id, account, name, department, roles, passwordHash, active: true });
  }
  const now = new Date(clock.now().getTime() + company.clockOffset).toISOString();
  await plantStaffing(database, demoStaffing(`${dayOf(now, company.timeZone).slice(0, 7)}-01`));
  return demoAccounts();
}
