import { isBlank, textOf, type Sheet } from '../../workflows/rule-table/grid.ts';
import { Refusal } from '../errors.ts';
import { readSheets, refuseLength } from './read-sheet.ts';

/** A column of an upload: what it is called in either language, and whether it has to be there. */
export type RecordColumn = { titles: readonly string[]; required: boolean };
/** A line of an upload, as the program for spreadsheets counts; what is blank is empty. */
export type FileRecord<Name extends string> = { line: number; values: Record<Name, string> };

/** How far down a title can push the header. */
const SEARCHED_ROWS = 30;

/** The lines of an .xlsx or .csv file below its header, by the names of the columns, in any order. */
export async function readRecords<Name extends string>(
  file: Uint8Array,
  fileName: string,
  columns: Record<Name, RecordColumn>,
): Promise<FileRecord<Name>[]> {
  const sheets = await readSheets(file, fileName);
  if (sheets.every(({ grid }) => grid.every(isBlank))) throw new Refusal('spreadsheet_empty');
  const known = Object.entries<RecordColumn>(columns);
  for (const sheet of sheets) {
    for (let row = 0; row < Math.min(sheet.grid.length, SEARCHED_ROWS); row += 1) {
      const places = placesIn(sheet, row, known);
      if (known.some(([name, { required }]) => required && !places.has(name))) continue;
      if (places.size === 0) continue;
      refuseLength(sheet, row + 1);
      return sheet.grid.flatMap((cells, index) => {
        if (index <= row || isBlank(cells)) return [];
        const values = mapped(columns, (name) => textOf(cells[places.get(name) ?? -1]));
        return [{ line: index + 1, values }];
      });
    }
  }
  const missing = known.filter(([, { required }]) => required).map(([, { titles }]) => titles.join(' / '));
  throw new Refusal('spreadsheet_no_header', { params: { columns: missing.join(', ') } });
}

function placesIn(sheet: Sheet, row: number, known: readonly [string, RecordColumn][]): Map<string, number> {
  const places = new Map<string, number>();
  (sheet.grid[row] ?? []).forEach((cell, index) => {
    const title = plainTitle(textOf(cell));
    const column = known.find(([, { titles }]) => titles.some((each) => plainTitle(each) === title));
    if (column !== undefined && !places.has(column[0])) places.set(column[0], index);
  });
  return places;
}

function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:_-]/gu, '');
}

function mapped<Name extends string, Value>(
  columns: Record<Name, unknown>,
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  const result: Partial<Record<Name, Value>> = {};
  for (const name in columns) result[name] = valueOf(name);
  const isWhole = (values: Partial<Record<Name, Value>>): values is Record<Name, Value> =>
    Object.keys(values).length === Object.keys(columns).length;
  if (!isWhole(result)) throw new RangeError('a column has no value');
  return result;
}
