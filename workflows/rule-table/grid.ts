/** What a cell of a spreadsheet holds; dates and times of day come as text, `2026-07-20` and `16:30`. */
export type Cell = string | number | boolean | null;
export type Grid = Cell[][];

/** Cells that are merged into one, counted from 0, both ends included; the value stands in the first. */
export type Merge = { top: number; left: number; bottom: number; right: number };

/** One sheet of a file; `name` is what its tab says, or the name of the file. */
export type Sheet = { name: string; grid: Grid; merges?: readonly Merge[] };

/** The text of a cell, without what surrounds it; empty if there is none. */
export function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

export function isBlank(row: readonly Cell[]): boolean {
  return row.every((cell) => textOf(cell) === '');
}
