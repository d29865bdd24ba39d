import { pino } from 'pino';
import { createPlanning } from '../../../server/jobs/planning.ts';
import { createRollUp } from '../../../server/jobs/roll-up.ts';
import { createSettling } from '../../../server/jobs/settling.ts';
import { createAlarms } from '../../../server/jobs/alarms.ts';
import { firstPositions } from '../../../server/access/positions.ts';
import { firstCalendar } from '../../../server/calendar/seed.ts';
import { publishCatalogue } from '../../../server/rules/catalogue.ts';
import { keepFirstCalendar } from '../../../server/store/calendar.ts';
import { plantStaffing } from '../../../server/store/change-staffing.ts';
import { createDirectory } from '../../../server/store/directory.ts';
import type { AbsenceDocument, AssignmentDocument } from '../../../server/store/positions.ts';
import { testCompany, type TestCompany } from '../../support/company.ts';
import { testRedis } from '../../support/servers.ts';

export const TIME_ZONE = 'Asia/Shanghai';
export const FIRST = '2026-01-01';
export const LAST = '2026-12-31';
export const PEOPLE = 60;

/** The moment of a local day and time in Shanghai, which has no daylight saving. */
export function at(day: string, time: string): string {
  return new Date(`${day}T${time}+08:00`).toISOString();
}

export const personId = (index: number) => (index + 1).toString(16).padStart(24, '0');
export const boss = { id: 'b'.repeat(24), roles: ['leader' as const, 'pointsManager' as const] };
export const staff = Array.from({ length: PEOPLE }, (_, index) => personId(index));

export type Year = TestCompany & {
  assignments: AssignmentDocument[];
  absences: AbsenceDocument[];
  /** Areas of a position by its id. */
  areas: ReadonlyMap<string, readonly string[]>;
  plan(): Promise<void>;
  settle(): Promise<void>;
  rollUp(): Promise<void>;
};

/** A company of sixty people in the four positions of the catalogue; some join, leave, change or are away. */
export async function yearOfSixty(): Promise<Year> {
  const company = await testCompany(at(FIRST, '00:00:01'));
  const { database, clock, runner } = company;
  await database.departments.insertOne({ _id: 'all', name: '全公司', parent: null, leader: boss.id });
  await database.people.insertMany(
    [...staff, boss.id].map((_id) => ({
      _id,
      account: _id,
      name: _id,
      department: 'all',
      roles: _id === boss.id ? [...boss.roles] : ['member'],
      passwordHash: '',
      active: true,
    })),
  );
  const positions = firstPositions();
  const assignments = staff.flatMap((person, index) => assignmentsOf(person, index, positions));
  await plantStaffing(database, { positions, assignments });
  const absences = staff.flatMap((person, index) => (index % 7 === 0 ? [absenceOf(person, index)] : []));
  await database.absences.insertMany(absences);
  const now = clock.now().toISOString();
  await keepFirstCalendar(database, firstCalendar(TIME_ZONE, FIRST), now);
  await publishCatalogue(database, { now, timeZone: TIME_ZONE });

  const log = pino({ level: 'error' });
  const alarms = createAlarms(await testRedis(), clock, log);
  const directory = createDirectory(database);
  return {
    ...company,
    assignments,
    absences,
    areas: new Map(positions.map(({ _id, areas }) => [_id, areas])),
    plan: createPlanning({ database, directory, runner, alarms, clock, log }),
    settle: createSettling({ database, runner, clock, log }),
    rollUp: createRollUp(database),
    async close() {
      await alarms.close();
      await company.close();
    },
  };
}

function assignmentsOf(
  person: string,
  index: number,
  positions: readonly { _id: string }[],
): AssignmentDocument[] {
  const held = (turn: number) => positions[(index + turn) % positions.length]?._id ?? '';
  const assignment = (turn: number, from: string, to: string | null) => ({
    _id: `${person.slice(0, 23)}${turn}`.replace(/^./, String(index % 10)) + `-${index}`,
    person,
    position: held(turn),
    from,
    to,
  });
  if (index % 10 === 3) return [assignment(0, '2026-04-15', null)];
  if (index % 11 === 5) return [assignment(0, FIRST, '2026-09-16')];
  if (index % 13 === 6) return [assignment(0, FIRST, '2026-06-17'), assignment(1, '2026-06-18', null)];
  return [assignment(0, FIRST, null)];
}

function absenceOf(person: string, index: number): AbsenceDocument {
  const month = String((index % 12) + 1).padStart(2, '0');
  return { _id: `away-${index}`, person, from: `2026-${month}-04`, to: `2026-${month}-13`, reason: '年假' };
}
