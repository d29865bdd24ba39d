import elkjs, { type ElkExtendedEdge, type ElkNode, type ElkPoint } from 'elkjs/lib/elk.bundled.js';
import { LRUCache } from 'lru-cache';
import type { Graph } from '../../workflows/diagram.ts';

type Box = { x: number; y: number; width: number; height: number };
export type Layout = {
  width: number;
  height: number;
  nodes: ReadonlyMap<string, Box>;
  edges: ReadonlyMap<string, { points: ElkPoint[]; label: Box | null }>;
};

/** Sizes that the texts of either language fit into. */
const LEAF = { width: 124, height: 40 };
const LABEL = { width: 96, lineHeight: 18 };
/** Room for the name of a state above the states inside it. */
const INSIDE = '[top=40,left=16,bottom=16,right=16]';

/** Set at every level: a state with states inside does not take over what its surroundings say. */
const order = {
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

const options = {
  ...order,
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '22',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.spacing.nodeNode': '24',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeLabel': '4',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
};

const elk = new elkjs.default();
const known = new LRUCache<string, Promise<Layout>>({ max: 100 });

/**
 * Where the states and lines of a graph are drawn. Laying out takes some 100 ms the first time; the same shape,
 * which all milestones of all projects have, is laid out once.
 */
export function layoutOf(graph: Graph): Promise<Layout> {
  const shape = JSON.stringify(graph);
  const layout = known.get(shape) ?? arrange(graph);
  known.set(shape, layout);
  layout.catch(() => known.delete(shape));
  return layout;
}

async function arrange({ nodes, edges }: Graph): Promise<Layout> {
  const childrenOf = (parent: string | null): ElkNode[] =>
    nodes
      .filter((node) => node.parent === parent)
      .map(({ key, compound }) =>
        compound
          ? { id: key, layoutOptions: { ...order, 'elk.padding': INSIDE }, children: childrenOf(key) }
          : { id: key, ...LEAF },
      );
  const drawn: ElkNode = await elk.layout<ElkNode>({
    id: 'chart',
    layoutOptions: options,
    children: childrenOf(null),
    edges: edges.map(({ id, from, to, events }): ElkExtendedEdge => ({
      id,
      sources: [from],
      targets: [to],
      labels: [
        {
          text: id,
          width: LABEL.width,
          height: LABEL.lineHeight * events.length,
          layoutOptions: { 'elk.edgeLabels.inline': 'true' },
        },
      ],
    })),
  });
  const boxes = new Map(flatten(drawn.children ?? []).map((node) => [node.id, boxOf(node)]));
  const lines = new Map(
    (drawn.edges ?? []).map(({ id, sections = [], labels: [label] = [] }) => [
      id,
      {
        points: sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
          startPoint,
          ...bendPoints,
          endPoint,
        ]),
        label: label === undefined ? null : boxOf(label),
      },
    ]),
  );
  return { width: drawn.width ?? 0, height: drawn.height ?? 0, nodes: boxes, edges: lines };
}

function flatten(nodes: readonly ElkNode[]): ElkNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children ?? [])]);
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { x, y, width, height };
}
