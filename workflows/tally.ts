import { setup } from 'xstate';
import { z } from 'zod';
import { effectActions, type Effect } from './effects.ts';
import type { DatedEvent } from './events.ts';
import type { TallyInput } from './input.ts';
import type { TallyDefinition } from './rule-definition.ts';
import { difference, postingKey, postingSchema, type Posting } from './rules/corrections.ts';
import type { StateMeta } from './timers.ts';

/** What a tally remembers: all that it has posted, and the progress that counts for attainment so far. */
export const tallyContextSchema = z.strictObject({
  timeZone: z.string(),
  owner: z.string(),
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  posted: z.array(postingSchema),
  reached: z.int(),
  target: z.int(),
});
export type TallyContext = z.output<typeof tallyContextSchema>;

const chart = setup({
  // XState reads these for their types alone.
  /* eslint-disable @typescript-eslint/consistent-type-assertions, @typescript-eslint/no-unnecessary-type-assertion */
  types: {
    context: {} as TallyContext,
    events: {} as DatedEvent,
    input: {} as TallyInput,
    meta: {} as StateMeta<TallyContext>,
  },
  /* eslint-enable @typescript-eslint/consistent-type-assertions, @typescript-eslint/no-unnecessary-type-assertion */
  actions: effectActions,
});

/** XState asks for the first context once more at every transition, without an input and for nothing. */
function firstContext(input: TallyInput | undefined): TallyContext {
  const fresh = { posted: [], reached: 0, target: 0 };
  if (input === undefined) return { timeZone: '', owner: '', period: { from: '', to: '' }, ...fresh };
  const { timeZone, owner, period } = input;
  return { timeZone, owner, period, ...fresh };
}

function effectOf(posting: Posting): Effect {
  const { person, points, enteredOn, reason, facts, reverses } = posting;
  const entry = { person, points, key: postingKey(posting), milestone: null, day: enteredOn, facts };
  return reverses
    ? {
        type: 'reverse',
        params: { ...entry, reason: 'reversed', reversalOf: postingKey({ ...posting, reverses: false }) },
      }
    : { type: 'award', params: { ...entry, reason, reversalOf: null } };
}

/**
 * The statechart of a tally: what a person's facts for one rule and one period come to. Whenever it is settled, it
 * posts the difference between what stands and what is right.
 */
export function tallyMachine({ rule }: TallyDefinition) {
  return chart.createMachine({
    id: 'tally',
    context: ({ input }) => firstContext(input),
    initial: 'open',
    states: {
      open: {
        on: {
          SETTLE: {
            actions: [
              chart.enqueueActions(({ context, event, enqueue }) => {
                if (event.type !== 'SETTLE') return;
                const { owner, period, posted } = context;
                const { entries, today } = event;
                const reached = event.reached - context.reached;
                const target = event.target - context.target;
                const postings = difference(posted, entries, { today });
                for (const posting of postings) enqueue(effectOf(posting));
                if (reached !== 0 || target !== 0) {
                  const params = { rule: rule.id, person: owner, day: period.to, reached, target };
                  enqueue({ type: 'progress', params });
                }
                enqueue.assign({
                  posted: [...posted, ...postings],
                  reached: event.reached,
                  target: event.target,
                });
              }),
            ],
          },
        },
      },
    },
  });
}
export type TallyMachine = ReturnType<typeof tallyMachine>;
