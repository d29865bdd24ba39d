import { dayOf } from '../../workflows/calendar.ts';
import type { Effect, EffectOf } from '../../workflows/effects.ts';
import type { Definition } from '../../workflows/index.ts';
import type { EntryDocument, OutboxDocument } from '../store/documents.ts';
import type { Move } from '../store/totals.ts';

/** The step that asks for the effects. */
export type StepOf = {
  instance: string;
  seq: number;
  at: string;
  recordedAt: string;
  actor: string;
  definition: Definition;
  definitionHash: string;
  timeZone: string;
};

export type Rows = {
  entries: EntryDocument[];
  outbox: OutboxDocument[];
  moves: Move[];
  counts: EffectOf<'count'>[];
};

/** Turns the effects of a step into documents of its commit: the closed table of what a machine can bring about. */
export function rowsOf(effects: readonly Effect[], step: StepOf): Rows {
  const rows: Rows = { entries: [], outbox: [], moves: [], counts: [] };
  effects.forEach((effect, index) => {
    switch (effect.type) {
      case 'award':
      case 'reverse': {
        const entry = entryOf(effect, step);
        rows.entries.push(entry);
        rows.moves.push(moveOf(entry));
        break;
      }
      case 'notify':
        rows.outbox.push(messageOf(effect.params, step, index));
        break;
      case 'count':
        rows.counts.push(effect.params);
        break;
      case 'progress': {
        const { person, rule, day, reached, target } = effect.params;
        rows.moves.push({ person, rule, month: monthOf(day), points: 0, entries: 0, reached, target });
        break;
      }
      case 'adopt':
        break;
      default:
        effect satisfies never;
    }
  });
  return rows;
}

/** An entry's key says what it is for, so that the same award cannot be made twice. */
function entryOf(
  { type, params }: Extract<Effect, { type: 'award' | 'reverse' }>,
  step: StepOf,
): EntryDocument {
  const { person, points, key, milestone, day, reason, facts, reversalOf } = params;
  return {
    _id: `${step.instance}/${key}`,
    person,
    points,
    day: day ?? dayOf(step.at, step.timeZone),
    kind: type,
    instance: step.instance,
    milestone,
    rule: step.definition.kind === 'project' ? null : step.definition.rule.id,
    reason,
    facts,
    definition: step.definitionHash,
    seq: step.seq,
    decidedBy: step.actor,
    at: step.at,
    reversalOf: reversalOf === null ? null : `${step.instance}/${reversalOf}`,
  };
}

function moveOf({ person, rule, day, points }: EntryDocument): Move {
  return { person, rule, month: monthOf(day), points, entries: 1, reached: 0, target: 0 };
}

function monthOf(day: string): string {
  return day.slice(0, 7);
}

function messageOf(params: EffectOf<'notify'>, step: StepOf, index: number): OutboxDocument {
  const { definition } = step;
  const milestone =
    definition.kind === 'project'
      ? definition.milestones.find(({ id }) => id === params.milestone)
      : undefined;
  return {
    _id: `${step.instance}/${step.seq}/${index}`,
    channel: 'in_app',
    to: params.to,
    message: params.message,
    instance: step.instance,
    title: definition.kind === 'project' ? definition.title : definition.rule.name,
    milestone: milestone?.id ?? null,
    milestoneTitle: milestone?.title ?? null,
    days: params.days ?? null,
    at: step.at,
    state: 'pending',
    attempts: 0,
    nextAt: step.recordedAt,
    error: null,
  };
}
