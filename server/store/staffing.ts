import { presenceIn, type OpenDays } from '../../workflows/rules/presence.ts';
import { groupedBy } from '../../workflows/rules/settlement.ts';
import { isWithin } from '../../workflows/working-days.ts';
import type { Database } from './database.ts';
import {
  absenceSchema,
  assignmentSchema,
  positionSchema,
  type AbsenceDocument,
  type AssignmentDocument,
  type PositionDocument,
} from './positions.ts';
import { staffingVersion } from './staffing-version.ts';

/** How long after a change by another process the one before may still be read; changes of our own are seen at once. */
const FRESH_MS = 3_000;
const MAX_TIME_MS = 5_000;

/** Who has which position on which days, as of one change. */
export type Staffing = {
  /** Grows with every change: the same number, the same staffing. */
  version: number;
  /** By name. */
  positions: readonly PositionDocument[];
  /** By their first day. */
  assignmentsOf(person: string): readonly AssignmentDocument[];
  /** By their first day. */
  absencesOf(person: string): readonly AbsenceDocument[];
  /** The days on which somebody has the rules of an area, in order and apart. */
  presence(person: string, area: string): readonly OpenDays[];
  /** The areas whose rules somebody has on a day of the company's zone. */
  areasOf(person: string, day: string): string[];
  /** Ids of all who have the rules of an area on any day, past or to come. */
  peopleIn(area: string): string[];
};

const kept = new WeakMap<Database, { staffing: Promise<Staffing>; until: number }>();

/** The staffing, kept at hand: as long as nothing changes, one small read every few seconds is all it takes. */
export async function readStaffing(database: Database): Promise<Staffing> {
  const known = kept.get(database);
  if (known !== undefined && performance.now() <= known.until) return known.staffing;
  const staffing = refreshed(database, known?.staffing);
  kept.set(database, { staffing, until: performance.now() + FRESH_MS });
  staffing.catch(() => forgetStaffing(database));
  return staffing;
}

/** The next reader asks the database again. */
export function forgetStaffing(database: Database): void {
  kept.delete(database);
}

async function refreshed(database: Database, known: Promise<Staffing> | undefined): Promise<Staffing> {
  const before = await known;
  if (before === undefined) return load(database);
  const version = await staffingVersion(database, { maxTimeMS: MAX_TIME_MS });
  return before.version === version ? before : load(database);
}

/** Everything as of one moment. */
async function load(database: Database): Promise<Staffing> {
  return database.client.withSession({ snapshot: true }, async (session) => {
    const reading = { session, maxTimeMS: MAX_TIME_MS };
    const version = await staffingVersion(database, reading);
    const positions = await database.positions.find({}, reading).sort({ name: 1, _id: 1 }).toArray();
    const assignments = await database.assignments.find({}, reading).toArray();
    const absences = await database.absences.find({}, reading).toArray();
    return staffingOf(version, {
      positions: positions.map((position) => positionSchema.parse(position)),
      assignments: assignments.map((assignment) => assignmentSchema.parse(assignment)),
      absences: absences.map((absence) => absenceSchema.parse(absence)),
    });
  });
}

type Documents = {
  positions: PositionDocument[];
  assignments: AssignmentDocument[];
  absences: AbsenceDocument[];
};

function staffingOf(version: number, documents: Documents): Staffing {
  const { positions } = documents;
  const assignments = byPerson(documents.assignments);
  const absences = byPerson(documents.absences);
  const holders = groupedBy(documents.assignments, ({ position }) => position);
  const areas = new Set(positions.flatMap(({ areas }) => areas));
  const named = positions.map(({ _id: id, areas }) => ({ id, areas }));
  const known = new Map<string, readonly OpenDays[]>();

  function presence(person: string, area: string): readonly OpenDays[] {
    const held = assignments.get(person);
    if (held === undefined || !areas.has(area)) return [];
    const key = `${area}/${person}`;
    const days =
      known.get(key) ??
      presenceIn(area, { positions: named, assignments: held, absences: absences.get(person) ?? [] });
    known.set(key, days);
    return days;
  }

  return {
    version,
    positions,
    assignmentsOf: (person) => assignments.get(person) ?? [],
    absencesOf: (person) => absences.get(person) ?? [],
    presence,
    areasOf: (person, day) =>
      [...areas].filter((area) => presence(person, area).some((days) => isWithin(day, days))),
    peopleIn(area) {
      const having = positions.filter((position) => position.areas.includes(area));
      const people = new Set(having.flatMap(({ _id }) => holders.get(_id) ?? []).map(({ person }) => person));
      return [...people].filter((person) => presence(person, area).length > 0).toSorted();
    },
  };
}

function byPerson<D extends { _id: string; person: string; from: string }>(
  documents: readonly D[],
): Map<string, D[]> {
  const inOrder = documents.toSorted((a, b) => compare(a.from, b.from) || compare(a._id, b._id));
  return groupedBy(inOrder, ({ person }) => person);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
