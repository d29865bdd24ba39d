import { z } from 'zod';
import { taskKinds } from '../../workflows/summary.ts';
import { messageKeys } from '../../workflows/effects.ts';
import { instanceListItemSchema, milestoneViewSchema } from './instances.ts';
import { personRefSchema } from './people.ts';
import { ruleTaskSchema } from './rule-work.ts';

/** One thing that somebody owes: the owner something to hand in, the leader a decision. */
export const workItemSchema = z.object({
  kind: z.enum(taskKinds),
  instance: z.string(),
  version: z.int(),
  title: z.string().describe('Title of the project'),
  owner: personRefSchema,
  department: z.string(),
  leader: personRefSchema,
  total: z.int(),
  milestone: milestoneViewSchema.nullable().describe('null: the plan of the project itself'),
  due: z.iso.datetime().nullable(),
  since: z.iso.datetime().nullable().describe('Waiting since'),
  draftSavedAt: z.iso.datetime().nullable(),
});
export type WorkItem = z.output<typeof workItemSchema>;

/** What I owe, by due date. */
export const myWorkSchema = z.object({
  now: z.iso.datetime(),
  items: z.array(workItemSchema),
  tasks: z.array(ruleTaskSchema).describe('Duties to hand in and claims to mend, by due date'),
});
export type MyWork = z.output<typeof myWorkSchema>;

/** What waits for my decision, longest waiting first. */
export const inboxSchema = z.object({
  now: z.iso.datetime(),
  items: z.array(workItemSchema),
  tasks: z.array(ruleTaskSchema).describe('Duties and claims to decide, longest waiting first'),
});
export type Inbox = z.output<typeof inboxSchema>;

const points = z.object({
  id: z.string(),
  name: z.string(),
  points: z.int().describe('Sum of all entries'),
  open: z.int().describe('Points of running projects that can still be earned'),
});

export const dashboardSchema = z.object({
  now: z.iso.datetime(),
  standing: z.object({
    total: z.int(),
    awarded: z.int(),
    waiting: z.int().describe('The part of the open points that is handed in and waits for a decision'),
    open: z.int().describe('With what waits; awarded + open + forfeited is the total'),
    forfeited: z.int(),
  }),
  projects: z.array(instanceListItemSchema).describe('Running ones first, at most 100'),
  overdue: z.array(workItemSchema.omit({ draftSavedAt: true })).describe('Longest overdue first, at most 50'),
  waiting: z.array(workItemSchema.omit({ draftSavedAt: true })).describe('Waiting longest first, at most 50'),
  departments: z.array(points),
  people: z.array(points.extend({ department: z.string() })),
});
export type Dashboard = z.output<typeof dashboardSchema>;

export const notificationSchema = z.object({
  id: z.string(),
  message: z.enum(messageKeys),
  instance: z.string(),
  title: z.string().describe('Title of the project'),
  milestone: z.object({ id: z.string(), title: z.string() }).nullable(),
  days: z.int().nullable(),
  at: z.iso.datetime(),
  read: z.boolean(),
});
export type NotificationView = z.output<typeof notificationSchema>;
export const notificationListSchema = z.object({
  items: z.array(notificationSchema),
  unread: z.int(),
  next: z.string().nullable(),
});
export const notificationQuerySchema = z.strictObject({
  cursor: z.string().max(300).optional(),
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .optional(),
});
export const unreadSchema = z.object({ unread: z.int() });

/** A message that could not be delivered, for an administrator. */
export const undeliveredSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      channel: z.string(),
      to: personRefSchema,
      message: z.enum(messageKeys),
      instance: z.string(),
      title: z.string(),
      attempts: z.int(),
      error: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
});

export const markReadSchema = z.strictObject({ ids: z.array(z.string().max(100)).max(200).optional() });

/** What the live stream sends: that something changed; the pages ask for what they show. */
export const streamEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), now: z.iso.datetime() }),
  z.object({ type: z.literal('changed'), instance: z.string(), version: z.int(), event: z.string() }),
  z.object({ type: z.literal('notified') }),
  z.object({ type: z.literal('clock'), now: z.iso.datetime() }),
]);
export type StreamEvent = z.output<typeof streamEventSchema>;
