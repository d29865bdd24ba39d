import { z } from 'zod';

/** What somebody can be in the company; whoever is assigned to it has the rules of its areas. */
export const positionSchema = z.strictObject({
  _id: z.string(),
  name: z.string(),
  areas: z.array(z.string()),
});
export type PositionDocument = z.output<typeof positionSchema>;

/**
 * Somebody's days in a position, both ends included; `to` is null as long as the end is not known. Days are checked at
 * the door: all of them are read at once, and looking each up in the calendar again would take most of the time.
 */
export const assignmentSchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  position: z.string(),
  from: z.string(),
  to: z.string().nullable(),
});
export type AssignmentDocument = z.output<typeof assignmentSchema>;

/** Somebody's leave, both ends included. */
export const absenceSchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
});
export type AbsenceDocument = z.output<typeof absenceSchema>;
