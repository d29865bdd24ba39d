import {
  milestoneSchema,
  projectDefinitionSchema,
  type MilestoneDefinition,
  type ProjectDefinition,
  MAX_POINTS,
} from '../definition.ts';
import { dateIn, monthIn } from './moments.ts';
import { asName } from './naming.ts';
import { NUMBER, numberOf } from './numbers.ts';
import type { AreaPart, TableRow } from './outline.ts';
import { notationOfCell } from './points-notation.ts';
import type { TableFault } from './preview.ts';
import type { Asker } from './questions.ts';
import { read } from './row-items.ts';
import { tableFaults } from './table-faults.ts';
import { dueAfter } from './target-words.ts';

/** What speaks for an area being a project: nothing, something, or everything. */
export type Form = 'rules' | 'perhaps' | 'project';

type Stage = { process: string; name: string; rows: readonly TableRow[]; words: string };

function stagesOf(area: AreaPart): Stage[] {
  return area.inner.flatMap((process) =>
    process.inner.map(({ name, inner }) => {
      const words = [name, ...inner.map((row) => row.criterion), process.name].map(read).join('\n');
      return { process: process.name, name, rows: inner, words };
    }),
  );
}

/**
 * Whether an area has stages rather than rules: bare points, and a date or month for each key result. One total for
 * all of them makes it a project; points at each could as well be a rule for each.
 */
export function formOf(area: AreaPart, start: string): Form {
  const stages = stagesOf(area);
  const rows = stages.flatMap((stage) => stage.rows);
  const written = rows.map((row) => row.points).filter((points) => points !== '');
  const totals = written.map((points) => notationOfCell(points));
  const bare = totals.every((total) => total?.form === 'each' && total.per === undefined && total.points > 0);
  if (stages.length < 2 || written.length === 0 || !bare || rows.some((row) => row.isExact)) return 'rules';
  const dated = stages.filter(({ words }) => (dateIn(words, start) ?? monthIn(words, start)) !== undefined);
  if (dated.length * 2 <= stages.length) return 'rules';
  return written.length === 1 ? 'project' : 'perhaps';
}

const AT_LEAST = new RegExp(String.raw`(?:至少|不少于|≥|>=|at least)\s*(${NUMBER})\s*(\S{1,12})?`, 'u');

/**
 * The project that such an area is: its key results one after the other, each due in the month or on the day that it
 * names, the first after the one before. What is missing is asked, stage by stage.
 */
export function projectOf(
  area: AreaPart,
  name: string,
  weights: readonly (number | null)[],
  start: string,
  ask: Asker,
  askStage: (line: number) => Asker,
): { definition?: ProjectDefinition; milestones: (MilestoneDefinition | undefined)[]; faults: TableFault[] } {
  const stages = stagesOf(area);
  const written = stages.flatMap(({ rows }) => rows.map((row) => notationOfCell(row.points)));
  const points = written.flatMap((notation) => (notation?.form === 'each' ? [notation.points] : []));
  const isOneTotal = points.length === 1 || (points.length > 2 && new Set(points).size === 1);
  const sum = points.reduce((total, each) => total + each, 0);
  const total = ask.number('total_points', 0, MAX_POINTS, {
    needed: points.length === 0,
    suggested: points.length === 0 ? undefined : isOneTotal ? points[0] : sum,
  });

  let before = start;
  const drafts = stages.map((stage, index) => {
    const found = dueAfter(stage.words, before);
    const line = stage.rows[0]?.line ?? 0;
    const due = found ?? askStage(line).date('due_date', { needed: true });
    before = due ?? before;
    return { due, ...milestoneFields(stage, index), weight: weights[index] ?? null };
  });
  const milestones = drafts.map((draft) => milestoneSchema.safeParse(draft).data);
  const { data, error } = projectDefinitionSchema.safeParse({
    kind: 'project',
    title: asName(name),
    points: total,
    start,
    order: 'sequence',
    milestones: drafts,
  });
  return data === undefined
    ? { milestones, faults: tableFaults(error, '') }
    : { definition: data, milestones, faults: [] };
}

function milestoneFields({ process, name, rows }: Stage, index: number) {
  const written = rows.map((row) => row.criterion).filter((text) => text !== '');
  const text = written.length === 0 ? name : written.join('\n').slice(0, 1000);
  const [, number, unit] = AT_LEAST.exec(read(written.join('\n'))) ?? [];
  const target = number === undefined ? undefined : { atLeast: numberOf(number), unit: unitOf(unit) };
  return {
    id: `m${index + 1}`,
    title: asName(name === '' ? text : name),
    work: process === '' || process === name ? '' : process.slice(0, 1000),
    criterion: { text, ...(target === undefined ? {} : { target }) },
    late: 'allowed',
  };
}

/** 个部门实际使用 is counted in 个部门. */
function unitOf(words = ''): string {
  const [unit = ''] = /^个?(?:部门|客户|人|家|份|项|次|张|条|[a-z]+)/u.exec(words) ?? [];
  return unit === '' ? words.slice(0, 4) || '项' : unit;
}
