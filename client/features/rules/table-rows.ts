/** As much of a rule set as its table needs: a published one has it, and one that is still being written. */
export type KeyResult<Rule> = {
  id: string;
  name: string;
  weight: string | number | boolean | null;
  rules: readonly Rule[];
};
export type Process<Rule> = { id: string; name: string; keyResults: readonly KeyResult<Rule>[] };
export type Area<Rule> = { id: string; name: string; processes: readonly Process<Rule>[] };

/** A cell that reaches over `rows` lines of the table, in the line in which it begins. */
type Cell<Thing> = { thing: Thing; path: string; rows: number };

/** One line: the cells that begin in it. What has nothing in it yet has a line all the same. */
export type Row<Rule> = {
  key: string;
  process?: Cell<Process<Rule>>;
  keyResult?: Cell<KeyResult<Rule>>;
  rule?: Cell<Rule>;
  /** Where the next thing of this line would lie. */
  within: { process?: string; keyResult?: string };
};

/** The lines of an area, whose own cell reaches over all of them. `path` is the area's in the rule set: `areas.0`. */
export function rowsOfArea<Rule extends { id: string }>(area: Area<Rule>, path: string): Row<Rule>[] {
  const rows = area.processes.flatMap((process, p) => rowsOfProcess(process, `${path}.processes.${p}`));
  return rows.length > 0 ? rows : [{ key: area.id, within: {} }];
}

function rowsOfProcess<Rule extends { id: string }>(process: Process<Rule>, path: string): Row<Rule>[] {
  const within = { process: path };
  const rows = process.keyResults.flatMap((keyResult, k) =>
    rowsOfKeyResult(keyResult, `${path}.keyResults.${k}`, within),
  );
  const [first = { key: process.id, within }, ...rest] = rows;
  return [{ ...first, process: { thing: process, path, rows: rest.length + 1 } }, ...rest];
}

function rowsOfKeyResult<Rule extends { id: string }>(
  keyResult: KeyResult<Rule>,
  path: string,
  { process }: { process: string },
): Row<Rule>[] {
  const within = { process, keyResult: path };
  const rows = keyResult.rules.map((rule, r): Row<Rule> => ({
    key: rule.id,
    rule: { thing: rule, path: `${path}.rules.${r}`, rows: 1 },
    within,
  }));
  const [first = { key: keyResult.id, within }, ...rest] = rows;
  return [{ ...first, keyResult: { thing: keyResult, path, rows: rest.length + 1 } }, ...rest];
}
