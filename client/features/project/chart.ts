import type { DiagramView } from '../../lib/api.ts';
import { t } from '../../lib/messages.ts';
import { eventName, stateName } from '../../lib/names.ts';

export type ChartNode = DiagramView['nodes'][number];
export type ChartEdge = DiagramView['edges'][number];

/** The name of a state as the box shows it. */
export function nodeName({ state, milestone }: ChartNode): string {
  return stateName(state, milestone === null ? 'project' : 'milestone');
}

/** The same state as the history writes it: only being overdue is told apart there. */
export function historyName(node: ChartNode, nodes: readonly ChartNode[]): string {
  const parent = nodes.find(({ id }) => id === node.parent);
  if (node.state === 'overdue') return `${parent?.state ?? ''}.overdue`;
  return node.state === 'inTime' || node.state === 'editing' ? (parent?.state ?? node.state) : node.state;
}

export function edgeName({ events }: ChartEdge): string {
  return events.map(eventName).join(' / ');
}

/** The picture in words: the present state, and what the reader can do now. */
export function chartInWords(diagram: DiagramView, title: string): string {
  const current = diagram.nodes.filter((node) => node.current).map(nodeName);
  const possible = diagram.edges.filter((edge) => edge.possible).map(edgeName);
  return [
    t('project.chart_alt', { title, state: [...new Set(current)].join(' · ') }),
    possible.length === 0
      ? t('project.chart_nothing')
      : t('project.chart_possible', { events: [...new Set(possible)].join(t('project.list_comma')) }),
  ].join('');
}
