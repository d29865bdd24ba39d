import { isBlank, type Sheet } from '../../workflows/rule-table/grid.ts';
import { headerOf } from '../../workflows/rule-table/header.ts';
import { Refusal } from '../errors.ts';
import { readCsv } from './csv.ts';
import { MAX_FILE, MAX_ROWS } from './limits.ts';
import { readWorkbook } from './workbook.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The files of older programs, and everything that is locked with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** Every sheet of an .xlsx or .csv file. What the file is, its first bytes say, and not its name. */
export async function readSheets(file: Uint8Array, fileName: string): Promise<Sheet[]> {
  if (file.length > MAX_FILE) throw new Refusal('spreadsheet_too_large');
  if (file.length === 0) throw new Refusal('spreadsheet_empty');
  if (/\.(?:xlsm|xltm|xlam)$/iu.test(fileName)) throw new Refusal('spreadsheet_has_macros');
  if (beginsWith(file, COMPOUND)) throw ofCompound(file);
  if (!beginsWith(file, ZIP)) return [{ name: fileName.replace(/\.[^.]*$/u, ''), grid: readCsv(file) }];
  try {
    return await readWorkbook(file);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('spreadsheet_not_readable');
  }
}

/** The sheet with the table of rules: the first that has its header. */
export async function readSheet(file: Uint8Array, fileName: string): Promise<Sheet> {
  const sheets = await readSheets(file, fileName);
  if (sheets.every(({ grid }) => grid.every(isBlank))) throw new Refusal('spreadsheet_empty');
  for (const sheet of sheets) {
    const header = headerOf(sheet);
    if (header === undefined) continue;
    refuseLength(sheet, header.firstRow);
    return sheet;
  }
  throw new Refusal('spreadsheet_no_header', {
    params: { columns: '关键指标 (Area), 关键结果 (Key result), 积分 (Points)' },
  });
}

/** Refuses a table without a row below its header, or with too many. */
export function refuseLength({ grid }: Sheet, firstRow: number): void {
  const rows = grid.slice(firstRow).filter((row) => !isBlank(row)).length;
  if (rows === 0) throw new Refusal('spreadsheet_empty');
  if (rows > MAX_ROWS) throw new Refusal('spreadsheet_too_many_rows', { params: { limit: '5,000' } });
}

function beginsWith(file: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => file[index] === byte);
}

/** A file that is locked says so in a part of its own, named in UTF-16. */
function ofCompound(file: Uint8Array): Refusal {
  const isLocked = Buffer.from(file).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return new Refusal(isLocked ? 'spreadsheet_locked' : 'spreadsheet_old_format');
}
