import { z } from 'zod';
import { milestoneId, projectDefinitionSchema } from './definition.ts';
import { personId } from './events.ts';

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
  'milestone_accepted',
  'milestone_returned',
  'milestone_rejected',
  'milestone_reopened',
  'milestone_due_soon',
  'milestone_overdue',
  'extension_asked',
  'extension_granted',
  'extension_declined',
] as const;
export type MessageKey = (typeof messageKeys)[number];

/**
 * What a transition asks for, as data. The journal turns each into rows of the same commit; nothing else may
 * come out of a machine.
 */
export const effectSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('award'),
    params: z.strictObject({
      person: personId,
      milestone: milestoneId,
      points: z.number().int().describe('Points of the milestone'),
      award: z.number().int().describe('How many times this milestone has been awarded, this time included'),
    }),
  }),
  z.strictObject({
    type: z.literal('reverse'),
    params: z.strictObject({
      person: personId,
      milestone: milestoneId,
      points: z.number().int().describe('Points of the entry that is reversed'),
      award: z.number().int().describe('Which award is reversed'),
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
