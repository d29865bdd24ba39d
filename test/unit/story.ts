import type { Effect } from '../../workflows/effects.ts';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import type { Command, DatedEvent, TimerEvent } from '../../workflows/events.ts';
import type { Fault } from '../../workflows/faults.ts';
import { projectWorkflow } from '../../workflows/index.ts';
import { lifeOf, milestoneStateOf } from '../../workflows/project-summary.ts';
import type { ProjectState } from '../../workflows/statechart.ts';
import type { LifeState, ProjectSummary } from '../../workflows/summary.ts';
import { evidence, input } from '../support/factories.ts';

/** A project told step by step through its machine alone, without runner, clock or permissions. */
export type Story = {
  /** Takes an event and gives what it asks for. Throws if the state does not take it. */
  take(event: Command | TimerEvent, at?: string): Effect[];
  /** Takes them one after the other. */
  takeAll(...events: (Command | TimerEvent)[]): Story;
  /** Why the state does not take an event, or null if it does. */
  refusal(event: Command | TimerEvent, at?: string): Fault | 'not_taken' | null;
  offers(at?: string): string[];
  life(): LifeState;
  /** State of a milestone, `open.overdue` if it is overdue. */
  of(milestone: string): string;
  summary(): ProjectSummary;
  state(): ProjectState;
};

/** Early on the first day of the projects of the tests, in Shanghai. */
export const MORNING = '2026-01-01T02:00:00.000Z';

export function storyOf(definition: ProjectDefinition, timeZone = input.timeZone): Story {
  const workflow = projectWorkflow(definition);
  let { state } = workflow.begin({ ...input, timeZone });
  let now = MORNING;
  const dated = (event: Command | TimerEvent, at: string): DatedEvent => ({ ...event, at });
  const story: Story = {
    take(event, at = now) {
      const step = workflow.take(state, dated(event, at));
      if (step === null) throw new Error(`${event.type} is not taken: ${String(story.refusal(event, at))}`);
      now = at;
      state = step.state;
      return step.effects;
    },
    takeAll(...events) {
      for (const event of events) story.take(event);
      return story;
    },
    refusal(event, at = now) {
      if (workflow.take(state, dated(event, at)) !== null) return null;
      return workflow.whyNot(state, dated(event, at)) ?? 'not_taken';
    },
    offers: (at = now) =>
      workflow
        .eventsTaken(state, at)
        .map(({ type, milestone }) => (milestone === undefined ? type : `${type} ${milestone}`))
        .toSorted(),
    life: () => lifeOf(state),
    of(milestone) {
      const { state: name, overdue } = milestoneStateOf(state, milestone);
      return overdue ? `${name}.overdue` : name;
    },
    summary: () => workflow.summarize(state),
    state: () => state,
  };
  return story;
}

/** A project whose plan is accepted and that has started. */
export function startedStoryOf(definition: ProjectDefinition, timeZone = input.timeZone): Story {
  return storyOf(definition, timeZone).takeAll(
    { type: 'SUBMIT_PLAN' },
    { type: 'ACCEPT_PLAN', comment: '' },
    { type: 'START' },
  );
}

export const submit = (milestone: string, changes: Parameters<typeof evidence>[0] = {}): Command => ({
  type: 'SUBMIT',
  milestone,
  evidence: evidence(changes),
});
export const accept = (milestone: string): Command => ({ type: 'ACCEPT', milestone, comment: '' });
export const returned = (milestone: string, due?: string): Command => ({
  type: 'RETURN',
  milestone,
  reason: 'add the list',
  ...(due === undefined ? {} : { due }),
});
export const reject = (milestone: string): Command => ({ type: 'REJECT', milestone, reason: 'given up' });
export const urge = (milestone: string): Command => ({ type: 'URGE', milestone });
export const withdraw = (milestone: string): Command => ({ type: 'WITHDRAW', milestone });
export const reopen = (milestone: string, due?: string): Command => ({
  type: 'REOPEN',
  milestone,
  reason: 'the numbers were wrong',
  ...(due === undefined ? {} : { due }),
});
export const ask = (milestone: string, due: string): Command => ({
  type: 'ASK_EXTENSION',
  milestone,
  due,
  reason: 'two people are ill',
});
export const grant = (milestone: string): Command => ({ type: 'GRANT_EXTENSION', milestone });
export const decline = (milestone: string): Command => ({
  type: 'DECLINE_EXTENSION',
  milestone,
  reason: 'it has to be done',
});
export const due = (milestone: string): TimerEvent => ({ type: 'DUE', milestone });
export const suspend: Command = { type: 'SUSPEND', reason: 'the season' };
export const resume: Command = { type: 'RESUME' };
export const cancel: Command = { type: 'CANCEL', reason: 'no longer needed' };

/** The effects that are entries of the ledger. */
export function entriesIn(effects: readonly Effect[]): Effect[] {
  return effects.filter(({ type }) => type === 'award' || type === 'reverse');
}

/** Who is told what, as `person message`. */
export function messagesIn(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) =>
    effect.type === 'notify'
      ? [`${effect.params.to === input.owner ? 'owner' : 'leader'} ${effect.params.message}`]
      : [],
  );
}
