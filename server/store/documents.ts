import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { messageKeys } from '../../workflows/effects.ts';
import {
  commandSchema,
  evidenceSchema,
  systemEventSchema,
  timerEventSchema,
} from '../../workflows/events.ts';
import { definitionSchema as runnableSchema, inputSchema, kinds } from '../../workflows/index.ts';
import { roles } from '../../workflows/permissions.ts';
import { reasons } from '../../workflows/rules/settlement.ts';
import { snapshotSchemas, timerSchema } from '../../workflows/statechart.ts';
import {
  claimSummarySchema,
  dutySummarySchema,
  projectSummarySchema,
  tallySummarySchema,
} from '../../workflows/summary.ts';

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
  definition: runnableSchema,
});
export type DefinitionDocument = z.output<typeof definitionSchema>;

/** A timer as planted; `revision` is the version of the instance that planted it. */
export const plantedTimerSchema = timerSchema.extend({ revision: z.int(), fired: z.boolean() });
export type PlantedTimer = z.output<typeof plantedTimerSchema>;

/** What instances of every kind have beside their snapshot and what lists need of them. */
const common = {
  _id: z.string(),
  chartVersion: z.int(),
  definition: z.string(),
  version: z.int().describe('Number of its steps'),
  timers: z.array(plantedTimerSchema),
  nextTimerAt: instant.nullable(),
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
};

export const projectInstanceSchema = z.strictObject({
  ...common,
  kind: z.literal('project'),
  snapshot: snapshotSchemas.project,
  summary: projectSummarySchema,
});
export type ProjectInstance = z.output<typeof projectInstanceSchema>;

export const dutyInstanceSchema = z.strictObject({
  ...common,
  kind: z.literal('duty'),
  plan: z.string().describe('The plan that it was made by: the first step of its history'),
  snapshot: snapshotSchemas.duty,
  summary: dutySummarySchema,
});
export type DutyInstance = z.output<typeof dutyInstanceSchema>;

export const claimInstanceSchema = z.strictObject({
  ...common,
  kind: z.literal('claim'),
  snapshot: snapshotSchemas.claim,
  summary: claimSummarySchema,
});
export type ClaimInstance = z.output<typeof claimInstanceSchema>;

const tallyInstanceSchema = z.strictObject({
  ...common,
  kind: z.literal('tally'),
  snapshot: snapshotSchemas.tally,
  summary: tallySummarySchema,
});

/** What runs: the newest snapshot, its timers, and what lists need of it. */
export const instanceSchema = z.discriminatedUnion('kind', [
  projectInstanceSchema,
  dutyInstanceSchema,
  claimInstanceSchema,
  tallyInstanceSchema,
]);
export type InstanceDocument = z.output<typeof instanceSchema>;

/**
 * Duties of one rule and period that were planned together: the first step of the history of each of them, so that
 * forty thousand duties are not eighty thousand documents.
 */
export const planSchema = z.strictObject({
  _id: z.string(),
  definition: z.string(),
  timeZone: z.string(),
  period: z.strictObject({ from: localDate, to: localDate }),
  due: instant,
  at: instant,
  people: z.array(z.strictObject({ instance: z.string(), owner: z.string(), leader: z.string() })),
});
export type PlanDocument = z.output<typeof planSchema>;

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
    ...systemEventSchema.options,
    z.strictObject({
      type: z.literal('BEGIN'),
      definition: z.string(),
      input: inputSchema.describe('What a claim or a tally begins with'),
    }),
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
  sum: z.int().nullable().default(null).describe('The running sum before a step that moves it'),
  owner: z.string(),
  leader: z.string(),
});
export type HistoryDocument = z.output<typeof historySchema>;

/** The same step of duties that were closed together, in one line: whose it is are lists, in the same order. */
export const sharedLineSchema = historySchema.extend({
  instance: z.array(z.string()),
  owner: z.array(z.string()),
  leader: z.array(z.string()),
});
export type SharedLine = z.output<typeof sharedLineSchema>;

/** `_id` says what the entry is for: `<instance>/<milestone>/award/<n>`, `<instance>/reverse/<n>`, … */
export const entrySchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  points: z.int(),
  day: z.string(),
  kind: z.enum(['award', 'reverse']),
  instance: z.string(),
  milestone: z.string().nullable(),
  rule: z.string().nullable().default(null),
  reason: z.enum(reasons).nullable().default(null),
  facts: z.array(z.string()).default([]).describe('Ids of the facts that it stands on'),
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
