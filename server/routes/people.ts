import { z } from 'zod';
import { personId } from '../../workflows/events.ts';
import { addDepartment, addPerson, changePerson } from '../access/accounts.ts';
import {
  departmentListSchema,
  newDepartmentSchema,
  newPersonSchema,
  peopleSchema,
  personChangeSchema,
} from '../contract/people.ts';
import { personView } from '../views/session.ts';
import { route, takesNothing, type Route } from './route.ts';

const about = 'people';
const madeSchema = z.object({ id: z.string() });

export const peopleRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/people',
      about,
      summary: 'Everybody in the company',
      action: 'read_people',
      takes: takesNothing,
      gives: { status: 200, says: 'The people, by name', schema: peopleSchema },
    },
    async ({ organisation }) => {
      const known = await organisation();
      const people = known.people.map((person) => personView(person, known));
      return { items: people.toSorted((a, b) => a.name.localeCompare(b.name, 'zh')) };
    },
  ),
  route(
    {
      method: 'post',
      path: '/people',
      about,
      summary: 'Add a person',
      action: 'manage_people',
      takes: z.object({ body: newPersonSchema }),
      gives: { status: 201, says: 'The id of the person', schema: madeSchema },
      refusals: ['account_taken'],
    },
    async ({ body, parts }) => ({ id: await addPerson(parts, body) }),
  ),
  route(
    {
      method: 'patch',
      path: '/people/:id',
      about,
      summary: 'Change the roles, the department, the name or the password of a person, or close the account',
      action: 'manage_people',
      takes: z.object({ params: z.strictObject({ id: personId }), body: personChangeSchema }),
      gives: { status: 204, says: 'Changed' },
      refusals: ['unknown_account', 'last_administrator'],
    },
    async ({ params, body, parts }) => changePerson(parts, params.id, body),
  ),
  route(
    {
      method: 'get',
      path: '/departments',
      about,
      summary: 'The departments of the company',
      action: 'read_people',
      takes: takesNothing,
      gives: { status: 200, says: 'The departments', schema: departmentListSchema },
    },
    async ({ organisation }) => {
      const { departments } = await organisation();
      return {
        items: departments.map(({ _id: id, name, parent, leader }) => ({ id, name, parent, leader })),
      };
    },
  ),
  route(
    {
      method: 'post',
      path: '/departments',
      about,
      summary: 'Add a department',
      action: 'manage_people',
      takes: z.object({ body: newDepartmentSchema }),
      gives: { status: 201, says: 'The id of the department', schema: madeSchema },
      refusals: ['unknown_person'],
    },
    async ({ body, parts }) => ({ id: await addDepartment(parts, body) }),
  ),
];
