import { ruleSchema } from './rule.ts';

type Named = { id: string; name: string };
type Scalar = string | number | boolean | null;
export type FieldValue = Scalar | Scalar[];
type Fields = Map<string, FieldValue>;

/** As much of a rule set as comparing needs: a published one has it, and one that is still being written. */
export type Comparable = {
  department: Named;
  areas: readonly (Named & {
    processes: readonly (Named & {
      keyResults: readonly (Named & { weight: Scalar; rules: readonly Named[] })[];
    })[];
  })[];
};

/** One thing of the table that is new, gone or different. */
export type RuleSetChange = {
  what: 'department' | 'area' | 'process' | 'keyResult' | 'rule';
  id: string;
  name: string;
  change: 'added' | 'removed' | 'changed';
  /** Where it lies, or lay before it went; none of the department itself. */
  area: Named | null;
  /** Of a rule. */
  keyResult: Named | null;
  /** What is different; a field that is not there is null. Empty of what is added or removed. */
  fields: { field: string; from: FieldValue; to: FieldValue }[];
};

type Thing = Pick<RuleSetChange, 'what' | 'id' | 'name' | 'area' | 'keyResult'> & { fields: Fields };

/**
 * What is different between two rule sets of a department, in the order of the table of `after`; what is gone comes
 * last. A thing is the same one as long as its id is, wherever it lies: what has moved names where it lay. The order
 * within the table is not compared.
 */
export function compareRuleSets(before: Comparable, after: Comparable): RuleSetChange[] {
  const old = thingsOf(before);
  const present = thingsOf(after);
  const changes: RuleSetChange[] = [];
  for (const [key, thing] of present) {
    const { fields, ...what } = thing;
    const was = old.get(key);
    if (was === undefined) changes.push({ ...what, change: 'added', fields: [] });
    else {
      const different = differences(was.fields, fields);
      if (different.length > 0) changes.push({ ...what, change: 'changed', fields: different });
    }
  }
  for (const [key, { fields: _, ...what }] of old) {
    if (!present.has(key)) changes.push({ ...what, change: 'removed', fields: [] });
  }
  return changes;
}

/** Everything that a rule set names, by what it is and its id. */
function thingsOf({ department, areas }: Comparable): Map<string, Thing> {
  const things = new Map<string, Thing>();
  const add = (
    what: Thing['what'],
    { id, name }: Named,
    where: Pick<Thing, 'area' | 'keyResult'>,
    fields: Record<string, unknown>,
  ) => things.set(`${what} ${id}`, { what, id, name, ...where, fields: fieldsOf({ name, ...fields }) });

  add('department', department, { area: null, keyResult: null }, {});
  for (const area of areas) {
    const where = { area: { id: area.id, name: area.name }, keyResult: null };
    add('area', area, where, {});
    for (const process of area.processes) {
      add('process', process, where, { area: area.id });
      for (const { weight, rules, ...keyResult } of process.keyResults) {
        const { id, name } = keyResult;
        add('keyResult', keyResult, where, { process: process.id, weight });
        for (const rule of rules) {
          add('rule', rule, { ...where, keyResult: { id, name } }, { keyResult: id, ...inFull(rule) });
        }
      }
    }
  }
  return things;
}

/** A rule with what is left out of it, as far as it is one: that 0 is written or not is no difference. */
function inFull(rule: Named): object {
  return ruleSchema.safeParse(rule).data ?? rule;
}

/** The fields of an object down to its leaves, by path: `due.day`. */
function fieldsOf(value: object, path = ''): Fields {
  const fields: Fields = new Map();
  const entries: [string, unknown][] = Object.entries(value);
  for (const [key, part] of entries) {
    const at = path + key;
    if (Array.isArray(part)) fields.set(at, part.filter(isScalar));
    else if (isScalar(part)) fields.set(at, part);
    else if (typeof part === 'object' && part !== null) {
      for (const [field, leaf] of fieldsOf(part, `${at}.`)) fields.set(field, leaf);
    }
  }
  return fields;
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function differences(before: Fields, after: Fields): RuleSetChange['fields'] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((field) => {
    const change = { field, from: before.get(field) ?? null, to: after.get(field) ?? null };
    return JSON.stringify(change.from) === JSON.stringify(change.to) ? [] : [change];
  });
}
