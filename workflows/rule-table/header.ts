import { textOf, type Cell, type Sheet } from './grid.ts';

/** What a column of the table is. */
export type Column = 'area' | 'process' | 'keyResult' | 'weight' | 'criterion' | 'points' | 'id' | 'settings';

/** What the columns are called, without blanks and brackets, in small letters. */
const titles: Record<Column, readonly string[]> = {
  area: ['关键指标', '关键绩效指标', '指标', 'kpi', 'kpi指标', '关键指标kpi', 'area', 'kpiarea'],
  process: ['关键过程', '过程', '关键动作', '工作内容', 'process', 'keyprocess'],
  keyResult: ['关键结果', '结果', '目标', '工作目标', 'keyresult', 'result', 'keyresults'],
  weight: ['权重', '关键结果权重', '结果权重', '权重占比', '占比', 'weight', 'keyresultweight', 'weights'],
  criterion: [
    '衡量标准',
    '标准',
    '考核标准',
    '评分标准',
    '验收标准',
    'criterion',
    'criteria',
    'measure',
    'standard',
  ],
  points: ['积分', '分值', '积分标准', '积分规则', '奖励积分', '积分值', 'points', 'point', 'score'],
  id: ['编号', '规则编号', 'id', 'ids'],
  settings: ['设置', '规则设置', 'settings'],
};
const columnOf = new Map(
  Object.entries(titles).flatMap(([column, names]) =>
    names.flatMap((name): [string, Column][] => (isColumn(column) ? [[name, column]] : [])),
  ),
);

function isColumn(name: string): name is Column {
  return name in titles;
}

/** How far down a title, a date and a department can push the header. */
const SEARCHED_ROWS = 30;

const LONGEST_TITLE = 40;

export type Header = { columns: ReadonlyMap<Column, number>; firstRow: number };

/**
 * Where the columns are, in any order, and the first row (from 0) below the header; none if the sheet has no points
 * and nothing to give them for. A header can have two lines, the second under the first or under a common title.
 */
export function headerOf({ grid }: Pick<Sheet, 'grid'>): Header | undefined {
  let best: (Header & { score: number }) | undefined;
  for (let row = 0; row < Math.min(grid.length, SEARCHED_ROWS); row += 1) {
    const upper = grid[row] ?? [];
    const lower = grid[row + 1] ?? [];
    for (const [columns, lines] of [
      [columnsIn(upper, []), 1],
      [columnsIn(upper, lower), 2],
    ] as const) {
      const known = columns.has('points') && (columns.has('keyResult') || columns.has('criterion'));
      const score = columns.size * 2 - lines;
      if (known && columns.size >= 3 && score > (best?.score ?? 0)) {
        best = { columns, firstRow: row + lines, score };
      }
    }
  }
  return best;
}

function columnsIn(upper: readonly Cell[], lower: readonly Cell[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  const width = Math.max(upper.length, lower.length);
  for (let index = 0; index < width; index += 1) {
    const [above, below] = [titleOf(upper[index]), titleOf(lower[index])];
    const column = columnOf.get(above + below) ?? columnOf.get(below) ?? columnOf.get(above);
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

function titleOf(cell: Cell | undefined): string {
  const text = textOf(cell);
  if (text.length > LONGEST_TITLE) return '';
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|[\s:*%/_-]/gu, '');
}

/** Whether a row only repeats titles, as on every printed page, or names units below them. */
export function isTitleRow(row: readonly Cell[]): boolean {
  const texts = row.map((cell) => textOf(cell)).filter((text) => text !== '');
  return (
    texts.length > 1 &&
    texts.every((text) => columnOf.has(titleOf(text)) || /^[(（][^)）]*[)）]$/u.test(text))
  );
}
