import { parse } from 'csv-parse/sync';
import type { Cell, Grid } from '../../workflows/rule-table/grid.ts';
import { Refusal } from '../errors.ts';
import { MAX_COLUMNS, MAX_SHEET_ROWS } from './limits.ts';

const DELIMITERS = [',', ';', '\t'];
/** What programs for spreadsheets take for the beginning of a formula, and what was put before it. */
const GUARDED = /^'+(?=[=+\-@\t\r＝＋－＠])/u;
const CONTROL = /[^\P{Cc}\n\r\t]/u;

/**
 * The rows of a .csv file in UTF-8, in UTF-16 with a mark, or in GB18030 as Excel writes it in China; separated by
 * commas, semicolons or tabs, whichever makes the widest table. Throws for what is no text.
 */
export function readCsv(file: Uint8Array): Grid {
  const text = textOf(file);
  if (CONTROL.test(text) || /^\s*<(?:!doctype|html|table|\?xml)/iu.test(text)) {
    throw new Refusal('spreadsheet_not_readable');
  }
  const [widest = []] = DELIMITERS.flatMap((delimiter) => rowsOf(text, delimiter) ?? [])
    .toSorted((a, b) => filledColumns(b) - filledColumns(a))
    .slice(0, 1);
  if (widest.length > MAX_SHEET_ROWS) {
    throw new Refusal('spreadsheet_too_many_rows', { params: { limit: '5,000' } });
  }
  return widest.map((row, line) => row.map((value, column) => cellOf(value, line, column)));
}

function textOf(file: Uint8Array): string {
  const [first, second] = file;
  if (first === 0xff && second === 0xfe) return decode(file, 'utf-16le') ?? '';
  if (first === 0xfe && second === 0xff) return decode(file, 'utf-16be') ?? '';
  const text = decode(file, 'utf-8') ?? decode(file, 'gb18030');
  if (text === undefined) throw new Refusal('spreadsheet_not_readable');
  return text;
}

/** Without the mark at its beginning; nothing if it is not written in this way. */
function decode(file: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}

function rowsOf(text: string, delimiter: string): string[][][] {
  try {
    return [
      parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false }),
    ];
  } catch {
    return [];
  }
}

/** How many columns the widest row fills; separators alone fill none. */
function filledColumns(rows: readonly string[][]): number {
  return rows.reduce((most, row) => Math.max(most, row.filter((value) => /[^\s,;]/u.test(value)).length), 0);
}

function cellOf(value: string, line: number, column: number): Cell {
  if (/^\s*[=＝]/u.test(value)) {
    throw new Refusal('spreadsheet_has_formulas', { params: { cell: addressOf(line, column) } });
  }
  if (column >= MAX_COLUMNS && value !== '') throw new Refusal('spreadsheet_too_large');
  const text = GUARDED.test(value) ? value.slice(1) : value;
  return text === '' ? null : text;
}

function addressOf(line: number, column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return `${column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))}${letter}${line + 1}`;
}

const TO_GUARD = /^'*[=+\-@\t\r＝＋－＠]/u;
const TO_QUOTE = /[",;\t\r\n]|^\s|\s$/u;
const MARK = '\uFEFF';

/** A grid as a .csv file that Excel shows in Chinese; no text of it is taken for a formula. */
export function writeCsv(grid: Grid): Buffer {
  const lines = grid.map((row) => row.map(fieldOf).join(','));
  return Buffer.from(`${MARK}${lines.join('\r\n')}\r\n`, 'utf8');
}

function fieldOf(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const guarded = TO_GUARD.test(cell) ? `'${cell}` : cell;
  return TO_QUOTE.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
