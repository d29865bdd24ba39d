import { weightsOf } from './area-weights.ts';
import type { Ids } from './ids.ts';
import { withNameFaults } from './name-faults.ts';
import { asName } from './naming.ts';
import type { AreaPart, KeyResultPart, ProcessPart, TableRow } from './outline.ts';
import type { Preview, PreviewArea, PreviewRow } from './preview.ts';
import { formOf } from './project-area.ts';
import { asking, type Answers, type Asker } from './questions.ts';
import { readProject } from './read-project.ts';
import { itemsOf } from './row-items.ts';
import { exactRule, writtenRule, type RuleRow } from './rule-row.ts';

type Given = {
  ids: Ids;
  /** Whether bare weights are shares of 1. */
  shares: boolean;
  start: string;
  department: { id: string; name: string };
  answers: Answers;
};
type ReadArea = { area: PreviewArea; rows: PreviewRow[]; project?: Preview['projects'][number] };
type Place = Pick<PreviewRow, 'area' | 'process' | 'keyResult' | 'weight'>;

/** What an area of a table is: key results with rules, or the stages of a project. Numbered from 1. */
export function readArea(part: AreaPart, number: number, given: Given): ReadArea {
  const { ids, start, department, answers } = given;
  const place = `${department.id}_area_${number}`;
  const ask = asking(answers, `a${number}`, `areas.${number}`);
  const form = formIn(part, start, ask);
  const name = nameOf(part, department.name);
  const id = ids.of(part.id, place);
  const keyResults = part.inner.flatMap((process) => process.inner);
  const weights = weightsOf(keyResults, { number, name }, given.shares, answers);

  const weightOf = new Map(keyResults.map((each, index) => [each, weights.weights[index] ?? null]));
  const processes = part.inner.map((process, p) => ({
    id: ids.of(process.id, `${place}_p${p + 1}`),
    name: nameOf(process, name),
    keyResults: process.inner.map((each) => ({
      id: ids.of(each.id, `${place}_k${keyResults.indexOf(each) + 1}`),
      name: nameOfKeyResult(each, process, name),
      weight: weightOf.get(each) ?? null,
    })),
  }));
  const area = {
    id,
    name,
    form,
    sum: weights.sum,
    processes,
    questions: [...ask.questions, ...weights.questions],
    faults: weights.faults,
  };
  if (form === 'project') return readProject(part, area, weights.weights, given, ask);

  let count = 0;
  const rows = part.inner.flatMap((process, p) =>
    process.inner.flatMap((each, k) => {
      const shown = processes[p]?.keyResults[k];
      if (shown === undefined) return [];
      const around = {
        area: name,
        process: processes[p]?.name ?? '',
        keyResult: shown.name,
        weight: shown.weight,
      };
      return ruleRows(each, shown, around, given, () => `${place}_r${(count += 1)}`);
    }),
  );
  return { area, rows: withNameFaults(rows) };
}

function formIn(part: AreaPart, start: string, ask: Asker): 'rules' | 'project' {
  const form = formOf(part, start);
  if (form === 'rules') return 'rules';
  const suggested = 'project' as const;
  return ask.choice('area_form', ['project', 'rules'], { needed: form === 'perhaps', suggested }) ?? 'rules';
}

/** What has an id of its own comes from an exported table, with its name to the letter. */
function nameOf({ id, name }: { id: string | undefined; name: string }, otherwise: string): string {
  if (name === '') return asName(otherwise);
  return id === undefined ? asName(name) : name;
}

/** A key result without a name is named by the criterion of its first row. */
function nameOfKeyResult(part: KeyResultPart, process: ProcessPart, area: string): string {
  const criterion = part.inner[0]?.criterion ?? '';
  return nameOf(part, criterion === '' ? nameOf(process, area) : criterion);
}

function ruleRows(
  part: KeyResultPart,
  keyResult: { id: string; name: string },
  place: Place,
  { ids, start, answers }: Given,
  nextId: () => string,
): PreviewRow[] {
  const { items, takenIn } = itemsOf(part.inner, part.name, start);
  const exact = part.inner.filter((row) => row.isExact).map((row) => ({ row, part: 1, item: undefined }));
  const numbered = [...exact, ...items].toSorted((a, b) => a.row.line - b.row.line || a.part - b.part);
  const idOf = new Map<object, string>();
  const rows = numbered.map((each): PreviewRow => {
    const { row } = each;
    const id = ids.of(each.part === 1 ? row.id : undefined, nextId());
    idOf.set(each, id);
    if (each.item === undefined) {
      return previewRow(
        row,
        1,
        row.points,
        place,
        keyResult.id,
        id,
        exactRule(row, id, `rows.${row.line}.1`),
      );
    }
    const read = writtenRule(each, keyResult.name, id, answers, start);
    return previewRow(row, each.part, each.clause.written, place, keyResult.id, id, read);
  });
  return [
    ...rows,
    ...takenIn.map(({ row, part: index, clause, by }): PreviewRow => ({
      ...previewRow(row, index, clause.written, place, keyResult.id, '', undefined),
      became: { kind: 'none', partOf: idOf.get(by) ?? '' },
      certainty: 'likely',
    })),
  ];
}

function previewRow(
  { line, criterion }: TableRow,
  part: number,
  points: string,
  place: Place,
  keyResult: string,
  id: string,
  read: RuleRow | undefined,
): PreviewRow {
  const { as = 'none', rule, certainty = 'sure', questions = [], faults = [] } = read ?? {};
  const became: PreviewRow['became'] =
    as === 'none'
      ? { kind: 'none' }
      : { kind: 'rule', id, keyResult, as, ...(rule === undefined ? {} : { rule }) };
  return { line, part, ...place, criterion, points, became, certainty, questions, faults };
}
