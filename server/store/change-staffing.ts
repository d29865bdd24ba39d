import type { ClientSession } from 'mongodb';
import type { Database } from './database.ts';
import {
  absenceSchema,
  assignmentSchema,
  positionSchema,
  type AbsenceDocument,
  type AssignmentDocument,
  type PositionDocument,
} from './positions.ts';
import { forgetStaffing } from './staffing.ts';
import { countChange } from './staffing-version.ts';

/** What a change reads and writes; nobody else changes the staffing meanwhile. */
export type StaffingChange = {
  positions(): Promise<PositionDocument[]>;
  assignments(of: { person: string } | { position: string }): Promise<AssignmentDocument[]>;
  assignment(id: string): Promise<AssignmentDocument | null>;
  absences(person: string): Promise<AbsenceDocument[]>;
  absence(id: string): Promise<AbsenceDocument | null>;
  /** Adds it, or puts it in the place of what has its id. */
  keepPosition(position: PositionDocument): Promise<void>;
  keepAssignment(assignment: AssignmentDocument): Promise<void>;
  keepAbsence(absence: AbsenceDocument): Promise<void>;
  removePosition(id: string): Promise<void>;
  removeAssignment(id: string): Promise<void>;
  removeAbsence(id: string): Promise<void>;
};

/**
 * Changes who has which position when: what `decide` writes is there wholly, or, if it throws, not at all. It is
 * called again if another change came in between.
 */
export async function changeStaffing<Result>(
  database: Database,
  decide: (change: StaffingChange) => Promise<Result>,
): Promise<Result> {
  return inTransaction(database, (session) => decide(changeIn(database, session)));
}

/** What a company begins with. */
export type FirstStaffing = { positions: PositionDocument[]; assignments: AssignmentDocument[] };

/** Gives a company its first staffing: written once, however often it starts, and never after a change. */
export async function plantStaffing(
  database: Database,
  { positions, assignments }: FirstStaffing,
): Promise<void> {
  await inTransaction(database, async (session, version) => {
    if (version > 1) return session.abortTransaction();
    if (positions.length > 0) await database.positions.insertMany(positions, { session });
    if (assignments.length > 0) await database.assignments.insertMany(assignments, { session });
  });
}

/** `work` gets the number of this change; 1 is the first of all. */
async function inTransaction<Result>(
  database: Database,
  work: (session: ClientSession, version: number) => Promise<Result>,
): Promise<Result> {
  const result = await database.client.withSession((session) =>
    session.withTransaction(async () => work(session, await countChange(database, session)), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
      maxCommitTimeMS: 10_000,
    }),
  );
  forgetStaffing(database);
  return result;
}

function changeIn({ positions, assignments, absences }: Database, session: ClientSession): StaffingChange {
  const reading = { session };
  const writing = { session, upsert: true };
  return {
    async positions() {
      const found = await positions.find({}, reading).sort({ _id: 1 }).toArray();
      return found.map((position) => positionSchema.parse(position));
    },
    async assignments(of) {
      const found = await assignments.find(of, reading).sort({ from: 1, _id: 1 }).toArray();
      return found.map((assignment) => assignmentSchema.parse(assignment));
    },
    assignment: async (id) =>
      assignmentSchema.nullable().parse(await assignments.findOne({ _id: id }, reading)),
    async absences(person) {
      const found = await absences.find({ person }, reading).sort({ from: 1, _id: 1 }).toArray();
      return found.map((absence) => absenceSchema.parse(absence));
    },
    absence: async (id) => absenceSchema.nullable().parse(await absences.findOne({ _id: id }, reading)),
    async keepPosition({ _id, ...position }) {
      await positions.replaceOne({ _id }, position, writing);
    },
    async keepAssignment({ _id, ...assignment }) {
      await assignments.replaceOne({ _id }, assignment, writing);
    },
    async keepAbsence({ _id, ...absence }) {
      await absences.replaceOne({ _id }, absence, writing);
    },
    async removePosition(id) {
      await positions.deleteOne({ _id: id }, reading);
    },
    async removeAssignment(id) {
      await assignments.deleteOne({ _id: id }, reading);
    },
    async removeAbsence(id) {
      await absences.deleteOne({ _id: id }, reading);
    },
  };
}
