import { fromTransition, type TransitionSnapshot } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap } from 'xstate/graph';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import { dayOf, moveByDays } from '../../workflows/calendar.ts';
import { milestoneOf } from '../../workflows/chart.ts';
import type { Command, CommandType } from '../../workflows/events.ts';
import { eventPolicy, type Actor } from '../../workflows/permissions.ts';
import { mentionedCommands } from '../../workflows/statechart.ts';
import { evidence, people } from '../support/factories.ts';
import { later, pass, send, worldOf, type World } from './world.ts';

/** A move of the model: somebody sends a command, or time goes on to just after the next date that is waited for. */
export type Move = { type: 'SENT'; event: Command } | { type: 'TIME' };
export type Edge = { from: World; move: Move; to: World };

/** Who sends an event in the model: the first relation that may. */
export function senderOf(type: CommandType): Actor {
  return eventPolicy[type].by.includes('owner') ? people.owner : people.leader;
}

/** The ways in which an event can be sent well, each of which the chart tells apart. */
export function variantsOf(type: CommandType, milestone: string, { loaded, now }: World): Command[] {
  const { definition } = loaded.workflow;
  const { due } = milestoneOf(loaded.state.context, milestone);
  const target = definition.milestones.find(({ id }) => id === milestone)?.criterion.target;
  const inDays = (days: number) => {
    const base = due > now ? due : now;
    return dayOf(moveByDays(base, days, loaded.state.context.timeZone), loaded.state.context.timeZone);
  };
  const reason = 'because';
  switch (type) {
    case 'SUBMIT':
      return target === undefined
        ? [{ type, milestone, evidence: evidence() }]
        : [
            { type, milestone, evidence: evidence({ value: target.atLeast }) },
            { type, milestone, evidence: evidence({ value: 0, shortfall: reason }) },
          ];
    case 'RETURN':
    case 'REOPEN':
      return [
        { type, milestone, reason },
        { type, milestone, reason, due: inDays(20) },
      ];
    case 'ASK_EXTENSION':
      return [{ type, milestone, reason, due: inDays(15) }];
    case 'ACCEPT':
      return [{ type, milestone, comment: '' }];
    case 'REJECT':
    case 'DECLINE_EXTENSION':
      return [{ type, milestone, reason }];
    case 'WITHDRAW':
    case 'GRANT_EXTENSION':
      return [{ type, milestone }];
    case 'REVISE_PLAN':
      return [{ type, definition, owner: people.owner.id, leader: people.leader.id }];
    case 'ACCEPT_PLAN':
      return [{ type, comment: '' }];
    case 'RETURN_PLAN':
    case 'SUSPEND':
    case 'CANCEL':
      return [{ type, reason }];
    case 'SUBMIT_PLAN':
    case 'WITHDRAW_PLAN':
    case 'START':
    case 'RESUME':
      return [{ type }];
  }
}

export const commandTypes = Object.keys(eventPolicy).filter(
  (type): type is CommandType => type in eventPolicy,
);

/** The moves that lead on from a world: what its chart mentions and takes, in every variant, and time. */
export function movesFrom(world: World): Move[] {
  const { workflow, state, document } = world.loaded;
  const mentioned = new Set(mentionedCommands(state).map(({ type }) => type));
  const at = later(world.now, 1_000);
  const moves = new Map<string, Move>();
  for (const type of commandTypes.filter((known) => mentioned.has(known))) {
    for (const { id } of workflow.definition.milestones) {
      for (const event of variantsOf(type, id, world)) {
        if (state.can({ ...event, at })) moves.set(JSON.stringify(event), { type: 'SENT', event });
      }
    }
  }
  return [...moves.values(), ...(document.nextTimerAt === null ? [] : [{ type: 'TIME' as const }])];
}

export function moved(world: World, move: Move): World {
  if (move.type === 'SENT') return send(world, senderOf(move.event.type), move.event);
  const { nextTimerAt } = world.loaded.document;
  return nextTimerAt === null ? world : pass(world, later(nextTimerAt, 1));
}

/** What tells two worlds apart for the model: the states, the questions that are open, and what is waited for. */
export function shapeOf({ loaded: { state, document } }: World): string {
  const asked = Object.values(state.context.milestones).map(({ extension }) => extension !== null);
  const waiting = document.timers
    .filter(({ fired }) => !fired)
    .map(({ node, event }) => `${node}/${event.type}`);
  return JSON.stringify([state.value, asked, waiting]);
}

/**
 * Every state of a project's machine that can be reached, each by a shortest path, and from each every move: so every
 * transition of the machine, from everywhere. `worth` keeps the graph small where several milestones go on at once.
 */
export function edgesOf(
  definition: ProjectDefinition,
  worth: (world: World, move: Move) => boolean = () => true,
): Edge[] {
  const start = worldOf(definition);
  const logic = fromTransition((world: World, move: Move) => moved(world, move), start);
  type Reached = TransitionSnapshot<World>;
  const map = getAdjacencyMap<Reached, Move, unknown>(logic, {
    events: ({ context }) => movesFrom(context).filter((move) => worth(context, move)),
    serializeState: ({ context }) => shapeOf(context),
  });
  return adjacencyMapToArray(map).map(({ state, event, nextState }) => ({
    from: state.context,
    move: event,
    to: nextState.context,
  }));
}
