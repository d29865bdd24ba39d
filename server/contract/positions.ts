import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { personId } from '../../workflows/events.ts';
import { ruleId } from '../../workflows/rules/fields.ts';
import { required, written } from '../../workflows/text.ts';
import { departmentSchema, personRefSchema } from './people.ts';

/** The id of a position, an assignment or a leave. */
export const staffingId = z.string().regex(/^[0-9a-f]{24}$/);

const MAX_AREAS = 100;
const firstDay = localDate.describe('The first day, in the time zone of the company');
const lastDay = localDate.describe('The last day, in the time zone of the company');

/** What somebody can be in the company, with the areas whose rules that brings. */
export const positionViewSchema = z.object({
  id: staffingId,
  name: z.string(),
  areas: z.array(z.string()).describe('Ids of areas'),
  people: z.int().describe('How many hold it today, or will'),
});
export type PositionView = z.output<typeof positionViewSchema>;

export const positionListSchema = z.object({
  items: z.array(positionViewSchema),
  areas: z
    .array(z.object({ id: z.string(), name: z.string(), department: departmentSchema }))
    .describe('Every area that there are rules for'),
});
export type PositionList = z.output<typeof positionListSchema>;

const positionName = required(60);
const areas = z
  .array(ruleId)
  .min(1)
  .max(MAX_AREAS)
  .transform((ids) => [...new Set(ids)])
  .describe('Ids of areas');
export const newPositionSchema = z.strictObject({ name: positionName, areas });
/** What is not named stays. */
export const positionChangeSchema = z.strictObject({
  name: positionName.optional(),
  areas: areas.optional(),
});

/** Somebody with their positions and their leave, by their first days. */
export const staffedPersonSchema = z.object({
  person: personRefSchema,
  department: departmentSchema,
  active: z.boolean(),
  reviewer: personRefSchema.nullable().describe('Who decides on their duties and claims; null: nobody can'),
  assignments: z.array(
    z.object({
      id: staffingId,
      position: z.object({ id: staffingId, name: z.string() }),
      from: firstDay,
      to: lastDay.nullable().describe('null: until somebody ends it'),
    }),
  ),
  absences: z.array(z.object({ id: staffingId, from: firstDay, to: lastDay, reason: z.string() })),
  mayRecordAbsence: z.boolean().describe('Whether whoever asks may record their leave'),
});
export type StaffedPerson = z.output<typeof staffedPersonSchema>;
export const staffingListSchema = z.object({ items: z.array(staffedPersonSchema) });

/** An end that comes before the beginning is a fault of the end. */
function inOrder(days: { from: string; to: string | null }, report: z.RefinementCtx): void {
  const code = 'ends_before_it_begins';
  if (days.to !== null && days.to < days.from) {
    report.addIssue({ code: 'custom', path: ['to'], params: { code }, message: code });
  }
}

export const newAssignmentSchema = z
  .strictObject({
    person: personId,
    position: staffingId,
    from: firstDay,
    to: lastDay.nullable().default(null),
    replaces: staffingId.optional().describe('An assignment of the same person, which ends the day before'),
  })
  .superRefine(inOrder);
export const assignmentChangeSchema = z.strictObject({
  to: lastDay.nullable().describe('null: until somebody ends it'),
});

export const newAbsenceSchema = z
  .strictObject({ person: personId, from: firstDay, to: lastDay, reason: written(200).default('') })
  .superRefine(inOrder);
