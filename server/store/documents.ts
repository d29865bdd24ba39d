import { z } from 'zod';
import { projectDefinitionSchema } from '../../workflows/definition.ts';
import { messageKeys } from '../../workflows/effects.ts';
import { commandSchema, evidenceSchema, timerEventSchema } from '../../workflows/events.ts';
import { kinds } from '../../workflows/index.ts';
import { roles } from '../../workflows/permissions.ts';
import { snapshotSchema, timerSchema } from '../../workflows/statechart.ts';
import { summarySchema } from '../../workflows/summary.ts';

/**
 * The documents of the database. Ids are strings; dates are ISO strings in UTC with milliseconds, which sort
 * as they stand, except where MongoDB itself acts on them (expiry).
 */

const instant = z.iso.datetime();

/** The company, one document. `clockOffset` is in ms and moves only in a demo. */
export const companySchema = z.strictObject({
  _id: z.literal('company'),
  name: z.string(),
  timeZone: z.string(),
  demo: z.boolean(),
  clockOffset: z.int(),
});
export type CompanyDocument = z.output<typeof companySchema>;

export const departmentSchema = z.strictObject({
  _id: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  leader: z.string().nullable(),
});
export type DepartmentDocument = z.output<typeof departmentSchema>;

export const personSchema = z.strictObject({
  _id: z.string(),
  account: z.string().describe('What one signs in with; unique, lower case'),
  name: z.string(),
  department: z.string(),
  roles: z.array(z.enum(roles)),
  passwordHash: z.string(),
  active: z.boolean(),
});
export type PersonDocument = z.output<typeof personSchema>;

/** `_id` is the SHA-256 of the token that the cookie holds. */
export type SessionDocument = { _id: string; person: string; createdAt: Date; expiresAt: Date };

/** `_id` is the hash of the definition's canonical JSON, so that a definition can never change. */
export const definitionSchema = z.strictObject({
  _id: z.string(),
  kind: z.enum(kinds),
  definition: projectDefinitionSchema,
});
export type DefinitionDocument = z.output<typeof definitionSchema>;

/** A timer as planted; `revision` is the version of the instance that planted it. */
export const plantedTimerSchema = timerSchema.extend({ revision: z.int(), fired: z.boolean() });
export type PlantedTimer = z.output<typeof plantedTimerSchema>;

/** What runs: the newest snapshot, its timers, and what lists need of it. */
export const instanceSchema = z.strictObject({
  _id: z.string(),
  kind: z.enum(kinds),
  chartVersion: z.int(),
  definition: z.string(),
  version: z.int().describe('Number of its history lines'),
  snapshot: snapshotSchema,
  timers: z.array(plantedTimerSchema),
  nextTimerAt: instant.nullable(),
  summary: summarySchema,
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
export type InstanceDocument = z.output<typeof instanceSchema>;

export const SYSTEM = 'system';

/** One step of an instance; `_id` is `<instance>/<seq>` with seq padded so that it sorts. */
export const historySchema = z.strictObject({
  _id: z.string(),
  instance: z.string(),
  seq: z.int(),
  commandId: z.string().describe('Unique: what makes a repeated command harmless'),
  fingerprint: z.string().describe('Hash of who sent what, to tell a repetition from a reuse of the id'),
  actor: z.string().describe('A person, or `system` for a timer'),
  at: instant.describe('When it happened; a timer has the date that it waited for'),
  recordedAt: instant,
  event: z.discriminatedUnion('type', [
    ...commandSchema.options,
    ...timerEventSchema.options,
    z.strictObject({
      type: z.literal('CREATE'),
      definition: z.string(),
      owner: z.string(),
      leader: z.string(),
      timeZone: z.string(),
    }),
  ]),
  definition: z.string().describe('Hash of the definition that holds after this step'),
  from: z.string().describe('State before, of the milestone or else of the project'),
  to: z.string(),
  points: z.int(),
  owner: z.string(),
  leader: z.string(),
});
export type HistoryDocument = z.output<typeof historySchema>;

/** `_id` says what the entry is for: `<instance>/<milestone>/award/<n>` or `…/reverse/<n>`. */
export const entrySchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  points: z.int(),
  day: z.string(),
  kind: z.enum(['award', 'reverse']),
  instance: z.string(),
  milestone: z.string(),
  definition: z.string(),
  seq: z.int().describe('The step of the history that made it'),
  decidedBy: z.string(),
  at: instant,
  reversalOf: z.string().nullable(),
});
export type EntryDocument = z.output<typeof entrySchema>;

/** What has to leave the process; `_id` is `<instance>/<seq>/<n>` and is the delivery's id. */
export const outboxSchema = z.strictObject({
  _id: z.string(),
  channel: z.enum(['in_app']),
  to: z.string(),
  message: z.enum(messageKeys),
  instance: z.string(),
  title: z.string(),
  milestone: z.string().nullable(),
  milestoneTitle: z.string().nullable(),
  days: z.int().nullable(),
  at: instant,
  state: z.enum(['pending', 'done', 'dead']),
  attempts: z.int(),
  nextAt: instant,
  error: z.string().nullable(),
});
export type OutboxDocument = z.output<typeof outboxSchema>;

/** An in-app message; `_id` is the delivery's id, so that delivering twice gives one. */
export const notificationSchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  message: z.enum(messageKeys),
  instance: z.string(),
  title: z.string(),
  milestone: z.string().nullable(),
  milestoneTitle: z.string().nullable(),
  days: z.int().nullable(),
  at: instant,
  read: z.boolean(),
});
export type NotificationDocument = z.output<typeof notificationSchema>;

/** What an owner has begun to write; `_id` is `<person>/<instance>/<milestone>`. */
export const draftSchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  instance: z.string(),
  milestone: z.string(),
  evidence: evidenceSchema,
  savedAt: instant,
});
export type DraftDocument = z.output<typeof draftSchema>;

/** What is known of an uploaded file beside its content; the file belongs to an instance. */
export const fileMetadataSchema = z.strictObject({
  instance: z.string(),
  uploadedBy: z.string(),
  uploadedAt: instant,
  type: z.string(),
  sha256: z.string(),
});
export type FileMetadata = z.output<typeof fileMetadataSchema>;
