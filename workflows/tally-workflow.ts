import type { TallyDefinition } from './rule-definition.ts';
import { running, wrongKind, type Workflow } from './running.ts';
import { begin, restore, snapshotSchemas, take, timersOf, type TallyState } from './statechart.ts';
import type { TallySummary } from './summary.ts';
import { tallyMachine } from './tally.ts';

/** A tally behind the door that all kinds have in common; nobody decides on one, and it takes no command. */
export function runTallies(definition: TallyDefinition): Workflow {
  const machine = tallyMachine(definition);
  const run = running<TallyState>({
    kind: 'tally',
    people: ({ context: { owner } }) => ({ owner, leader: '' }),
    timeZone: ({ context }) => context.timeZone,
    portrait: (state) => ({
      kind: 'tally',
      snapshot: snapshotSchemas.tally.parse({ value: state.value, context: state.context }),
      summary: summarizeTally(definition, state),
    }),
    timers: timersOf,
    take: (state, event) => take(machine, state, event),
    eventsTaken: () => [],
    whyNot: () => null,
    stateName: ({ value }) => value,
    sumMovedBy: () => null,
  });
  return {
    definition,
    begin(input) {
      if (input.kind !== 'tally') throw wrongKind('tally', input);
      return run(begin(machine, input).state);
    },
    restore(stored) {
      if (stored.kind !== 'tally') throw wrongKind('tally', stored);
      return run(restore(machine, stored.snapshot));
    },
  };
}

/** Sums up a tally: what of it stands, and how far the period got with what was due. */
function summarizeTally({ rule, version }: TallyDefinition, { value, context }: TallyState): TallySummary {
  const { owner, period, posted, reached, target } = context;
  return {
    title: rule.name,
    owner,
    leader: '',
    tasks: [],
    rule: rule.id,
    version,
    points: posted.reduce((sum, { points }) => sum + points, 0),
    day: period.to,
    state: value,
    period,
    reached,
    target,
  };
}
