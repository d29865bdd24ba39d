import { activeKeys, graphOf, isPossible, wayTaken } from '../../workflows/diagram.ts';
import type { DatedEvent } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import type { DiagramView } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import { projectWorkflow } from '../../workflows/index.ts';
import type { LoadedProject } from './instance.ts';
import type { Database } from '../store/database.ts';
import { findHistory } from '../store/history.ts';
import { layoutOf } from './diagram-layout.ts';

/**
 * The statechart of a project's life, or of one of its milestones, with the present state, the way taken and
 * what the caller may do next. One read after the instance was loaded: its history.
 */
export async function readDiagram(
  { database, now }: { database: Database; now: string },
  { document, definition, state: running }: LoadedProject,
  caller: Actor,
  milestone: string | null,
): Promise<DiagramView> {
  const region = { milestone };
  if (milestone !== null && !definition.milestones.some(({ id }) => id === milestone)) {
    throw new Refusal('unknown_milestone');
  }
  const workflow = projectWorkflow(definition);
  const state = workflow.restore(document.snapshot);
  const graph = graphOf(workflow.machine, region);
  const [layout, history] = await Promise.all([layoutOf(graph), findHistory(database, document._id)]);
  const steps = history.flatMap(({ event, at }): DatedEvent[] =>
    event.type === 'CREATE' || event.type === 'BEGIN' ? [] : [{ ...event, at }],
  );
  const { owner, leader, timeZone } = state.context;
  const { visited, taken } = wayTaken(workflow, { owner, leader, timeZone }, steps, graph, region);
  const active = activeKeys(state, region);
  const offers = running.offersFor(caller, now);
  const nowhere = { x: 0, y: 0, width: 0, height: 0 };
  return {
    width: layout.width,
    height: layout.height,
    nodes: graph.nodes.map(({ key, parent, compound, initial }) => ({
      id: key,
      parent,
      state: key,
      milestone,
      compound,
      initial,
      current: active.includes(key),
      visited: visited.has(key),
      ...(layout.nodes.get(key) ?? nowhere),
    })),
    edges: graph.edges.map((edge) => ({
      ...edge,
      taken: taken.has(edge.id),
      possible: isPossible(edge, active, offers, region),
      points: layout.edges.get(edge.id)?.points ?? [],
      label: layout.edges.get(edge.id)?.label ?? null,
    })),
  };
}
