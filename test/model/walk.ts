import { expect } from 'vitest';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import { commandTypes, type CommandType } from '../../workflows/events.ts';
import { projectMachine } from '../../workflows/project.ts';
import { eventPolicy } from '../../workflows/permissions.ts';
import { Refusal } from '../../server/errors.ts';
import { actorWho, people } from '../support/factories.ts';
import { findingsAtOnce, findingsOf, findingsOfSteps } from './checks.ts';
import { transitionsOf, transitionsTaken } from './coverage.ts';
import { variantsOf, type Edge } from './graph.ts';
import { later, send, type World } from './world.ts';

/** What the tests of paths ask of a graph. */

export function statesOf(edges: readonly Edge[]): World[] {
  return [...new Set(edges.map(({ from }) => from))];
}

/** The transitions of the machine that no path takes. */
export function missingFrom(definition: ProjectDefinition, edges: readonly Edge[]): string[] {
  const taken = transitionsTaken(definition, edges);
  return transitionsOf(projectMachine(definition)).filter((name) => !taken.has(name));
}

/** After every step of every path: everything that always holds but the replay, which takes longer. */
export function expectInvariantsAfterEachStep(edges: readonly Edge[]): void {
  for (const { from, move, to } of edges) {
    const findings = [...findingsAtOnce(to.kept, to.machines), ...findingsOfSteps(from.kept, to.kept)];
    if (findings.length > 0) expect({ findings, move, history: wayTo(to) }).toEqual({ findings: [] });
  }
}

/** Replaying the history so far gives the same documents to the letter. */
export async function expectReplayToGiveTheSame(worlds: readonly World[]): Promise<void> {
  for (const world of worlds) {
    const findings = await findingsOf(world.kept, world.machines);
    if (findings.length > 0) expect({ findings, history: wayTo(world) }).toEqual({ findings: [] });
  }
}

/** In no state does anybody who is the owner, whatever else, get a decision through: offered or sent. */
export function expectNoDecisionByTheOwner(worlds: readonly World[]): void {
  const owners = [
    people.owner,
    actorWho('owner', 'pointsManager'),
    { ...people.owner, roles: ['leader'] as const },
  ];
  for (const world of worlds) {
    const { workflow, state, definition } = world.project;
    const { milestones } = definition;
    for (const owner of owners) {
      const offers = workflow.offersFor(owner, state, later(world.now, 1_000));
      expect(offers.filter(({ type }) => eventPolicy[type].decides)).toEqual([]);
    }
    for (const type of commandTypes.filter((known) => eventPolicy[known].decides)) {
      const event = milestones.flatMap(({ id }) => variantsOf(type, id, world))[0];
      const owner = owners[world.kept.history.length % owners.length] ?? people.owner;
      if (event !== undefined) expect(refusalOf(() => send(world, owner, event))).toBe('own_work');
    }
  }
}

/** In every state: what is offered is taken if it is filled in well, and what is not offered is not taken. */
export function expectOffersToBeWhatIsTaken(worlds: readonly World[]): void {
  for (const world of worlds) {
    const { workflow, state } = world.project;
    const at = later(world.now, 1_000);
    const ids = workflow.definition.milestones.map(({ id }) => id);
    const sendable = new Map(
      commandTypes.flatMap((type) =>
        ids.flatMap((id) => variantsOf(type, id, world)).map((event) => [JSON.stringify(event), event]),
      ),
    );
    const taken = [...sendable.values()].filter((event) => state.can({ ...event, at })).map(labelOf);
    const offered = workflow.eventsTaken(state, at).map(labelOf);
    expect(offered.toSorted()).toEqual([...new Set(taken)].toSorted());
  }
}

function labelOf(event: { type: CommandType; milestone?: string }): string {
  return event.milestone === undefined ? event.type : `${event.type} ${event.milestone}`;
}

/** The code with which something is refused, or null if it is not. */
export function refusalOf(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

function wayTo({ kept }: World): string[] {
  return kept.history.map(({ event, at, from, to }) => `${at} ${JSON.stringify(event)}: ${from} -> ${to}`);
}
