import { randomBytes } from 'node:crypto';
import { isBlank, type Sheet } from '../../workflows/rule-table/grid.ts';
import { headerOf } from '../../workflows/rule-table/header.ts';
import { readTable } from '../../workflows/rule-table/read-table.ts';
import { required } from '../../workflows/text.ts';
import type { ImportedTable } from '../contract/importing.ts';
import { Refusal } from '../errors.ts';
import { readSheets, refuseLength } from '../spreadsheet/read-sheet.ts';
import type { RuleBook } from '../store/rule-book.ts';

/** What a whole table may take as JSON: it is sent back with every answer. */
export const MAX_TABLE = 6_000_000;
const UNNAMED_SHEET = /^(?:sheet|工作表|表格?)\s*\d*$/iu;
const COLUMNS = '关键指标 (Area), 关键结果 (Key result), 积分 (Points)';

/** Every table of rules in a file, a department's on each sheet. Throws a Refusal if there is none. */
export async function tablesIn(file: Uint8Array, fileName: string): Promise<ImportedTable[]> {
  const sheets = await readSheets(file, fileName);
  if (sheets.every(({ grid }) => grid.every(isBlank))) throw new Refusal('spreadsheet_empty');
  const tables = sheets.flatMap((sheet) => {
    const header = headerOf(sheet);
    if (header === undefined) return [];
    refuseLength(sheet, header.firstRow);
    return [tableOf(sheet, fileName)];
  });
  if (tables.length === 0) throw new Refusal('spreadsheet_no_header', { params: { columns: COLUMNS } });
  if (JSON.stringify(tables).length > MAX_TABLE) throw new Refusal('spreadsheet_too_large');
  return tables;
}

/** A sheet that nobody has named is called like its file. */
function tableOf({ name, grid, merges }: Sheet, fileName: string): ImportedTable {
  const ofFile = fileName.replace(/\.[^.]*$/u, '');
  return { name: UNNAMED_SHEET.test(name.trim()) ? ofFile : name, grid, merges: [...(merges ?? [])] };
}

/**
 * Whose rules a table has: the department that knows its ids, if it was exported, or has its name; otherwise a new
 * one.
 */
export function departmentOf(
  table: ImportedTable,
  start: string,
  book: RuleBook,
): { id: string; name: string } {
  // A sheet whose name cannot be one gives none: it is asked for.
  const name = required(120).safeParse(table.name.slice(0, 120)).data ?? '';
  const fresh = { id: `department_${randomBytes(6).toString('hex')}`, name };
  const { areas } = readTable(table, { start, department: fresh });
  const byIds = areas.flatMap(({ id }) => book.departmentOf(id) ?? []).at(0);
  const known =
    book.newest.find(({ department }) => department === byIds) ??
    book.newest.find(({ ruleSet }) => ruleSet.department.name === table.name);
  return known?.ruleSet.department ?? fresh;
}
