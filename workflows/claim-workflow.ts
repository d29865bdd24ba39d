import { faultOfClaim, isAcceptedAtOnce, claimedIn } from './claim-faults.ts';
import { claimMachine } from './claim.ts';
import type { AnyEvent } from './events.ts';
import type { ClaimDefinition, ClaimRule } from './rule-definition.ts';
import { running, wrongKind, type Workflow } from './running.ts';
import { dependsOnSum, periodOfClaim, sumMovedByClaim, type TallyKey } from './running-sum.ts';
import { begin, restore, snapshotSchemas, take, timersOf, type ClaimState } from './statechart.ts';
import type { ClaimSummary, Task } from './summary.ts';
import { mentions, workTaken } from './work-offers.ts';

/** A claim behind the door that all kinds have in common. */
export function runClaims(definition: ClaimDefinition): Workflow {
  const { rule } = definition;
  const machine = claimMachine(definition);
  const run = running<ClaimState>({
    kind: 'claim',
    people: ({ context: { owner, leader, filer } }) => ({ owner, leader, filer }),
    timeZone: ({ context }) => context.timeZone,
    portrait: (state) => ({
      kind: 'claim',
      snapshot: snapshotSchemas.claim.parse({ value: state.value, context: state.context }),
      summary: summarizeClaim(definition, state),
    }),
    timers: timersOf,
    take: (state, event) => take(machine, state, event),
    eventsTaken: (state, at) => workTaken(state, at, pointsToChoose(rule, state)),
    whyNot: (state, event) => (mentions(state, event) ? faultOfClaim(rule, state.context, event) : null),
    stateName: ({ value }) => value,
    sumMovedBy: (state, event) => sumMovedBy(rule, state, event),
  });
  return {
    definition,
    begin(input) {
      if (input.kind !== 'claim') throw wrongKind('claim', input);
      return run(begin(machine, input).state);
    },
    restore(stored) {
      if (stored.kind !== 'claim') throw wrongKind('claim', stored);
      return run(restore(machine, stored.snapshot));
    },
  };
}

/** Points that a reviewer could choose now; none where the rule says what a claim gives. */
function pointsToChoose(rule: ClaimRule, { context: { fact } }: ClaimState): number | undefined {
  if (rule.kind !== 'severity') return undefined;
  const level = fact.type === 'decision' ? fact.level : undefined;
  return ((level === undefined ? undefined : rule.levels[level]) ?? rule.range).min;
}

/** The sum that an event moves whose points depend on it: an acceptance, also one at once, or its reversal. */
function sumMovedBy(rule: ClaimRule, { value, context }: ClaimState, event: AnyEvent): TallyKey | null {
  if (!dependsOnSum(rule)) return null;
  switch (event.type) {
    case 'SUBMIT_WORK':
      return (value === 'filed' || value === 'returned') && isAcceptedAtOnce(rule, context, event)
        ? sumMovedByClaim(rule, claimedIn(context, event), context.owner)
        : null;
    case 'ACCEPT_WORK':
      return value === 'submitted' ? sumMovedByClaim(rule, context.fact, context.owner) : null;
    case 'REVERSE_WORK':
      return value === 'accepted' ? sumMovedByClaim(rule, context.fact, context.owner) : null;
    default:
      return null;
  }
}

/** Sums up a claim for lists and for everybody who is waited for. */
function summarizeClaim({ rule, version }: ClaimDefinition, { value, context }: ClaimState): ClaimSummary {
  const { owner, leader, filer, externalId, fact, submittedAt, points } = context;
  return {
    title: rule.name,
    owner,
    leader,
    reviewedBefore: context.reviewedBefore,
    tasks: tasksOf(value, context),
    rule: rule.id,
    version,
    points,
    day: fact.day,
    state: value,
    filer,
    fact,
    externalId,
    period: periodOfClaim(rule, fact),
    submittedAt,
  };
}

function tasksOf(state: ClaimState['value'], { owner, leader, submittedAt }: ClaimState['context']): Task[] {
  const task = { milestone: null, due: null };
  switch (state) {
    case 'submitted':
      return [{ ...task, person: leader, kind: 'decide_claim', since: submittedAt }];
    case 'returned':
      return [{ ...task, person: owner, kind: 'mend_claim', since: null }];
    case 'filed':
    case 'accepted':
    case 'rejected':
    case 'withdrawn':
    case 'reversed':
      return [];
  }
}
