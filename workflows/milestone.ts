import { and, or, stateIn } from 'xstate';
import { dueInstant, moveByDays } from './calendar.ts';
import { chart, milestoneOf, tell, type MilestoneContext, type ProjectContext } from './chart.ts';
import type { MilestoneDefinition } from './definition.ts';
import type { DatedEvent } from './events.ts';
import { review } from './review.ts';

const ACTIVE = { life: 'active' };

/** Accepted or rejected: nothing is waited for any more. */
export function isSettled(id: string) {
  return or([stateIn({ milestones: { [id]: 'accepted' } }), stateIn({ milestones: { [id]: 'rejected' } })]);
}

/** A settled milestone can be taken up again, also after the project was completed. */
export function mayReopen(milestone: MilestoneDefinition) {
  return and([
    { type: 'concerns', params: { milestone } },
    isSettled(milestone.id),
    or([stateIn(ACTIVE), stateIn({ life: 'completed' })]),
  ]);
}

/**
 * The region of one milestone: locked → open → submitted → accepted, returned or rejected. `open` and
 * `returned` know whether they are in time or overdue. Every event is guarded by the milestone's id, so that
 * one event moves one region only, and by the life of the project, so that nothing moves while it rests.
 * `points` are what an acceptance gives; `before` are the milestones to be settled first.
 */
export function milestoneRegion(
  milestone: MilestoneDefinition,
  points: number,
  before: readonly string[],
  remindDaysBefore: readonly number[],
) {
  const { id } = milestone;
  const mine = and([{ type: 'concerns' as const, params: { milestone } }, stateIn(ACTIVE)]);

  const remember = (
    change: (mine: MilestoneContext, event: DatedEvent, context: ProjectContext) => Partial<MilestoneContext>,
  ) =>
    chart.assign(({ context, event }) => {
      const old = milestoneOf(context, id);
      return { milestones: { ...context.milestones, [id]: { ...old, ...change(old, event, context) } } };
    });

  const handIn = remember((old, event) => {
    if (event.type !== 'SUBMIT') return {};
    const { value } = event.evidence;
    const target = milestone.criterion.target;
    return {
      rounds: old.rounds + 1,
      extension: null,
      submission: {
        at: event.at,
        late: Date.parse(event.at) > Date.parse(old.due),
        value: value ?? null,
        short: target !== undefined && (value ?? 0) < target.atLeast,
        urgedAt: null,
      },
    };
  });

  const noteUrging = remember(({ submission }, event) =>
    submission === null ? {} : { submission: { ...submission, urgedAt: event.at } },
  );

  const askAgain = remember((_, event, { timeZone }) => {
    if (event.type !== 'RETURN' && event.type !== 'REOPEN') return {};
    return {
      mend: event.reason,
      ...(event.due === undefined ? {} : { due: dueInstant(event.due, timeZone) }),
    };
  });

  const noteExtension = remember((_, event, { timeZone }) =>
    event.type === 'ASK_EXTENSION'
      ? { extension: { due: dueInstant(event.due, timeZone), reason: event.reason, askedAt: event.at } }
      : {},
  );
  const extend = remember((old) => ({ due: old.extension?.due ?? old.due, extension: null }));
  const dropExtension = remember(() => ({ extension: null }));
  const countAward = remember((old) => ({ awards: old.awards + 1, mend: null }));

  /** The entry of an acceptance, or what takes back the last one. */
  const entryOf =
    (type: 'award' | 'reverse') =>
    ({ context }: { context: ProjectContext }) => {
      const { awards } = milestoneOf(context, id);
      const key = (of: string) => `${id}/${of}/${awards}`;
      return {
        person: context.owner,
        points: type === 'award' ? points : 0 - points,
        key: key(type),
        milestone: id,
        day: null,
        reason: null,
        facts: [],
        reversalOf: type === 'award' ? null : key('award'),
      };
    };

  const due = (context: ProjectContext) => milestoneOf(context, id).due;
  const timers = [
    ...remindDaysBefore.map((days) => ({
      event: { type: 'REMIND' as const, milestone: id, days },
      date: (context: ProjectContext) => moveByDays(due(context), -days, context.timeZone),
      kind: 'reminder' as const,
    })),
    { event: { type: 'DUE' as const, milestone: id }, date: due, kind: 'deadline' as const },
  ];

  const extension = (granted?: string) => ({
    ASK_EXTENSION: { guard: mine, actions: [noteExtension, tell('leader', 'extension_asked', id)] },
    GRANT_EXTENSION: {
      guard: mine,
      ...(granted === undefined ? {} : { target: granted }),
      actions: [extend, tell('owner', 'extension_granted', id)],
    },
    DECLINE_EXTENSION: { guard: mine, actions: [dropExtension, tell('owner', 'extension_declined', id)] },
  });

  /** A state in which the owner works: in time until the due date has passed, overdue from then on. */
  const work = (name: 'open' | 'returned') =>
    chart.createStateConfig({
      initial: 'inTime',
      on: {
        SUBMIT: {
          guard: mine,
          target: 'submitted',
          actions: [handIn, tell('leader', 'milestone_submitted', id)],
        },
        REJECT: {
          guard: and([mine, stateIn({ milestones: { [id]: { [name]: 'overdue' } } })]),
          target: 'rejected',
          actions: [dropExtension, tell('owner', 'milestone_rejected', id)],
        },
      },
      states: {
        inTime: {
          meta: { timers, runsWhile: 'active' },
          on: {
            REMIND: { guard: mine, actions: tell('owner', 'milestone_due_soon', id) },
            DUE: {
              guard: mine,
              target: 'overdue',
              actions: [tell('owner', 'milestone_overdue', id), tell('leader', 'milestone_overdue', id)],
            },
            ...extension(),
          },
        },
        overdue: { on: extension('inTime') },
      },
    });

  const withdrawn = tell('leader', 'milestone_withdrawn', id);

  const reopen = {
    guard: mayReopen(milestone),
    target: 'open',
    actions: [askAgain, tell('owner', 'milestone_reopened', id)],
  };

  return chart.createStateConfig({
    initial: 'locked',
    states: {
      locked: {
        always: {
          guard: and([stateIn(ACTIVE), ...before.map(isSettled)]),
          target: 'open',
          actions: tell('owner', 'milestone_opened', id),
        },
      },
      open: work('open'),
      submitted: review({
        ACCEPT: {
          guard: mine,
          target: 'accepted',
          actions: [
            countAward,
            { type: 'award', params: entryOf('award') },
            tell('owner', 'milestone_accepted', id),
          ],
        },
        RETURN: {
          guard: mine,
          target: 'returned',
          actions: [askAgain, tell('owner', 'milestone_returned', id)],
        },
        REJECT: { guard: mine, target: 'rejected', actions: tell('owner', 'milestone_rejected', id) },
        URGE: { guard: mine, actions: [noteUrging, tell('leader', 'milestone_urged', id)] },
        WITHDRAW: [
          {
            guard: and([mine, { type: 'isToMend', params: { milestone } }]),
            target: 'returned',
            actions: withdrawn,
          },
          { guard: mine, target: 'open', actions: withdrawn },
        ],
      }),
      returned: work('returned'),
      accepted: {
        on: {
          REOPEN: {
            ...reopen,
            actions: [{ type: 'reverse', params: entryOf('reverse') }, ...reopen.actions],
          },
        },
      },
      rejected: { on: { REOPEN: reopen } },
    },
  });
}
