import type { Effect } from '../../workflows/effects.ts';
import type { AnyEvent, Command } from '../../workflows/events.ts';
import type { Fault } from '../../workflows/faults.ts';
import {
  definitionSchema,
  workflowOf,
  type Definition,
  type Input,
  type Running,
} from '../../workflows/index.ts';
import type { RuleInput } from '../../workflows/rules/rule.ts';
import { evidence, people } from '../support/factories.ts';
import { aRule } from './rules/facts.ts';

/** A duty, a claim or a tally told step by step, without runner, clock or permissions. */
export type WorkStory = {
  /** Takes an event and gives what it asks for. Throws if the state does not take it. */
  take(event: AnyEvent, at?: string, sum?: number): Effect[];
  /** Takes them one after the other. */
  takeAll(...events: AnyEvent[]): WorkStory;
  /** Why the state does not take an event, or null if it does. */
  refusal(event: AnyEvent, at?: string, sum?: number): Fault | 'not_taken' | null;
  state(): string;
  offers(at?: string): string[];
  running(): Running;
};

/** Noon of Wednesday, 10 June 2026, in Shanghai. */
export const NOON = '2026-06-10T04:00:00.000Z';

export const who = { owner: people.owner.id, leader: people.leader.id, timeZone: 'Asia/Shanghai' };

export function storyOfWork(definition: Definition, input: Input, start = NOON): WorkStory {
  const workflow = workflowOf(definition);
  let running = workflow.begin(input);
  let now = start;
  const dated = (event: AnyEvent, at: string, sum?: number) => ({
    ...event,
    at,
    ...(sum === undefined ? {} : { sum }),
  });
  const story: WorkStory = {
    take(event, at = now, sum) {
      const step = running.take(dated(event, at, sum));
      if (step === null) throw new Error(`${event.type} is not taken: ${String(story.refusal(event, at))}`);
      now = at;
      running = step.next;
      return step.effects;
    },
    takeAll(...events) {
      for (const event of events) story.take(event);
      return story;
    },
    refusal(event, at = now, sum) {
      if (running.take(dated(event, at, sum)) !== null) return null;
      return running.whyNot(dated(event, at, sum)) ?? 'not_taken';
    },
    state: () => running.stateName({ type: '' }),
    offers: (at = now) =>
      running
        .eventsTaken(at)
        .map(({ type }) => type)
        .toSorted(),
    running: () => running,
  };
  return story;
}

/** The definition of a duty, a claim or a tally of a rule. */
export function aRuleDefinition(kind: Exclude<Definition['kind'], 'project'>, rule: RuleInput): Definition {
  return definitionSchema.parse({ kind, rule: aRule(rule), version: 3 });
}

/** Effects in a line each: what they are, and all that tells them apart. */
export function linesOf(effects: readonly Effect[]): string[] {
  return effects.map((effect) => {
    switch (effect.type) {
      case 'award':
      case 'reverse': {
        const { points, key, day, reason, reversalOf } = effect.params;
        const back = reversalOf === null ? '' : ` of ${reversalOf}`;
        return `${effect.type} ${key} ${points} ${day ?? 'today'} ${reason}${back}`;
      }
      case 'count': {
        const { rule, from, to, by } = effect.params;
        return `count ${rule} ${from} ${to} ${by}`;
      }
      case 'progress': {
        const { rule, day, reached, target } = effect.params;
        return `progress ${rule} ${day} ${reached}/${target}`;
      }
      case 'notify': {
        const { to, message } = effect.params;
        const name = Object.entries(people).find(([, person]) => person.id === to)?.[0];
        return `tell ${name} ${message}`;
      }
      case 'adopt':
        return 'adopt';
    }
  });
}

/** Points that enter the ledger. */
export function pointsIn(effects: readonly Effect[]): number {
  return effects.reduce(
    (sum, effect) =>
      effect.type === 'award' || effect.type === 'reverse' ? sum + effect.params.points : sum,
    0,
  );
}

export const handIn = (changes: Partial<Extract<Command, { type: 'SUBMIT_WORK' }>> = {}): Command => ({
  type: 'SUBMIT_WORK',
  evidence: evidence(),
  ...changes,
});
export const takeBack: Command = { type: 'WITHDRAW_WORK' };
export const transferTo = (to: string): Command => ({ type: 'TRANSFER_WORK', to, reason: 'on leave' });
export const urgeWork: Command = { type: 'URGE_WORK' };
export const acceptWork = (changes: Partial<Extract<Command, { type: 'ACCEPT_WORK' }>> = {}): Command => ({
  type: 'ACCEPT_WORK',
  comment: '',
  ...changes,
});
export const returnWork = (due?: string): Command => ({
  type: 'RETURN_WORK',
  reason: 'add the list',
  ...(due === undefined ? {} : { due }),
});
export const rejectWork: Command = { type: 'REJECT_WORK', reason: 'nothing was done' };
export const reverse: Command = { type: 'REVERSE_WORK', reason: 'the numbers were wrong' };
