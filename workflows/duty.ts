import { setup } from 'xstate';
import { z } from 'zod';
import { dueInstant } from './calendar.ts';
import { effectActions, type Effect } from './effects.ts';
import type { DatedEvent } from './events.ts';
import type { Fault } from './faults.ts';
import type { DutyInput } from './input.ts';
import { review } from './review.ts';
import type { DutyDefinition } from './rule-definition.ts';
import type { DutyRule } from './rules/duty.ts';
import type { StateMeta } from './timers.ts';
import { mayUrge } from './urging.ts';
import { entryFor, faultOfTransfer, handedOn, isEmpty, tellAll } from './work.ts';

const instant = z.iso.datetime();

/** What a duty remembers: JSON only; instants are ISO in UTC, days those of the company's zone. */
export const dutyContextSchema = z.strictObject({
  timeZone: z.string(),
  owner: z.string(),
  leader: z.string(),
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  due: instant.describe('The last moment that is still in time'),
  rounds: z.int().describe('How many times something was handed in'),
  submittedAt: instant.nullable().describe('When it was last handed in'),
  urgedAt: instant.nullable().default(null).describe('When the reviewer of that was last urged'),
  mend: z.string().nullable().describe('What to mend, from the last return'),
  reviewedBefore: z.array(z.string()).default([]).describe('Who has handed the decision on'),
  points: z.int().describe('What its entries sum to'),
});
export type DutyContext = z.output<typeof dutyContextSchema>;

/** The fault of an event as sent, judged by the context alone; the guards and the answers both ask here. */
export function faultOfDuty(rule: DutyRule, context: DutyContext, event: DatedEvent): Fault | null {
  const isOver = (due: string) => Date.parse(event.at) > Date.parse(due);
  switch (event.type) {
    case 'SUBMIT_WORK':
      if (event.fact !== undefined) return 'wrong_fact';
      if (isOver(context.due)) return 'late_not_possible';
      return rule.acceptance === 'reviewed' && isEmpty(event.evidence) ? 'evidence_missing' : null;
    case 'URGE_WORK':
      return mayUrge(context.urgedAt, event.at) ? null : 'urged_recently';
    case 'TRANSFER_WORK':
      return faultOfTransfer(context, event.to);
    case 'WITHDRAW_WORK':
      return isOver(context.due) ? 'withdraw_too_late' : null;
    case 'ACCEPT_WORK':
      return event.points !== undefined || event.level !== undefined ? 'points_not_chosen' : null;
    case 'RETURN_WORK':
      if (event.due === undefined) return isOver(context.due) ? 'due_needed' : null;
      return Date.parse(dueInstant(event.due, context.timeZone)) > Date.parse(event.at)
        ? null
        : 'due_not_later';
    default:
      return null;
  }
}

const chart = setup({
  // XState reads these for their types alone.
  /* eslint-disable @typescript-eslint/consistent-type-assertions, @typescript-eslint/no-unnecessary-type-assertion */
  types: {
    context: {} as DutyContext,
    events: {} as DatedEvent,
    input: {} as DutyInput,
    meta: {} as StateMeta<DutyContext>,
  },
  /* eslint-enable @typescript-eslint/consistent-type-assertions, @typescript-eslint/no-unnecessary-type-assertion */
  actions: effectActions,
});

/** XState asks for the first context once more at every transition, without an input and for nothing. */
function firstContext(input: DutyInput | undefined): DutyContext {
  const fresh = { rounds: 0, submittedAt: null, urgedAt: null, mend: null, reviewedBefore: [], points: 0 };
  if (input === undefined) {
    return { timeZone: '', owner: '', leader: '', period: { from: '', to: '' }, due: '', ...fresh };
  }
  const { timeZone, owner, leader, period, due } = input;
  return { timeZone, owner, leader, period, due, ...fresh };
}

/**
 * Whether a duty that was lifted can still be owed: as long as its due moment is to come, and nothing has become of it
 * before. What was missed or handed in once stays lifted, so that no entry of it is made twice.
 */
function canBeOwed({ context, event }: { context: DutyContext; event: DatedEvent }): boolean {
  if (event.type !== 'OWE' || context.rounds > 0) return false;
  return [context.due, event.due].every((due) => Date.parse(event.at) < Date.parse(due));
}

/**
 * The statechart of a duty: due → submitted → accepted, returned or missed. Missed is also what nobody handed in by
 * the due moment; what counts is when it was handed in, not when it is decided. What is not owed after all is lifted, and owed
 * again if that was a mistake.
 */
export function dutyMachine({ rule }: DutyDefinition) {
  const taken = ({ context, event }: { context: DutyContext; event: DatedEvent }) =>
    faultOfDuty(rule, context, event) === null;
  const bring = (effects: (context: DutyContext) => Effect[]) =>
    chart.enqueueActions(({ context, enqueue }) => {
      for (const effect of effects(context)) enqueue(effect);
    });

  /** The entry of the duty, dated by the last day of its period. */
  const give = (key: 'award/1' | 'missed/1', points: number, reason: 'duty_accepted' | 'duty_missed') =>
    bring(({ owner, period }) =>
      entryFor('award', { person: owner, points, key, day: period.to, reason, facts: [] }),
    );
  /** What takes it back, dated by the day on which that is decided. */
  const takeBack = (reversalOf: 'award/1' | 'missed/1', reason: 'reversed' | 'lifted') =>
    bring(({ owner, points }) =>
      entryFor('reverse', {
        person: owner,
        points: 0 - points,
        key: 'reverse/1',
        day: null,
        reason,
        facts: [],
        reversalOf,
      }),
    );
  const progress = (reached: number, target: number) =>
    bring(({ owner, period }) => [
      { type: 'progress', params: { rule: rule.id, person: owner, day: period.to, reached, target } },
    ]);

  const noteSubmission = chart.assign(({ context, event }) => ({
    rounds: context.rounds + 1,
    submittedAt: event.at,
    urgedAt: null,
  }));
  const askAgain = chart.assign(({ context, event }) =>
    event.type === 'RETURN_WORK'
      ? {
          mend: event.reason,
          ...(event.due === undefined ? {} : { due: dueInstant(event.due, context.timeZone) }),
        }
      : {},
  );
  const moveDue = chart.assign({
    due: ({ context, event }) =>
      event.type === 'MOVE_DUE' || event.type === 'OWE' ? event.due : context.due,
  });
  const accept = {
    guard: taken,
    target: 'accepted' as const,
    actions: [
      chart.assign({ points: rule.points, mend: null }),
      give('award/1', rule.points, 'duty_accepted'),
      progress(1, 1),
    ],
  };
  const miss = {
    target: 'missed' as const,
    actions: [
      chart.assign({ points: rule.missed }),
      give('missed/1', rule.missed, 'duty_missed'),
      progress(0, 1),
      bring(({ owner }) => (rule.missed === 0 ? [] : tellAll([owner], 'duty_missed'))),
    ],
  };
  const handIn =
    rule.acceptance === 'at_once'
      ? { ...accept, actions: [noteSubmission, ...accept.actions] }
      : { guard: taken, target: 'submitted' as const, actions: [noteSubmission] };

  const deadline = (): StateMeta<DutyContext> => ({
    timers: [{ event: { type: 'DUTY_DUE' }, date: ({ due }) => due, kind: 'deadline' }],
  });

  return chart.createMachine({
    id: 'duty',
    context: ({ input }) => firstContext(input),
    initial: 'due',
    states: {
      due: {
        meta: deadline(),
        on: {
          SUBMIT_WORK: handIn,
          DUTY_DUE: miss,
          LIFT: 'lifted',
          MOVE_DUE: { actions: moveDue },
        },
      },
      submitted: review({
        ACCEPT_WORK: accept,
        RETURN_WORK: {
          guard: taken,
          target: 'returned',
          actions: [askAgain, bring(({ owner }) => tellAll([owner], 'duty_returned'))],
        },
        REJECT_WORK: miss,
        WITHDRAW_WORK: { guard: taken, target: 'due' },
        TRANSFER_WORK: {
          guard: taken,
          actions: [
            chart.assign(({ context, event }) => handedOn(context, event)),
            bring(({ leader }) => tellAll([leader], 'duty_transferred')),
          ],
        },
        URGE_WORK: {
          guard: taken,
          actions: [
            chart.assign({ urgedAt: ({ event }) => event.at }),
            bring(({ leader }) => tellAll([leader], 'duty_urged')),
          ],
        },
        LIFT: { target: 'lifted' },
      }),
      returned: {
        meta: deadline(),
        on: { SUBMIT_WORK: handIn, DUTY_DUE: miss, LIFT: 'lifted' },
      },
      accepted: {
        on: {
          REVERSE_WORK: {
            target: 'reversed',
            actions: [
              takeBack('award/1', 'reversed'),
              chart.assign({ points: 0 }),
              progress(-1, 0),
              bring(({ owner }) => tellAll([owner], 'duty_reversed')),
            ],
          },
        },
      },
      missed: {
        on: {
          LIFT: {
            target: 'lifted',
            actions: [takeBack('missed/1', 'lifted'), chart.assign({ points: 0 }), progress(0, -1)],
          },
        },
      },
      lifted: { on: { OWE: { guard: canBeOwed, target: 'due', actions: moveDue } } },
      reversed: {},
    },
  });
}
export type DutyMachine = ReturnType<typeof dutyMachine>;
