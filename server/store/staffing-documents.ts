import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { ruleId } from '../../workflows/rules/fields.ts';

/** What somebody can be in the company; whoever is assigned to it has the rules of its areas. */
export const positionSchema = z.strictObject({ _id: z.string(), name: z.string(), areas: z.array(ruleId) });
export type PositionDocument = z.output<typeof positionSchema>;

/** Somebody's days in a position, both ends included; `to` is null as long as the end is not known. */
export const assignmentSchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  position: z.string(),
  from: localDate,
  to: localDate.nullable(),
});
export type AssignmentDocument = z.output<typeof assignmentSchema>;

/** Somebody's leave, both ends included. */
export const absenceSchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  from: localDate,
  to: localDate,
  reason: z.string(),
});
export type AbsenceDocument = z.output<typeof absenceSchema>;
