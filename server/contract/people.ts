import { z } from 'zod';
import { personId } from '../../workflows/events.ts';
import { roles } from '../../workflows/permissions.ts';

export const roleSchema = z.enum(roles);
export const departmentSchema = z.object({ id: z.string(), name: z.string() });

/** A person as everybody in the company may see them. */
export const personSchema = z.object({
  id: personId,
  name: z.string(),
  department: departmentSchema,
  roles: z.array(roleSchema),
  active: z.boolean(),
});
export type Person = z.output<typeof personSchema>;

export const signInSchema = z.strictObject({
  account: z.string().trim().min(1).max(100).describe('The name one signs in with'),
  password: z.string().min(1).max(200),
});

/** Who is signed in, and what the pages have to know about the company. */
export const sessionSchema = z.object({
  person: personSchema,
  company: z.object({ name: z.string(), timeZone: z.string() }),
  demo: z.boolean().describe('A demo data folder: the clock can be moved from the page'),
  now: z.iso.datetime(),
});
export type Session = z.output<typeof sessionSchema>;

export const newPersonSchema = z.strictObject({
  account: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(100),
  password: z.string().min(10).max(200),
  department: z.string(),
  roles: z.array(roleSchema).min(1),
});

/** What an administrator may change of a person; what is not named stays. */
export const personChangeSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  department: z.string().max(100).optional(),
  roles: z.array(roleSchema).min(1).optional(),
  active: z.boolean().optional().describe('false: the account is closed and signed out everywhere'),
  password: z.string().min(10).max(200).optional(),
});
export const peopleSchema = z.object({ items: z.array(personSchema) });

export const newDepartmentSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  parent: z.string().max(100).nullable().default(null),
  leader: personId.nullable().default(null),
});
export const departmentListSchema = z.object({
  items: z.array(departmentSchema.extend({ parent: z.string().nullable(), leader: z.string().nullable() })),
});
export type Department = z.output<typeof departmentListSchema>['items'][number];

/** An account that anybody may use, in a demo data folder only. */
export const demoAccountSchema = z.object({
  account: z.string(),
  password: z.string(),
  name: z.string(),
  department: z.string(),
  roles: z.array(roleSchema),
});
export type DemoAccount = z.output<typeof demoAccountSchema>;
export const demoAccountsSchema = z.object({ items: z.array(demoAccountSchema) });

export const clockMoveSchema = z.strictObject({ by: z.enum(['day', 'nextDeadline']) });
export const clockSchema = z.object({ now: z.iso.datetime(), nextDeadline: z.iso.datetime().nullable() });
export type ClockView = z.output<typeof clockSchema>;

/** Enough of a person to name them. */
export const personRefSchema = z.object({ id: z.string(), name: z.string() });
export type PersonRef = z.output<typeof personRefSchema>;
