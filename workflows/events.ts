import { z } from 'zod';
import { localMoment } from './calendar.ts';
import { milestoneId, projectDefinitionSchema } from './definition.ts';
import { required, written } from './text.ts';

const reason = required(2000);
export const personId = z
  .string()
  .regex(/^[0-9a-f]{24}$/)
  .describe('Id of a person');
export const fileId = z
  .string()
  .regex(/^[0-9a-f]{24}$/)
  .describe('Id of an uploaded file');

/** What an owner hands in with a submission; every submission is kept as a version. */
export const evidenceSchema = z.strictObject({
  text: written(10_000).default(''),
  links: z
    .array(z.url({ protocol: /^https?$/ }).max(2000))
    .max(20)
    .default([]),
  files: z.array(fileId).max(20).default([]),
  value: z.number().multipleOf(1).min(0).max(1_000_000_000).optional().describe('The number reached'),
  list: z.array(required(200)).max(1000).default([]).describe('What stands behind the number'),
  shortfall: written(2000).default('').describe('Why it falls short of the criterion'),
});
export type Evidence = z.output<typeof evidenceSchema>;

const ofMilestone = <const Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), milestone: milestoneId, ...shape });
const ofProject = <const Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** What people send. */
export const commandSchema = z.discriminatedUnion('type', [
  ofProject('SUBMIT_PLAN', {}),
  ofProject('WITHDRAW_PLAN', {}),
  ofProject('ACCEPT_PLAN', { comment: written(2000).default('') }),
  ofProject('RETURN_PLAN', { reason }),
  ofProject('REVISE_PLAN', { definition: projectDefinitionSchema, owner: personId, leader: personId }),
  ofProject('START', {}),
  ofProject('SUSPEND', { reason }),
  ofProject('RESUME', {}),
  ofProject('CANCEL', { reason }),
  ofMilestone('SUBMIT', { evidence: evidenceSchema }),
  ofMilestone('WITHDRAW', {}),
  ofMilestone('ACCEPT', { comment: written(2000).default('') }),
  ofMilestone('RETURN', { reason, due: localMoment.optional() }),
  ofMilestone('REJECT', { reason }),
  ofMilestone('REOPEN', { reason, due: localMoment.optional() }),
  ofMilestone('ASK_EXTENSION', { due: localMoment, reason }),
  ofMilestone('GRANT_EXTENSION', {}),
  ofMilestone('DECLINE_EXTENSION', { reason }),
]);
export type Command = z.output<typeof commandSchema>;

/** What time sends: only the runner makes these. */
export const timerEventSchema = z.discriminatedUnion('type', [
  ofProject('START_DUE', {}),
  ofMilestone('REMIND', { days: z.number().multipleOf(1) }),
  ofMilestone('DUE', {}),
]);
export type TimerEvent = z.output<typeof timerEventSchema>;

/** `at` is given by the server that took the event in (ISO, UTC), never by the sender. */
export type Dated<Event> = Event & { at: string };
export type ProjectEvent = Dated<Command | TimerEvent>;
export type EventType = ProjectEvent['type'];
export type CommandType = Command['type'];
export const commandTypes: readonly CommandType[] = commandSchema.options.map(
  (option) => option.shape.type.value,
);
