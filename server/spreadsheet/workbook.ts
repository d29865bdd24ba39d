import { strToU8, zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import type { Cell, Merge, Sheet } from '../../workflows/rule-table/grid.ts';
import { Refusal } from '../errors.ts';
import { refuseWhatActs } from './inspect.ts';
import { MAX_COLUMNS, MAX_MERGES, MAX_SHEET_ROWS } from './limits.ts';
import { unpack, type Parts } from './unpack.ts';
import { tagsIn } from './xml-tags.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/**
 * The sheets of an .xlsx file. What is read is what was looked through: the parts of the file, packed anew. Dates
 * come as `2026-07-20`, times of day as `16:30`. Throws for what is no such file.
 */
export async function readWorkbook(file: Uint8Array): Promise<Sheet[]> {
  const parts = unpack(file);
  if (!parts.xml.has(WORKBOOK) || !parts.xml.has(RELATIONS)) throw new Refusal('spreadsheet_not_readable');
  refuseWhatActs(parts);
  const paths = sheetPaths(parts);
  for (const path of paths) parts.xml.set(path, withoutBlanks(parts.xml.get(path) ?? ''));
  const packed = Object.fromEntries([...parts.xml].map(([name, text]) => [name, strToU8(text)]));
  const sheets = await readXlsxFile(Buffer.from(zipSync(packed, { level: 0 })));
  return sheets.map(({ sheet, data }, index) => ({
    name: sheet,
    grid: data.map((row) => row.map(cellOf)),
    merges: mergesIn(parts.xml.get(paths[index] ?? '') ?? ''),
  }));
}

/** Where the sheets are in the file, in the order of their tabs. */
function sheetPaths({ xml }: Parts): string[] {
  const targets = new Map(
    tagsIn(xml.get(RELATIONS) ?? '', 'Relationship').map((relation) => [
      relation.get('Id'),
      relation.get('Target') ?? '',
    ]),
  );
  return tagsIn(xml.get(WORKBOOK) ?? '', 'sheet').map((sheet) => {
    const target = targets.get(sheet.get('id')) ?? '';
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  });
}

/**
 * A sheet without the cells and rows that only have a format, of which there can be a million. Throws if what is left
 * lies beyond any table: every cell up to there would be made.
 */
function withoutBlanks(xml: string): string {
  const filled = xml
    .replace(/<(?:[\w.-]+:)?c(?:\s[^<>]*)?\/>/gu, '')
    .replace(/<((?:[\w.-]+:)?c)(?:\s[^<>]*)?>\s*<\/\1>/gu, '')
    .replace(/<(?:[\w.-]+:)?row(?:\s[^<>]*)?\/>/gu, '')
    .replace(/<((?:[\w.-]+:)?row)(?:\s[^<>]*)?>\s*<\/\1>/gu, '');
  const isLong = hasMoreRows(filled, MAX_SHEET_ROWS);
  const lastRow = (isLong ? [] : tagsIn(filled, 'row')).reduce(
    (last, row) => Math.max(last, Number(row.get('r') ?? 0)),
    0,
  );
  if (isLong || !(lastRow <= MAX_SHEET_ROWS)) {
    throw new Refusal('spreadsheet_too_many_rows', { params: { limit: '5,000' } });
  }
  if (tagsIn(filled, 'c').some((cell) => !(columnOf(cell.get('r') ?? '') < MAX_COLUMNS))) {
    throw new Refusal('spreadsheet_too_large');
  }
  return filled;
}

/** Counts no further than it has to. */
function hasMoreRows(xml: string, most: number): boolean {
  let count = 0;
  for (const _ of xml.matchAll(/<(?:[\w.-]+:)?row\b/gu)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}

function mergesIn(xml: string): Merge[] {
  return tagsIn(xml, 'mergeCell')
    .slice(0, MAX_MERGES)
    .flatMap((merge) => {
      const [from = '', to = ''] = (merge.get('ref') ?? '').split(':');
      const [top, bottom] = [rowOf(from), rowOf(to)];
      const [left, right] = [columnOf(from), columnOf(to)];
      return [top, bottom, left, right].every((end) => end >= 0) ? [{ top, left, bottom, right }] : [];
    });
}

/** 6 for C7, counted from 0. */
function rowOf(address: string): number {
  return Number(/\d+$/u.exec(address)?.[0] ?? 0) - 1;
}

/** 2 for C7, counted from 0. */
function columnOf(address: string): number {
  const letters = /^[A-Z]{1,3}(?=\d)/u.exec(address)?.[0] ?? '';
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

/** A date as a spreadsheet shows it: no zone, days from 1900 on; a time of day is one of the day before. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().split('T');
  const minutes = time.slice(0, 5);
  if (day < '1900-01-01') return minutes;
  return minutes === '00:00' ? day : `${day}T${minutes}`;
}
