import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import type { Cell, Sheet } from '../../workflows/rule-table/grid.ts';

/** How wide columns are, in characters, from the left; and how many rows at the top stay in sight. */
export type Look = { widths?: readonly number[]; headerRows?: number };

const LONGEST_NAME = 31;
const WIDTH = 18;

/**
 * A sheet as an .xlsx file. Text is text: a cell that begins with = is no formula, and every character comes back.
 * Merged cells stay merged.
 */
export async function writeXlsx(sheet: Sheet, { widths = [], headerRows = 1 }: Look = {}): Promise<Buffer> {
  const spans = new Map(
    (sheet.merges ?? []).map(({ top, left, bottom, right }) => [
      `${top}/${left}`,
      { rowSpan: bottom - top + 1, columnSpan: right - left + 1 },
    ]),
  );
  const rows = sheet.grid.map((row, line) =>
    row.map((cell, column): CellObject | null => {
      const span = spans.get(`${line}/${column}`) ?? {};
      if (cell === null) return null;
      const bold = line < headerRows ? { fontWeight: 'bold' as const } : {};
      return { ...valueOf(cell), ...span, ...bold, wrap: true, alignVertical: 'top' };
    }),
  );
  const width = Math.max(0, ...rows.map((row) => row.length));
  return writeXlsxFile(rows, {
    sheet: sheetName(sheet.name),
    stickyRowsCount: headerRows,
    columns: Array.from({ length: width }, (_, index) => ({ width: widths[index] ?? WIDTH })),
  }).toBuffer();
}

function valueOf(cell: Exclude<Cell, null>): CellObject {
  if (typeof cell === 'number') return { type: Number, value: cell };
  return typeof cell === 'boolean' ? { type: Boolean, value: cell } : { type: String, value: escaped(cell) };
}

/** What XML does not take, half characters, and what looks like the escape of one. */
const UNWRITABLE = /[^\P{Cc}\n\t]|\p{Cs}|\p{Noncharacter_Code_Point}|\uFFFD|_(?=x[0-9a-f]{4}_)/giu;

/** Text in which every such character is written as `_xHHHH_`, as the format has it. */
function escaped(text: string): string {
  const safe = text.replace(UNWRITABLE, (sign) =>
    Array.from({ length: sign.length }, (_, index) => escapeOf(sign, index)).join(''),
  );
  // The library keeps its texts as keys of an object, which has some of its own.
  return safe in {} ? escapeOf(safe, 0) + safe.slice(1) : safe;
}

function escapeOf(text: string, index: number): string {
  return `_x${text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')}_`;
}

function sheetName(name: string): string {
  const allowed = name.replace(/[[\]/\\:*?\p{Cc}\p{Cs}]+/gu, ' ').trim();
  return allowed.slice(0, LONGEST_NAME).replace(/[\uD800-\uDBFF]$/u, '') || 'Sheet1';
}
