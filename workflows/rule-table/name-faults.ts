import { name } from '../rules/fields.ts';
import type { PreviewRow } from './preview.ts';
import { tableFaults } from './table-faults.ts';

const levels = ['area', 'process', 'keyResult'] as const;

/** The rows of an area; a name that cannot stay is a fault of the row with which it begins. */
export function withNameFaults(rows: readonly PreviewRow[]): PreviewRow[] {
  return rows.map((row, index) => {
    const above = rows[index - 1];
    const faults = levels.flatMap((level) => {
      if (row[level] === above?.[level]) return [];
      const { error } = name.safeParse(row[level]);
      return error === undefined ? [] : tableFaults(error, `rows.${row.line}.${row.part}.${level}`);
    });
    return faults.length === 0 ? row : { ...row, faults: [...row.faults, ...faults] };
  });
}
