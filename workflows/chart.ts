import { setup } from 'xstate';
import { z } from 'zod';
import { dueInstant } from './calendar.ts';
import type { MilestoneDefinition } from './definition.ts';
import { effectActions, type MessageKey } from './effects.ts';
import type { DatedEvent } from './events.ts';
import type { Fault } from './faults.ts';
import type { ProjectInput } from './input.ts';
import type { StateMeta } from './timers.ts';
import { mayUrge } from './urging.ts';

const instant = z.iso.datetime();

/** What a milestone remembers; dates are ISO in UTC. */
export const milestoneContextSchema = z.strictObject({
  due: instant,
  awards: z.int().describe('How many times it has been awarded; the last one stands while it is accepted'),
  rounds: z.int().describe('How many times something was handed in'),
  submission: z
    .strictObject({
      at: instant,
      late: z.boolean(),
      value: z.int().nullable(),
      short: z.boolean(),
      urgedAt: instant.nullable().default(null),
    })
    .nullable(),
  mend: z.string().nullable().describe('What to mend, from the last return'),
  extension: z.strictObject({ due: instant, reason: z.string(), askedAt: instant }).nullable(),
});
export type MilestoneContext = z.output<typeof milestoneContextSchema>;

/** What a project remembers: JSON only, so that a stored snapshot is the same as a fresh one. */
export const projectContextSchema = z.strictObject({
  timeZone: z.string(),
  owner: z.string(),
  leader: z.string(),
  start: instant,
  planSubmittedAt: instant.nullable(),
  suspendedAt: instant.nullable(),
  milestones: z.record(z.string(), milestoneContextSchema),
});
export type ProjectContext = z.output<typeof projectContextSchema>;

export type OfMilestone = { milestone: MilestoneDefinition };

/** The part of the context that belongs to one milestone. Throws if the definition has no such milestone. */
export function milestoneOf(context: ProjectContext, id: string): MilestoneContext {
  const milestone = context.milestones[id];
  if (milestone === undefined) throw new RangeError(`no milestone ${id}`);
  return milestone;
}

/** The fault of an event as sent, judged by the context alone; the guards and the answers both ask here. */
export function faultOf(
  context: ProjectContext,
  event: DatedEvent,
  milestone: MilestoneDefinition,
): Fault | null {
  const { due, extension, submission } = milestoneOf(context, milestone.id);
  const late = Date.parse(event.at) > Date.parse(due);
  switch (event.type) {
    case 'SUBMIT': {
      const { text, links, files, value, shortfall } = event.evidence;
      const { target } = milestone.criterion;
      if (late && milestone.late === 'refused') return 'late_not_possible';
      if (text === '' && links.length === 0 && files.length === 0) return 'evidence_missing';
      if (target === undefined) return null;
      if (value === undefined) return 'value_missing';
      return value < target.atLeast && shortfall === '' ? 'shortfall_unexplained' : null;
    }
    case 'RETURN':
    case 'REOPEN':
      if (event.due !== undefined) return isLater(event.due, [event.at], context) ? null : 'due_not_later';
      return late && milestone.late === 'refused' ? 'due_needed' : null;
    case 'ASK_EXTENSION':
      if (extension !== null) return 'extension_already_asked';
      return isLater(event.due, [event.at, due], context) ? null : 'due_not_later';
    case 'WITHDRAW':
      return late && milestone.late === 'refused' ? 'withdraw_too_late' : null;
    case 'URGE':
      return mayUrge(submission?.urgedAt ?? null, event.at) ? null : 'urged_recently';
    case 'GRANT_EXTENSION':
      if (extension === null) return 'extension_not_asked';
      return Date.parse(extension.due) > Date.parse(event.at) ? null : 'extension_outrun';
    case 'DECLINE_EXTENSION':
      return extension === null ? 'extension_not_asked' : null;
    default:
      return null;
  }
}

function isLater(local: string, instants: string[], { timeZone }: ProjectContext): boolean {
  const moment = Date.parse(dueInstant(local, timeZone));
  return instants.every((instant) => moment > Date.parse(instant));
}

function isRevision(event: DatedEvent): event is Extract<DatedEvent, { type: 'REVISE_PLAN' }> {
  return event.type === 'REVISE_PLAN' && event.owner !== event.leader;
}

/** The vocabulary of the project statechart: its context, events, guards, and its effects, which run nowhere. */
export const chart = setup({
  // XState reads these for their types alone.
  /* eslint-disable @typescript-eslint/consistent-type-assertions, @typescript-eslint/no-unnecessary-type-assertion */
  types: {
    context: {} as ProjectContext,
    events: {} as DatedEvent,
    input: {} as ProjectInput,
    meta: {} as StateMeta<ProjectContext>,
  },
  /* eslint-enable @typescript-eslint/consistent-type-assertions, @typescript-eslint/no-unnecessary-type-assertion */
  guards: {
    concerns: ({ context, event }, { milestone }: OfMilestone) =>
      'milestone' in event && event.milestone === milestone.id && faultOf(context, event, milestone) === null,
    isToMend: ({ context }, { milestone }: OfMilestone) => milestoneOf(context, milestone.id).mend !== null,
    revisable: ({ event }) => isRevision(event),
    replacesLeader: ({ context, event }) => isRevision(event) && event.leader !== context.leader,
  },
  actions: effectActions,
});

/** An action that tells the owner or the leader something. */
export function tell(who: 'owner' | 'leader', message: MessageKey, milestone?: string) {
  return {
    type: 'notify' as const,
    params: ({ context, event }: { context: ProjectContext; event: DatedEvent }) => ({
      to: context[who],
      message,
      ...(milestone === undefined ? {} : { milestone }),
      ...(event.type === 'REMIND' ? { days: event.days } : {}),
    }),
  };
}
