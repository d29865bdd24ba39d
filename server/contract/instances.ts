import { z } from 'zod';
import { projectDefinitionSchema } from '../../workflows/definition.ts';
import { commandTypes, evidenceSchema, personId } from '../../workflows/events.ts';
import {
  lifeStates,
  milestoneStates,
  milestoneSummarySchema,
  standingSchema,
} from '../../workflows/summary.ts';
import { kinds } from '../../workflows/index.ts';
import { personRefSchema } from './people.ts';

export const instanceId = z
  .string()
  .regex(/^(duty-)?[0-9a-f]{24}$/)
  .describe('Id of an instance');

/** Made by the sender before a command is first sent; the same id is never acted on twice. */
export const commandId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/)
  .describe('Made by the sender before first sending; sent again, it gets the first answer');

export const newProjectSchema = z.strictObject({
  commandId,
  definition: projectDefinitionSchema,
  owner: personId,
  leader: personId,
});

export const outcomeSchema = z.object({
  instance: instanceId,
  version: z.int().describe('Version of the instance that this command made'),
  replayed: z.boolean().describe('Whether the command had been carried out before'),
});
export type Outcome = z.output<typeof outcomeSchema>;

export const offerSchema = z.object({
  type: z.enum(commandTypes),
  milestone: z.string().optional(),
});

export const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().describe('Media type, found from the content'),
  size: z.int().describe('Bytes'),
  sha256: z.string(),
  uploadedBy: personRefSchema,
  uploadedAt: z.iso.datetime(),
});
export type FileView = z.output<typeof fileSchema>;

/** One round of handing in, with what became of it. */
export const submissionSchema = z.object({
  round: z.int(),
  at: z.iso.datetime(),
  late: z.boolean(),
  short: z.boolean().describe('Short of the number that the criterion asks for'),
  evidence: evidenceSchema,
  files: z.array(fileSchema),
  decision: z
    .object({
      type: z.enum(['ACCEPT', 'RETURN', 'REJECT', 'WITHDRAW']),
      by: personRefSchema,
      at: z.iso.datetime(),
      text: z.string().describe('The comment or the reason'),
    })
    .nullable(),
});
export type SubmissionView = z.output<typeof submissionSchema>;

/** One step of an instance's history. */
export const historyLineSchema = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  type: z.string().describe('Type of the event'),
  milestone: z.string().nullable(),
  by: personRefSchema.nullable().describe('null: a timer'),
  text: z.string().describe('Reason, comment, or empty'),
  due: z.iso.datetime().nullable().describe('A due date that this event asked for or set'),
  handedTo: personRefSchema.nullable().describe('Who decides from this step on, if it says so'),
  from: z.string().describe('State before, of the milestone or else of the project'),
  to: z.string(),
  points: z.int().describe('Points that this step gave or took'),
});
export type HistoryLine = z.output<typeof historyLineSchema>;

export const instanceListItemSchema = z.object({
  id: instanceId,
  kind: z.enum(kinds),
  version: z.int(),
  title: z.string(),
  state: z.enum(lifeStates),
  owner: personRefSchema,
  leader: personRefSchema,
  total: z.int(),
  standing: standingSchema,
  nextDue: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  milestones: z.array(milestoneSummarySchema),
  updatedAt: z.iso.datetime(),
});
export type InstanceListItem = z.output<typeof instanceListItemSchema>;

export const instanceListSchema = z.object({
  items: z.array(instanceListItemSchema),
  next: z.string().nullable().describe('Cursor of the next page'),
});

/** A milestone with everything that a page shows of it. */
export const milestoneViewSchema = milestoneSummarySchema.extend({
  work: z.string(),
  criterion: z.object({
    text: z.string(),
    target: z.object({ atLeast: z.int(), unit: z.string() }).optional(),
  }),
  late: z.enum(['allowed', 'refused']).describe('Whether a late submission is possible'),
  mend: z.string().nullable(),
  extension: z.object({ due: z.iso.datetime(), reason: z.string(), askedAt: z.iso.datetime() }).nullable(),
  submissions: z.array(submissionSchema).describe('Oldest first'),
});
export type MilestoneView = z.output<typeof milestoneViewSchema>;

export const instanceSchema = instanceListItemSchema.extend({
  definition: projectDefinitionSchema,
  definitionHash: z.string(),
  createdAt: z.iso.datetime(),
  milestones: z.array(milestoneViewSchema),
  history: z.array(historyLineSchema).describe('Oldest first'),
  offers: z.array(offerSchema).describe('The events that the caller may send now'),
});
export type InstanceView = z.output<typeof instanceSchema>;

export const instanceQuerySchema = z.strictObject({
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(lifeStates)).max(lifeStates.length))
    .optional()
    .describe('One state of a project, or several with commas between them'),
  forfeited: z.literal('true').optional().describe('Only projects that have lost points'),
  milestoneState: z.enum(milestoneStates).optional(),
  owner: personId.optional(),
  reviewer: personId.optional(),
  dueAfter: z.iso.datetime().optional(),
  dueBefore: z.iso.datetime().optional(),
  overdue: z.enum(['true', 'false']).optional(),
  cursor: z.string().max(300).optional(),
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .optional(),
});

/** A laid-out picture of the statechart; texts are keys that the client translates. */
const rect = { x: z.number(), y: z.number(), width: z.number(), height: z.number() };
export const diagramSchema = z.object({
  width: z.number(),
  height: z.number(),
  nodes: z.array(
    z.object({
      id: z.string(),
      parent: z.string().nullable(),
      state: z
        .string()
        .describe(
          'Name of the state, a key of the message files. Of a project: life.draft, life.draft.editing, ' +
            'life.draft.submitted, life.planned, life.active, life.suspended, life.completed, life.cancelled. ' +
            'Of a milestone: locked, open, open.inTime, open.overdue, submitted, returned, returned.inTime, ' +
            'returned.overdue, accepted, rejected',
        ),
      milestone: z.string().nullable(),
      compound: z.boolean(),
      initial: z.boolean(),
      current: z.boolean(),
      visited: z.boolean(),
      ...rect,
    }),
  ),
  edges: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      events: z
        .array(z.string())
        .describe(
          'Types of the events, keys of the message files: those that people send, START_DUE and DUE of time, ' +
            'and always for a line that needs no event',
        ),
      taken: z.boolean(),
      possible: z.boolean().describe('The caller may send one of these events now'),
      points: z.array(z.object({ x: z.number(), y: z.number() })),
      label: z
        .object(rect)
        .nullable()
        .describe('A box in the middle of the line, for one row of text for each event, centred'),
    }),
  ),
});
export type DiagramView = z.output<typeof diagramSchema>;

export const draftSchema = z.strictObject({ evidence: evidenceSchema });
export const draftViewSchema = z.object({
  evidence: evidenceSchema.nullable(),
  savedAt: z.iso.datetime().nullable(),
});
export type DraftView = z.output<typeof draftViewSchema>;
