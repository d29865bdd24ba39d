import { readFile } from 'node:fs/promises';
import { readSheet } from '../../../server/spreadsheet/read-sheet.ts';
import { writeXlsx } from '../../../server/spreadsheet/write-xlsx.ts';
import type { Cell, Merge } from '../../../workflows/rule-table/grid.ts';
import type { Preview } from '../../../workflows/rule-table/preview.ts';
import { isOpen, type Answers } from '../../../workflows/rule-table/questions.ts';
import { readTable } from '../../../workflows/rule-table/read-table.ts';

export const START = '2026-01-01';
export const HEADER: Cell[] = ['关键指标', '关键过程', '关键结果', '权重', '衡量标准', '积分'];
export const department = { id: 'dep', name: '部门' };

/** What a table of these rows is understood as, after it has been a real .xlsx file. */
export async function previewOf(
  grid: Cell[][],
  merges: Merge[] = [],
  answers: Answers = {},
): Promise<Preview> {
  const sheet = await readSheet(await writeXlsx({ name: '积分表', grid, merges }), 'table.xlsx');
  return readTable(sheet, { start: START, department, answers });
}

/** The same of a file in test/tables. */
export async function previewOfFile(name: string, answers: Answers = {}): Promise<Preview> {
  const file = await readFile(new URL(`../../tables/${name}`, import.meta.url));
  return readTable(await readSheet(file, name), { start: START, department, answers });
}

/** What one row becomes: alone in its area, with these points, criterion and key result. */
export function ruleOf(points: Cell, criterion = '', keyResult = '结果') {
  const grid = [HEADER, ['指标', '过程', keyResult, '100%', criterion, points]];
  const [row] = readTable({ name: 'a', grid }, { start: START, department }).rows;
  return row?.became.kind === 'rule' ? (row.became.rule ?? { open: row.became.as }) : row?.became;
}

/** Ids of what has to be answered. */
export function openIn({ rows, areas }: Preview): string[] {
  return [...rows, ...areas].flatMap(({ questions }) => questions.filter(isOpen).map(({ id }) => id));
}

/** Every rule in the order of the table: the line, how sure, its kind and what it is worth. */
export function kindsIn({ rows }: Preview): string[] {
  return rows.map(({ line, became }) => {
    const what =
      became.kind === 'rule' ? `${became.rule === undefined ? 'open ' : ''}${became.as}` : became.kind;
    return `${line} ${what}`;
  });
}
