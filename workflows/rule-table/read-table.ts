import { headerOf } from './header.ts';
import type { Sheet } from './grid.ts';
import { Ids } from './ids.ts';
import { withKnownIds } from './known-ids.ts';
import type { KnownRules } from './known-rules.ts';
import { outlineOf, type AreaPart, type Outline, type TableRow } from './outline.ts';
import type { Preview, PreviewArea, PreviewRow } from './preview.ts';
import { isOpen, type Answers } from './questions.ts';
import { readArea } from './read-area.ts';
import { areShares, weightIn } from './weight-cell.ts';

export type ReadOptions = {
  /** The day from which dates without a year are the next. */
  start: string;
  department: { id: string; name: string };
  answers?: Answers;
  /** What the department has already: the same parts get the same ids. Without it, ids follow the places. */
  known?: KnownRules;
};

/**
 * What a table was understood as: each row with the rule it became and how sure that is, and what is missing as
 * questions. The same table with the same answers gives the same preview. Without a known header there are no rows.
 */
export function readTable(sheet: Sheet, { start, department, answers = {}, known }: ReadOptions): Preview {
  const header = headerOf(sheet);
  const outline: Outline = header === undefined ? { areas: [], skipped: [] } : outlineOf(sheet, header);
  const brought = [...broughtIds(outline.areas)];
  const ids = new Ids([department.id, ...brought]);
  const keyResults = outline.areas.flatMap((area) => area.inner.flatMap((process) => process.inner));
  const shares = areShares(keyResults.flatMap(({ weight }) => weightIn(weight) ?? []));
  const given = { ids, shares, start, department, answers };

  const read = outline.areas.map((area, index) => readArea(area, index + 1, given));
  const rows = [...read.flatMap((area) => area.rows), ...outline.skipped.map(skippedRow)];
  const areas = read.map(({ area }) => area);
  const preview: Preview = {
    sheet: sheet.name,
    department,
    rows: rows.toSorted((a, b) => a.line - b.line || a.part - b.part),
    areas,
    projects: read.flatMap(({ project }) => project ?? []),
    faults: header === undefined ? [{ path: '', code: 'no_header', params: {} }] : [],
    open: openIn(rows, areas),
  };
  return known === undefined ? preview : withKnownIds(preview, brought, known);
}

function openIn(rows: readonly PreviewRow[], areas: readonly PreviewArea[]): number {
  return [...rows, ...areas].flatMap(({ questions }) => questions.filter(isOpen)).length;
}

function* broughtIds(areas: readonly AreaPart[]): Iterable<string> {
  for (const area of areas) {
    if (area.id !== undefined) yield area.id;
    for (const process of area.inner) {
      if (process.id !== undefined) yield process.id;
      for (const keyResult of process.inner) {
        if (keyResult.id !== undefined) yield keyResult.id;
        for (const row of keyResult.inner) if (row.id !== undefined) yield row.id;
      }
    }
  }
}

/** A line with a sum or a note. */
function skippedRow({ line, criterion, points }: TableRow): PreviewRow {
  return {
    line,
    part: 1,
    area: '',
    process: '',
    keyResult: '',
    weight: null,
    criterion,
    points,
    became: { kind: 'none' },
    certainty: 'likely',
    questions: [],
    faults: [],
  };
}
