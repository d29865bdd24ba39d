import { z } from 'zod';
import { dayOf } from '../../workflows/calendar.ts';
import { assign, endAssignment, removeAssignment } from '../access/assignments.ts';
import { mayRecordAbsence, recordAbsence, removeAbsence } from '../access/absences.ts';
import { addPosition, changePosition, removePosition } from '../access/positions.ts';
import { reviewerOf } from '../access/reviewer.ts';
import {
  assignmentChangeSchema,
  newAbsenceSchema,
  newAssignmentSchema,
  newPositionSchema,
  positionChangeSchema,
  positionListSchema,
  staffingId,
  staffingListSchema,
} from '../contract/positions.ts';
import type { Database } from '../store/database.ts';
import { readRuleBook } from '../store/rule-book.ts';
import { readStaffing } from '../store/staffing.ts';
import { readPositions, readStaffedPeople } from '../views/positions.ts';
import { route, takesNothing, type Base, type Route } from './route.ts';

const about = 'positions';
const idSchema = z.strictObject({ id: staffingId });
const madeSchema = z.object({ id: staffingId });

/** What every list of positions and people is made of, as of now. */
async function staffed({ parts: { database, clock }, organisation }: Base) {
  const known = await organisation();
  const today = dayOf(clock.now().toISOString(), known.company?.timeZone ?? 'UTC');
  return { staffing: await readStaffing(database), organisation: known, today };
}

/** Ids of the areas that there are rules for. */
async function knownAreas(database: Database): Promise<Set<string>> {
  const { newest } = await readRuleBook(database);
  return new Set(newest.flatMap(({ ruleSet }) => ruleSet.areas.map(({ id }) => id)));
}

export const positionRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/positions',
      about,
      summary: 'The positions of the company, and the areas that they can have',
      action: 'read_people',
      takes: takesNothing,
      gives: { status: 200, says: 'The positions, by name', schema: positionListSchema },
    },
    async (call) =>
      readPositions({ ...(await staffed(call)), book: await readRuleBook(call.parts.database) }),
  ),
  route(
    {
      method: 'post',
      path: '/positions',
      about,
      summary: 'Add a position',
      action: 'manage_positions',
      takes: z.object({ body: newPositionSchema }),
      gives: { status: 201, says: 'The id of the position', schema: madeSchema },
      refusals: ['position_name_taken'],
    },
    async ({ body, parts: { database } }) => ({
      id: await addPosition({ database, knownAreas: await knownAreas(database) }, body),
    }),
  ),
  route(
    {
      method: 'patch',
      path: '/positions/:id',
      about,
      summary: 'Change the name or the areas of a position',
      action: 'manage_positions',
      takes: z.object({ params: idSchema, body: positionChangeSchema }),
      gives: { status: 204, says: 'Changed' },
      refusals: ['unknown_position', 'position_name_taken'],
    },
    async ({ params, body, parts: { database } }) =>
      changePosition({ database, knownAreas: await knownAreas(database) }, params.id, body),
  ),
  route(
    {
      method: 'delete',
      path: '/positions/:id',
      about,
      summary: 'Remove a position that was never assigned',
      action: 'manage_positions',
      takes: z.object({ params: idSchema }),
      gives: { status: 204, says: 'Removed' },
      refusals: ['unknown_position', 'position_in_use'],
    },
    async ({ params, parts }) => removePosition(parts, params.id),
  ),
  route(
    {
      method: 'get',
      path: '/staffing',
      about,
      summary: 'Who has which position from when to when, who is on leave, and who decides on their work',
      action: 'read_staffing',
      takes: takesNothing,
      gives: { status: 200, says: 'The people, by department', schema: staffingListSchema },
    },
    async (call) => {
      const { caller, sight } = call;
      const known = await staffed(call);
      const records = mayRecordAbsence(caller, known.organisation);
      return {
        items: readStaffedPeople({
          ...known,
          sight: await sight(),
          reviewerOf: (person) => reviewerOf(known.organisation, person),
          mayRecordAbsence: records,
        }),
      };
    },
  ),
  route(
    {
      method: 'post',
      path: '/assignments',
      about,
      summary: 'Give somebody a position from a day on',
      action: 'manage_positions',
      takes: z.object({ body: newAssignmentSchema }),
      gives: { status: 201, says: 'The id of the assignment', schema: madeSchema },
      refusals: ['unknown_person'],
    },
    async ({ body, parts: { database }, organisation }) => ({
      id: await assign({ database, organisation: await organisation() }, body),
    }),
  ),
  route(
    {
      method: 'patch',
      path: '/assignments/:id',
      about,
      summary: 'End an assignment with a day, or leave its end open',
      action: 'manage_positions',
      takes: z.object({ params: idSchema, body: assignmentChangeSchema }),
      gives: { status: 204, says: 'Changed' },
      refusals: ['unknown_assignment'],
    },
    async ({ params, body, parts }) => endAssignment(parts, params.id, body.to),
  ),
  route(
    {
      method: 'delete',
      path: '/assignments/:id',
      about,
      summary: 'Take back an assignment that was a mistake',
      action: 'manage_positions',
      takes: z.object({ params: idSchema }),
      gives: { status: 204, says: 'Taken back' },
      refusals: ['unknown_assignment'],
    },
    async ({ params, parts }) => removeAssignment(parts, params.id),
  ),
  route(
    {
      method: 'post',
      path: '/absences',
      about,
      summary: 'Record leave of somebody else: nothing is due on those days',
      action: 'record_absence',
      takes: z.object({ body: newAbsenceSchema }),
      gives: { status: 201, says: 'The id of the leave', schema: madeSchema },
      refusals: ['unknown_person', 'own_absence'],
    },
    async ({ body, parts: { database }, caller, organisation }) => ({
      id: await recordAbsence({ database, caller, organisation: await organisation() }, body),
    }),
  ),
  route(
    {
      method: 'delete',
      path: '/absences/:id',
      about,
      summary: 'Take back the leave of somebody else',
      action: 'record_absence',
      takes: z.object({ params: idSchema }),
      gives: { status: 204, says: 'Taken back' },
      refusals: ['unknown_absence', 'own_absence'],
    },
    async ({ params, parts: { database }, caller, organisation }) =>
      removeAbsence({ database, caller, organisation: await organisation() }, params.id),
  ),
];
