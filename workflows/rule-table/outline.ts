import { isBlank, textOf, type Cell, type Sheet } from './grid.ts';
import { isTitleRow, type Column, type Header } from './header.ts';
import { settingsIn } from './settings.ts';

/** A line of the table that says something of points. */
export type TableRow = {
  /** As the program for spreadsheets counts: the first is 1. */
  line: number;
  criterion: string;
  points: string;
  /** The id of its rule, if the table has one. */
  id: string | undefined;
  settings: string;
  /** Whether it comes from an exported table and is exactly one rule. */
  isExact: boolean;
};

type Named<Inner> = { id: string | undefined; name: string; inner: Inner[] };
export type KeyResultPart = Named<TableRow> & { weight: Cell | undefined };
export type ProcessPart = Named<KeyResultPart>;
export type AreaPart = Named<ProcessPart>;
export type Outline = { areas: AreaPart[]; skipped: TableRow[] };

const ID = /^[a-z][a-z0-9_]{0,59}$/u;
const FOOTER = /^(?:合计|总计|小计|总分|共计|total|sum\b)/iu;
const NOTE = /^(?:注|备注|说明|审批|审核|制表|批准|签字|填表|notes?\b|remarks?\b)/iu;

/**
 * The areas of a table with their processes, key results and rows. What is blank is what stands above it, but a new
 * area begins everything below it anew, and so does a process for its key results. Ids, where there are any, say more
 * than names.
 */
export function outlineOf(sheet: Sheet, header: Header): Outline {
  const outline: Outline = { areas: [], skipped: [] };
  let area: AreaPart | undefined;
  let process: ProcessPart | undefined;
  let keyResult: KeyResultPart | undefined;

  sheet.grid.slice(header.firstRow).forEach((cells, index) => {
    if (isBlank(cells) || isTitleRow(cells)) return;
    const at = header.firstRow + index;
    const cell = (column: Column) => valueAt(sheet, header, at, column);
    const text = (column: Column) => textOf(cell(column));
    const [path, id] = idsIn(text('id'));
    const row: TableRow = {
      line: at + 1,
      criterion: text('criterion'),
      points: text('points'),
      id,
      settings: text('settings'),
      isExact: path !== undefined,
    };
    if (isFooter(cells, row, text('keyResult'))) {
      outline.skipped.push(row);
      return;
    }
    const names = settingsIn(row.settings)?.names ?? {};

    const nextArea = partFor(outline.areas, area, path?.[0], names.area ?? text('area'));
    if (nextArea !== area) process = undefined;
    area = nextArea;
    const nextProcess = partFor(area.inner, process, path?.[1], names.process ?? text('process'));
    if (nextProcess !== process) keyResult = undefined;
    process = nextProcess;
    const name = names.keyResult ?? text('keyResult');
    const isAnother = name !== '' && text('weight') !== '' && text('weight') !== textOf(keyResult?.weight);
    const found = keyResultFor(process, isAnother ? undefined : keyResult, path?.[2], name);
    keyResult = found;
    if (textOf(found.weight) === '') found.weight = cell('weight');

    const last = found.inner.at(-1);
    if (last !== undefined && isMergedWithAbove(sheet, at, header.columns.get('points'))) {
      last.criterion = [last.criterion, row.criterion].filter((part) => part !== '').join('\n');
    } else if (row.criterion !== '' || row.points !== '' || name !== '') {
      found.inner.push(row);
    }
  });
  return { ...outline, areas: outline.areas.filter(hasRows) };
}

function hasRows({ inner }: AreaPart): boolean {
  return inner.some((process) => process.inner.some((keyResult) => keyResult.inner.length > 0));
}

/** The part that a row belongs to: by its id, or by its name; the one above if it says neither. */
function partFor<Inner>(
  parts: Named<Inner>[],
  above: Named<Inner> | undefined,
  id: string | undefined,
  name: string,
): Named<Inner> {
  const known =
    id === undefined
      ? name === '' || name === above?.name
        ? above
        : parts.find((part) => part.name === name)
      : parts.find((part) => part.id === id);
  if (known !== undefined) return known;
  const part: Named<Inner> = { id, name, inner: [] };
  parts.push(part);
  return part;
}

/** Key results of the same name with other weights are different ones: only the one above is looked at. */
function keyResultFor(
  process: ProcessPart,
  above: KeyResultPart | undefined,
  id: string | undefined,
  name: string,
): KeyResultPart {
  const known =
    id === undefined
      ? above !== undefined && (name === '' || name === above.name)
        ? above
        : undefined
      : process.inner.find((part) => part.id === id);
  if (known !== undefined) return known;
  const part: KeyResultPart = { id, name, weight: undefined, inner: [] };
  process.inner.push(part);
  return part;
}

/** The ids of area, process and key result, if the cell has all of them, and the id of the rule. */
function idsIn(text: string): [[string, string, string] | undefined, string | undefined] {
  const ids = text.split('/').map((id) => id.trim());
  if (!ids.every((id) => ID.test(id))) return [undefined, undefined];
  const [area, process, keyResult, rule] = ids;
  if (ids.length === 4 && area !== undefined && process !== undefined && keyResult !== undefined) {
    return [[area, process, keyResult], rule];
  }
  return [undefined, ids.length === 1 ? area : undefined];
}

function isFooter(cells: readonly Cell[], row: TableRow, keyResult: string): boolean {
  const first = textOf(cells.find((cell) => textOf(cell) !== '')).replace(/\s/gu, '');
  if (FOOTER.test(first)) return true;
  return NOTE.test(first) && row.points === '' && keyResult === '';
}

/** The value of a cell; of one that is merged, also over several key results, that of the whole. */
function valueAt(
  { grid, merges = [] }: Sheet,
  header: Header,
  row: number,
  column: Column,
): Cell | undefined {
  const index = header.columns.get(column);
  if (index === undefined) return undefined;
  const own = grid[row]?.[index];
  if (column !== 'criterion' || textOf(own) !== '') return own;
  const merge = merges.find(
    ({ top, bottom, left, right }) => top <= row && row <= bottom && left <= index && index <= right,
  );
  return merge === undefined ? own : grid[merge.top]?.[merge.left];
}

function isMergedWithAbove({ merges = [] }: Sheet, row: number, index: number | undefined): boolean {
  return merges.some(
    ({ top, bottom, left, right }) =>
      index !== undefined && top < row && row <= bottom && left <= index && index <= right,
  );
}
