import { Refused } from '../../lib/api.ts';
import { t } from '../../lib/messages.ts';

/** One thing that is wrong in a sheet: in which line, in which column, what. */
export type FaultyLine = { line: number; column: string; message: string };

const columns: Record<string, () => string> = {
  rule: () => t('items.rule'),
  externalId: () => t('items.id'),
  person: () => t('items.person'),
  startedAt: () => t('items.started'),
  doneAt: () => t('items.done'),
  category: () => t('items.category'),
  dueAt: () => t('items.falls_due'),
  fen: () => t('items.amount'),
};

/** The faults of a sheet, by line; none if the refusal is about the file as a whole. */
export function faultyLinesOf(error: unknown): FaultyLine[] {
  const faults = error instanceof Refused ? (error.problem.faults ?? []) : [];
  return faults.flatMap(({ path, message }) => {
    const [, line, field = ''] = /^lines\.(\d+)(?:\.(\w+))?$/u.exec(path) ?? [];
    return line === undefined ? [] : [{ line: Number(line), column: columns[field]?.() ?? field, message }];
  });
}
