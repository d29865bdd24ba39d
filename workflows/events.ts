import { z } from 'zod';
import { localDate, localMoment } from './calendar.ts';
import { milestoneId, projectDefinitionSchema } from './definition.ts';
import { claimFactSchema } from './rules/claim-fact.ts';
import { level } from './rules/fact.ts';
import { chosenPoints } from './rules/fields.ts';
import { entrySchema } from './rules/settlement.ts';
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
const ofWhole = <const Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** What people send. */
export const commandSchema = z.discriminatedUnion('type', [
  ofWhole('SUBMIT_PLAN', {}),
  ofWhole('WITHDRAW_PLAN', {}),
  ofWhole('ACCEPT_PLAN', { comment: written(2000).default('') }),
  ofWhole('RETURN_PLAN', { reason }),
  ofWhole('REVISE_PLAN', { definition: projectDefinitionSchema, owner: personId, leader: personId }),
  ofWhole('START', {}),
  ofWhole('SUSPEND', { reason }),
  ofWhole('RESUME', {}),
  ofWhole('CANCEL', { reason }),
  ofMilestone('SUBMIT', { evidence: evidenceSchema }),
  ofMilestone('WITHDRAW', {}),
  ofMilestone('URGE', {}),
  ofMilestone('ACCEPT', { comment: written(2000).default('') }),
  ofMilestone('RETURN', { reason, due: localMoment.optional() }),
  ofMilestone('REJECT', { reason }),
  ofMilestone('REOPEN', { reason, due: localMoment.optional() }),
  ofMilestone('ASK_EXTENSION', { due: localMoment, reason }),
  ofMilestone('GRANT_EXTENSION', {}),
  ofMilestone('DECLINE_EXTENSION', { reason }),
  ofWhole('SUBMIT_WORK', {
    evidence: evidenceSchema,
    fact: claimFactSchema.optional().describe('Of a claim: what is claimed instead of what was before'),
  }),
  ofWhole('WITHDRAW_WORK', {}),
  ofWhole('URGE_WORK', {}),
  ofWhole('ACCEPT_WORK', {
    comment: written(2000).default(''),
    points: chosenPoints.optional().describe('Where the rule has the reviewer choose them'),
    level: level.optional(),
  }),
  ofWhole('RETURN_WORK', {
    reason,
    due: localMoment.optional().describe('Of a duty: until when to mend it'),
  }),
  ofWhole('REJECT_WORK', { reason }),
  ofWhole('TRANSFER_WORK', { to: personId.describe('Who decides from now on'), reason }),
  ofWhole('REVERSE_WORK', { reason }),
]);
export type Command = z.output<typeof commandSchema>;

/** What time sends: only the runner makes these. */
export const timerEventSchema = z.discriminatedUnion('type', [
  ofWhole('START_DUE', {}),
  ofMilestone('REMIND', { days: z.number().multipleOf(1) }),
  ofMilestone('DUE', {}),
  ofWhole('DUTY_DUE', {}),
]);
export type TimerEvent = z.output<typeof timerEventSchema>;

const progress = z.int().min(0);

/** What follows from the company's calendar, its people and its items: only workers make these. */
export const systemEventSchema = z.discriminatedUnion('type', [
  ofWhole('LIFT', {
    reason: z.enum(['absent', 'calendar', 'rule']).describe('Why a duty is not owed after all'),
  }),
  ofWhole('MOVE_DUE', { due: z.iso.datetime() }),
  ofWhole('OWE', { due: z.iso.datetime() }).describe('A duty that was lifted is owed after all'),
  ofWhole('SETTLE', {
    entries: z.array(entrySchema).describe('All that is right now for the period of a tally'),
    reached: progress.describe('How far the period got with what was due by now; 0 if it is not due'),
    target: progress,
    today: localDate.describe('The day on which it is posted'),
  }),
]);
export type SystemEvent = z.output<typeof systemEventSchema>;
export type AnyEvent = Command | TimerEvent | SystemEvent;

/**
 * `at` is given by the server that took the event in (ISO, UTC), and `sum`, the running sum of the person, rule and
 * period before this event, by the runner; neither ever by the sender.
 */
export type Dated<Event> = Event & { at: string; sum?: number };
/** What a machine is sent. */
export type DatedEvent = Dated<AnyEvent>;
export type EventType = AnyEvent['type'];
export type CommandType = Command['type'];
export const commandTypes: readonly CommandType[] = commandSchema.options.map(
  (option) => option.shape.type.value,
);
