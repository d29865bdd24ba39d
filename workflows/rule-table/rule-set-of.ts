import type { ProjectDefinition } from '../definition.ts';
import { ruleSetSchema, type RuleSet } from '../rules/rule-set.ts';
import type { Rule } from '../rules/rule.ts';
import type { Preview, PreviewRow, TableFault } from './preview.ts';
import { isOpen } from './questions.ts';
import { tableFaults } from './table-faults.ts';

/** A table that can be published: its rules, if it has any, and its projects; or why it cannot. */
export type TableResult =
  | { ruleSet: RuleSet | undefined; projects: ProjectDefinition[]; faults?: undefined }
  | { faults: TableFault[] };

/** The rule set and the projects of a table in which nothing is left to answer. */
export function ruleSetOf(preview: Preview): TableResult {
  const faults = everythingWrong(preview);
  if (faults.length > 0) return { faults };

  const rulesOf = rulesByKeyResult(preview.rows);
  const projects = preview.projects.flatMap(({ definition }) => definition ?? []);
  const areas = preview.areas
    .filter(({ form }) => form === 'rules')
    .map(({ id, name, processes }) => ({
      id,
      name,
      processes: processes.map((process) => ({
        ...process,
        keyResults: process.keyResults.map((keyResult) => ({
          ...keyResult,
          rules: rulesOf.get(keyResult.id) ?? [],
        })),
      })),
    }));
  if (areas.length === 0 && projects.length > 0) return { ruleSet: undefined, projects };
  const { data, error } = ruleSetSchema.safeParse({ kind: 'rules', department: preview.department, areas });
  return data === undefined ? { faults: tableFaults(error, '') } : { ruleSet: data, projects };
}

/** The rules that are known so far, by the ids of their key results, in the order of the table. */
export function rulesByKeyResult(rows: readonly PreviewRow[]): ReadonlyMap<string, readonly Rule[]> {
  const rulesOf = new Map<string, Rule[]>();
  for (const { became } of rows) {
    if (became.kind !== 'rule' || became.rule === undefined) continue;
    const rules = rulesOf.get(became.keyResult);
    if (rules === undefined) rulesOf.set(became.keyResult, [became.rule]);
    else rules.push(became.rule);
  }
  return rulesOf;
}

function everythingWrong({ rows, areas, projects, faults }: Preview): TableFault[] {
  const open = [...rows, ...areas].flatMap(({ questions }) =>
    questions.filter(isOpen).map(({ path, id, code }): TableFault => ({
      path,
      code: 'not_answered',
      params: { question: id, code },
    })),
  );
  const all = [...rows, ...areas, ...projects].flatMap((part) => part.faults);
  return [...faults, ...open, ...all];
}
