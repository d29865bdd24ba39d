import { setup } from 'xstate';
import { freshClaim, type ClaimContext } from './claim-context.ts';
import { claimedIn, decidedIn, faultOfClaim, isAcceptedAtOnce } from './claim-faults.ts';
import { effectActions, type Effect, type MessageKey } from './effects.ts';
import type { DatedEvent } from './events.ts';
import type { ClaimInput } from './input.ts';
import { review } from './review.ts';
import type { ClaimDefinition, ClaimRule } from './rule-definition.ts';
import type { ClaimFact } from './rules/claim-fact.ts';
import type { Reason } from './rules/settlement.ts';
import { dependsOnSum, pointsOfClaim, sizeOf, sumMovedByClaim } from './running-sum.ts';
import type { StateMeta } from './timers.ts';
import { entryFor, handedOn, tellAll } from './work.ts';

type Given = { context: ClaimContext; event: DatedEvent };

const chart = setup({
  // XState reads these for their types alone.
  /* eslint-disable @typescript-eslint/consistent-type-assertions, @typescript-eslint/no-unnecessary-type-assertion */
  types: {
    context: {} as ClaimContext,
    events: {} as DatedEvent,
    input: {} as ClaimInput,
    meta: {} as StateMeta<ClaimContext>,
  },
  /* eslint-enable @typescript-eslint/consistent-type-assertions, @typescript-eslint/no-unnecessary-type-assertion */
  actions: effectActions,
});

const NOTHING = {
  ...{ timeZone: '', owner: '', leader: '', filer: '', externalId: null },
  fact: { type: 'units' as const, day: '', units: 1 },
};

/** XState asks for the first context once more at every transition, without an input and for nothing. */
function firstContext(input: ClaimInput | undefined): ClaimContext {
  return freshClaim(input ?? NOTHING);
}

/** The running sum before an event. Throws if the points depend on it and it was not given. */
function sumBefore(rule: ClaimRule, { sum, type }: DatedEvent): number {
  if (!dependsOnSum(rule)) return 0;
  if (sum === undefined) throw new Error(`${type} of ${rule.id} needs the running sum`);
  return sum;
}

const reasonOf: Record<ClaimRule['kind'], Reason> = {
  count: 'units',
  amount: 'steps',
  target: 'target_reached',
  proportional: 'share_of_target',
  severity: 'severity',
};

/** What an acceptance gives, and how it moves the running sum. */
function acceptance(rule: ClaimRule, { owner, externalId }: ClaimContext, fact: ClaimFact, points: number) {
  const entry = entryFor('award', {
    person: owner,
    points,
    key: 'award/1',
    day: fact.type === 'decision' ? null : fact.day,
    reason: reasonOf[rule.kind],
    facts: externalId === null ? [] : [externalId],
  });
  return [...entry, ...counted(rule, owner, fact, sizeOf(fact))];
}

function counted(rule: ClaimRule, person: string, fact: ClaimFact, by: number): Effect[] {
  const key = sumMovedByClaim(rule, fact, person);
  return key === null ? [] : [{ type: 'count', params: { ...key, by } }];
}

/**
 * What a reversal takes: f(sum − x) − f(sum). That can be other points than the claim was given, and so no reversal
 * of its entry alone, where another one has completed a step or reached the target thanks to it.
 */
function pointsTakenBack(rule: ClaimRule, { fact }: ClaimContext, event: DatedEvent): number {
  const sum = sumBefore(rule, event);
  return 0 - pointsOfClaim(rule, fact, dependsOnSum(rule) ? sum - sizeOf(fact) : 0);
}

function reversal(rule: ClaimRule, context: ClaimContext, points: number): Effect[] {
  const { owner, externalId, fact, awarded } = context;
  const entry = entryFor('reverse', {
    person: owner,
    points,
    key: 'reverse/1',
    day: null,
    reason: 'reversed',
    facts: externalId === null ? [] : [externalId],
    reversalOf: awarded ? 'award/1' : null,
  });
  return [...entry, ...counted(rule, owner, fact, 0 - sizeOf(fact))];
}

/** Who is told about a decision: the owner, and who recorded it for the owner, unless that is who decides. */
function toldOf({ owner, filer, leader }: ClaimContext): string[] {
  return filer === leader ? [owner] : [owner, filer];
}

/**
 * The statechart of a claim: filed → submitted → accepted, returned, rejected or withdrawn. `filed` is only what it
 * is until the submission that comes with it; that is accepted at once where nobody has to look at it.
 */
export function claimMachine({ rule }: ClaimDefinition) {
  const taken = ({ context, event }: Given) => faultOfClaim(rule, context, event) === null;
  const bring = (effects: (given: Given) => Effect[]) =>
    chart.enqueueActions(({ context, event, enqueue }) => {
      for (const effect of effects({ context, event })) enqueue(effect);
    });
  const tell = (message: MessageKey) => bring(({ context }) => tellAll(toldOf(context), message));

  const noteSubmission = chart.assign(({ context, event }) => ({
    fact: claimedIn(context, event),
    rounds: context.rounds + 1,
    submittedAt: event.at,
    urgedAt: null,
  }));
  const noteAcceptance = chart.assign(({ context, event }) => {
    const fact = decidedIn(context, event);
    const points = pointsOfClaim(rule, fact, sumBefore(rule, event));
    return { fact, points, awarded: points !== 0, mend: null };
  });
  const give = bring(({ context }) => acceptance(rule, context, context.fact, context.points));
  /** Whoever hands it in knows; an owner for whom somebody else recorded it does not. */
  const tellOwner = bring(({ context: { owner, filer } }) =>
    owner === filer ? [] : tellAll([owner], 'claim_accepted'),
  );

  const handIn = [
    {
      guard: ({ context, event }: Given) =>
        taken({ context, event }) && isAcceptedAtOnce(rule, context, event),
      target: 'accepted' as const,
      actions: [noteSubmission, noteAcceptance, give, tellOwner],
    },
    { guard: taken, target: 'submitted' as const, actions: [noteSubmission] },
  ];

  return chart.createMachine({
    id: 'claim',
    context: ({ input }) => firstContext(input),
    initial: 'filed',
    states: {
      filed: { on: { SUBMIT_WORK: handIn } },
      submitted: review({
        ACCEPT_WORK: {
          guard: taken,
          target: 'accepted',
          actions: [noteAcceptance, give, tell('claim_accepted')],
        },
        RETURN_WORK: {
          target: 'returned',
          actions: [
            chart.assign({ mend: ({ event }) => (event.type === 'RETURN_WORK' ? event.reason : null) }),
            tell('claim_returned'),
          ],
        },
        REJECT_WORK: { target: 'rejected', actions: tell('claim_rejected') },
        WITHDRAW_WORK: { target: 'withdrawn' },
        TRANSFER_WORK: {
          guard: taken,
          actions: [
            chart.assign(({ context, event }) => handedOn(context, event)),
            bring(({ context }) => tellAll([context.leader], 'claim_transferred')),
          ],
        },
        URGE_WORK: {
          guard: taken,
          actions: [
            chart.assign({ urgedAt: ({ event }) => event.at }),
            bring(({ context }) => tellAll([context.leader], 'claim_urged')),
          ],
        },
      }),
      returned: { on: { SUBMIT_WORK: handIn, WITHDRAW_WORK: 'withdrawn' } },
      accepted: {
        on: {
          REVERSE_WORK: {
            target: 'reversed',
            actions: [
              bring(({ context, event }) => reversal(rule, context, pointsTakenBack(rule, context, event))),
              chart.assign({
                points: ({ context, event }) => context.points + pointsTakenBack(rule, context, event),
              }),
              tell('claim_reversed'),
            ],
          },
        },
      },
      rejected: {},
      withdrawn: {},
      reversed: {},
    },
  });
}
export type ClaimMachine = ReturnType<typeof claimMachine>;
