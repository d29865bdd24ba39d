import { dayOf } from '../../workflows/calendar.ts';
import type { Effect } from '../../workflows/effects.ts';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import type { EntryDocument, OutboxDocument } from '../store/documents.ts';

/** The step that asks for the effects. */
export type StepOf = {
  instance: string;
  seq: number;
  at: string;
  recordedAt: string;
  actor: string;
  definition: ProjectDefinition;
  definitionHash: string;
  timeZone: string;
};

export type Rows = { entries: EntryDocument[]; outbox: OutboxDocument[] };

/** Turns the effects of a step into documents of its commit: the closed table of what a machine can bring about. */
export function rowsOf(effects: readonly Effect[], step: StepOf): Rows {
  const rows: Rows = { entries: [], outbox: [] };
  effects.forEach((effect, index) => {
    switch (effect.type) {
      case 'award':
      case 'reverse':
        rows.entries.push(entryOf(effect, step));
        break;
      case 'notify':
        rows.outbox.push(messageOf(effect.params, step, index));
        break;
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
  const key = (kind: EntryDocument['kind']) => `${step.instance}/${params.milestone}/${kind}/${params.award}`;
  return {
    _id: key(type),
    person: params.person,
    points: type === 'award' ? params.points : 0 - params.points,
    day: dayOf(step.at, step.timeZone),
    kind: type,
    instance: step.instance,
    milestone: params.milestone,
    definition: step.definitionHash,
    seq: step.seq,
    decidedBy: step.actor,
    at: step.at,
    reversalOf: type === 'reverse' ? key('award') : null,
  };
}

function messageOf(
  params: Extract<Effect, { type: 'notify' }>['params'],
  step: StepOf,
  index: number,
): OutboxDocument {
  const milestone = step.definition.milestones.find(({ id }) => id === params.milestone);
  return {
    _id: `${step.instance}/${step.seq}/${index}`,
    channel: 'in_app',
    to: params.to,
    message: params.message,
    instance: step.instance,
    title: step.definition.title,
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
