import { fromTransition, type TransitionSnapshot } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap } from 'xstate/graph';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import { dayOf, moveByDays } from '../../workflows/calendar.ts';
import { milestoneOf } from '../../workflows/chart.ts';
import { commandTypes, type Command, type CommandType } from '../../workflows/events.ts';
import { eventPolicy, type Actor } from '../../workflows/permissions.ts';
import { mentionedCommands } from '../../workflows/statechart.ts';
import type { PlantedTimer } from '../../server/store/documents.ts';
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
export function variantsOf(type: CommandType, milestone: string, { project, now }: World): Command[] {
  const { definition, state } = project;
  const { due } = milestoneOf(state.context, milestone);
  const target = definition.milestones.find(({ id }) => id === milestone)?.criterion.target;
  const inDays = (days: number) => {
    const base = due > now ? due : now;
    return dayOf(moveByDays(base, days, state.context.timeZone), state.context.timeZone);
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
    case 'URGE':
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
    case 'SUBMIT_WORK':
    case 'WITHDRAW_WORK':
    case 'URGE_WORK':
    case 'TRANSFER_WORK':
    case 'ACCEPT_WORK':
    case 'RETURN_WORK':
    case 'REJECT_WORK':
    case 'REVERSE_WORK':
      return [];
  }
}

/** How finely a graph looks: which moves are worth it, and whether time stops at each reminder or passes over it. */
export type Grain = { worth: (world: World, move: Move) => boolean; stopsAtReminders: boolean };
const FINE: Grain = { worth: () => true, stopsAtReminders: true };

/** The moves that lead on from a world: what its chart mentions and takes, in every variant, and time. */
function movesFrom(world: World, grain: Grain): Move[] {
  const { definition, state } = world.project;
  const mentioned = new Set(mentionedCommands(state).map(({ type }) => type));
  const at = later(world.now, 1_000);
  const moves = new Map<string, Move>();
  for (const type of commandTypes.filter((known) => mentioned.has(known))) {
    for (const { id } of definition.milestones) {
      for (const event of variantsOf(type, id, world)) {
        if (state.can({ ...event, at })) moves.set(JSON.stringify(event), { type: 'SENT', event });
      }
    }
  }
  const time: Move[] = waitingIn(world, grain).length === 0 ? [] : [{ type: 'TIME' }];
  return [...moves.values(), ...time].filter((move) => grain.worth(world, move));
}

/** The timers that time stops at. */
function waitingIn({ loaded: { document } }: World, { stopsAtReminders }: Grain): PlantedTimer[] {
  return document.timers.filter(({ fired, kind }) => !fired && (stopsAtReminders || kind === 'deadline'));
}

function moved(world: World, move: Move, grain: Grain): World {
  if (move.type === 'SENT') return send(world, senderOf(move.event.type), move.event);
  const [next] = waitingIn(world, grain)
    .map(({ at }) => at)
    .toSorted();
  return next === undefined ? world : pass(world, later(next > world.now ? next : world.now, 1));
}

/** What tells two worlds apart for the model: the states, the questions that are open, and what is waited for. */
function shapeOf(world: World, grain: Grain): string {
  const { state } = world.project;
  const asked = Object.entries(state.context.milestones).map(([id, { extension, mend }]) => [
    extension !== null,
    // A submission that is withdrawn goes back to where it came from.
    mend !== null && state.matches({ milestones: { [id]: 'submitted' } }),
  ]);
  const waiting = waitingIn(world, grain).map(({ node, event }) => `${node}/${event.type}`);
  return JSON.stringify([state.value, asked, waiting]);
}

/**
 * Every state of a project's machine that can be reached, each by a shortest path, and from each every move: so every
 * transition of the machine, from everywhere that the grain tells apart.
 */
export function edgesOf(definition: ProjectDefinition, grain: Grain = FINE): Edge[] {
  const start = worldOf(definition);
  const logic = fromTransition((world: World, move: Move) => moved(world, move, grain), start);
  const map = getAdjacencyMap<TransitionSnapshot<World>, Move, unknown>(logic, {
    events: ({ context }) => movesFrom(context, grain),
    serializeState: ({ context }) => shapeOf(context, grain),
  });
  return adjacencyMapToArray(map).map(({ state, event, nextState }) => ({
    from: state.context,
    move: event,
    to: nextState.context,
  }));
}
