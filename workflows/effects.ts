import { z } from 'zod';
import { milestoneId, projectDefinitionSchema } from './definition.ts';
import { personId } from './events.ts';
import { reasons } from './rules/settlement.ts';

/** What a person is told about, by a key that every channel has a text for. */
export const messageKeys = [
  'plan_submitted',
  'plan_accepted',
  'plan_returned',
  'review_handed_over',
  'project_started',
  'project_suspended',
  'project_resumed',
  'project_cancelled',
  'project_completed',
  'milestone_opened',
  'milestone_submitted',
  'milestone_withdrawn',
  'milestone_urged',
  'milestone_accepted',
  'milestone_returned',
  'milestone_rejected',
  'milestone_reopened',
  'milestone_due_soon',
  'milestone_overdue',
  'extension_asked',
  'extension_granted',
  'extension_declined',
  'duty_transferred',
  'duty_urged',
  'duty_returned',
  'duty_missed',
  'duty_reversed',
  'claim_transferred',
  'claim_urged',
  'claim_accepted',
  'claim_returned',
  'claim_rejected',
  'claim_reversed',
] as const;
export type MessageKey = (typeof messageKeys)[number];

const day = z.iso.date();
const rule = z.string();

/** Points as they enter the ledger, those that are taken back with their sign. */
const entry = z.strictObject({
  person: personId,
  points: z.int(),
  key: z.string().describe('What they are for, unique in the instance'),
  milestone: milestoneId.nullable(),
  day: day.nullable().describe('The day that the entry is dated by; that of the step if there is none'),
  reason: z.enum(reasons).nullable(),
  facts: z.array(z.string()),
  reversalOf: z.string().nullable().describe('Key of the entry that it takes back'),
});

/**
 * What a transition asks for, as data. The journal turns each into rows of the same commit; nothing else may
 * come out of a machine.
 */
export const effectSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('award'), params: entry }),
  z.strictObject({ type: z.literal('reverse'), params: entry }),
  z.strictObject({
    type: z.literal('count'),
    params: z.strictObject({
      rule,
      person: personId,
      from: day,
      to: day,
      by: z.int().describe('How far the running sum moves, in units or fen'),
    }),
  }),
  z.strictObject({
    type: z.literal('progress'),
    params: z.strictObject({
      rule,
      person: personId,
      day,
      reached: z.int().describe('How far what was reached moves, for attainment'),
      target: z.int(),
    }),
  }),
  z.strictObject({
    type: z.literal('notify'),
    params: z.strictObject({
      to: personId,
      message: z.enum(messageKeys),
      milestone: milestoneId.optional(),
      days: z.number().int().optional(),
    }),
  }),
  z.strictObject({
    type: z.literal('adopt'),
    params: z.strictObject({ definition: projectDefinitionSchema, owner: personId, leader: personId }),
  }),
]);
export type Effect = z.output<typeof effectSchema>;
export type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>['params'];

/** The effects as actions of a chart. They run nowhere: a machine only names them. */
export const effectActions = {
  award: (_: unknown, _params: EffectOf<'award'>) => undefined,
  reverse: (_: unknown, _params: EffectOf<'reverse'>) => undefined,
  count: (_: unknown, _params: EffectOf<'count'>) => undefined,
  progress: (_: unknown, _params: EffectOf<'progress'>) => undefined,
  notify: (_: unknown, _params: EffectOf<'notify'>) => undefined,
  adopt: (_: unknown, _params: EffectOf<'adopt'>) => undefined,
};
