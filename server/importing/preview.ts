import { readTable } from '../../workflows/rule-table/read-table.ts';
import type { KnownRules } from '../../workflows/rule-table/known-rules.ts';
import type { TableFault } from '../../workflows/rule-table/preview.ts';
import type { z } from 'zod';
import type { answeredImportSchema, ImportPreview } from '../contract/importing.ts';
import { sentenceOf, type Language } from '../faults.ts';

export type AnsweredImport = z.output<typeof answeredImportSchema>;

/** What a table was understood as, by the answers that were given and what is known, in the words of a language. */
export function importPreview(
  { table, start, department, answers }: AnsweredImport,
  known: KnownRules,
  language: Language,
): ImportPreview {
  const preview = readTable(table, { start, department, answers, known });
  const worded = <Part extends { faults: TableFault[] }>(part: Part) => ({
    ...part,
    faults: part.faults.map((fault) => ({
      path: fault.path,
      code: fault.code,
      message: sentenceOf(fault, language),
    })),
  });
  return {
    ...worded(preview),
    rows: preview.rows.map(worded),
    areas: preview.areas.map(worded),
    projects: preview.projects.map(worded),
  };
}
