import { dutyMachine, faultOfDuty } from './duty.ts';
import type { DutyDefinition } from './rule-definition.ts';
import { running, wrongKind, type Workflow } from './running.ts';
import { begin, restore, snapshotSchemas, take, timersOf, type DutyState } from './statechart.ts';
import { type DutySummary, type Task } from './summary.ts';
import { mentions, workTaken } from './work-offers.ts';

/** A duty behind the door that all kinds have in common. */
export function runDuties(definition: DutyDefinition): Workflow {
  const machine = dutyMachine(definition);
  const run = running<DutyState>({
    kind: 'duty',
    people: ({ context: { owner, leader } }) => ({ owner, leader }),
    timeZone: ({ context }) => context.timeZone,
    portrait: (state) => ({
      kind: 'duty',
      snapshot: snapshotSchemas.duty.parse({ value: state.value, context: state.context }),
      summary: summarizeDuty(definition, state),
    }),
    timers: timersOf,
    take: (state, event) => take(machine, state, event),
    eventsTaken: (state, at) => workTaken(state, at),
    whyNot: (state, event) =>
      mentions(state, event) ? faultOfDuty(definition.rule, state.context, event) : null,
    stateName: ({ value }) => value,
    sumMovedBy: () => null,
  });
  return {
    definition,
    begin(input) {
      if (input.kind !== 'duty') throw wrongKind('duty', input);
      return run(begin(machine, input).state);
    },
    restore(stored) {
      if (stored.kind !== 'duty') throw wrongKind('duty', stored);
      return run(restore(machine, stored.snapshot));
    },
  };
}

/** Sums up a duty for lists and for everybody who is waited for. */
function summarizeDuty({ rule, version }: DutyDefinition, { value, context }: DutyState): DutySummary {
  const { owner, leader, period, due, submittedAt, points } = context;
  return {
    title: rule.name,
    owner,
    leader,
    reviewedBefore: context.reviewedBefore,
    tasks: tasksOf(value, context),
    rule: rule.id,
    version,
    points,
    day: period.to,
    state: value,
    worth: rule.points,
    period,
    due,
    submittedAt,
  };
}

function tasksOf(state: DutyState['value'], context: DutyState['context']): Task[] {
  const { owner, leader, due, submittedAt } = context;
  switch (state) {
    case 'due':
    case 'returned':
      return [{ person: owner, kind: 'hand_in_duty', milestone: null, due, since: null }];
    case 'submitted':
      return [{ person: leader, kind: 'decide_duty', milestone: null, due, since: submittedAt }];
    case 'accepted':
    case 'missed':
    case 'lifted':
    case 'reversed':
      return [];
  }
}
