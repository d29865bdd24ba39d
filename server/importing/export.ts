import { tableOf } from '../../workflows/rule-table/table-of.ts';
import type { RuleSet } from '../../workflows/rules/rule-set.ts';
import { safeName } from '../evidence/file-name.ts';
import type { Language } from '../faults.ts';
import { writeCsv } from '../spreadsheet/csv.ts';
import { writeXlsx } from '../spreadsheet/write-xlsx.ts';

const WIDTHS = [16, 20, 28, 8, 36, 30, 24, 24];
const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** A rule set as a file that people open in their spreadsheet, and that reads as the same rule set again. */
export async function ruleTableFile(
  ruleSet: RuleSet,
  format: 'xlsx' | 'csv',
  language: Language,
): Promise<{ content: Buffer; type: string; name: string }> {
  const sheet = tableOf(ruleSet, language);
  const content = format === 'csv' ? writeCsv(sheet.grid) : await writeXlsx(sheet, { widths: WIDTHS });
  return { content, type: types[format], name: safeName(`${ruleSet.department.name}.${format}`) };
}
