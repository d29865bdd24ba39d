import type { DiagramView } from '../../lib/api.ts';
import { t } from '../../lib/messages.ts';
import { eventName, stateName } from '../../lib/names.ts';

export type ChartNode = DiagramView['nodes'][number];
export type ChartEdge = DiagramView['edges'][number];

/** The server names a state by its path, `life.draft.editing`; what it is called inside of its parent. */
function ownName({ state }: ChartNode): string {
  return state.split('.').at(-1) ?? state;
}

/** The name of a state as the box shows it. */
export function nodeName(node: ChartNode): string {
  return stateName(ownName(node), node.milestone === null ? 'project' : 'milestone');
}

/** The same state as the history writes it: only being overdue is told apart there. */
export function historyName(node: ChartNode, nodes: readonly ChartNode[]): string {
  const own = ownName(node);
  const parent = nodes.find(({ id }) => id === node.parent);
  if (parent === undefined) return own;
  if (own === 'overdue') return `${ownName(parent)}.${own}`;
  return own === 'inTime' || own === 'editing' ? ownName(parent) : own;
}

/** What leads along an edge, a line for each event. */
export function edgeNames({ events }: ChartEdge): string[] {
  return events.map((event) => (event === 'always' ? t('project.by_itself') : eventName(event)));
}

/** The picture in words: the present state, and what the reader can do now. */
export function chartInWords(diagram: DiagramView, title: string): string {
  const current = diagram.nodes.filter((node) => node.current).map(nodeName);
  const possible = diagram.edges.filter((edge) => edge.possible).flatMap(edgeNames);
  return [
    t('project.chart_alt', { title, state: [...new Set(current)].join(' · ') }),
    possible.length === 0
      ? t('project.chart_nothing')
      : t('project.chart_possible', { events: [...new Set(possible)].join(t('project.list_comma')) }),
  ].join('');
}
