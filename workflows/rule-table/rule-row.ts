import { ruleSchema, type Rule, type RuleKind } from '../rules/rule.ts';
import { fieldsOf } from './drafts.ts';
import { changedRule } from './exact-row.ts';
import { jsonOf } from './json.ts';
import { kindOf, type Certainty } from './kind-of.ts';
import { asName, criterionOf, namesOf } from './naming.ts';
import type { TableRow } from './outline.ts';
import type { TableFault } from './preview.ts';
import { asking, isOpen, type Answers, type Question } from './questions.ts';
import type { RowItem } from './row-items.ts';
import { settingsIn } from './settings.ts';
import { tableFaults } from './table-faults.ts';

const choices = ['duty', 'count', 'amount', 'target', 'proportional', 'sla', 'severity', 'none'] as const;

/** What a row became as a rule. */
export type RuleRow = {
  as: RuleKind | 'none';
  rule: Rule | undefined;
  certainty: Certainty;
  questions: Question[];
  faults: TableFault[];
};

/** A row of an exported table; what cannot be read of its settings is a fault. */
export function exactRule(row: TableRow, id: string, path: string): RuleRow {
  const settings = settingsIn(row.settings);
  if (settings === undefined) {
    const faults = [{ path: `${path}.settings`, code: 'settings_unreadable', params: {} }];
    return { as: 'none', rule: undefined, certainty: 'unsure', questions: [], faults };
  }
  const { data, error } = ruleSchema.safeParse(changedRule({ ...row, id }, settings.changes));
  if (data !== undefined) return { as: data.kind, rule: data, certainty: 'sure', questions: [], faults: [] };
  return {
    as: 'none',
    rule: undefined,
    certainty: 'unsure',
    questions: [],
    faults: tableFaults(error, path),
  };
}

/** A rule of a row that people wrote: its kind as it reads or as somebody answered, and what is missing asked. */
export function writtenRule(
  { row, part, clause, item }: RowItem,
  keyResult: string,
  id: string,
  answers: Answers,
  start: string,
): RuleRow {
  const path = `rows.${row.line}.${part}`;
  const ask = asking(answers, `l${row.line}p${part}`, path);
  const guess = kindOf(item, start);
  const kind = ask.choice('kind', choices, {
    needed: guess.certainty === 'unsure',
    suggested: guess.kind,
  });
  const nothing = { rule: undefined, questions: ask.questions, faults: [] };
  if (kind === 'none') return { ...nothing, as: 'none', certainty: 'sure' };
  if (kind === undefined) return { ...nothing, as: guess.kind, certainty: 'unsure' };

  const fields = fieldsOf(kind, item, ask, start);
  const acceptance = ask.choice('acceptance', ['reviewed', 'at_once'], {
    suggested: /自动|免审|无需审核|系统记|automatic/u.test(item.words) ? 'at_once' : 'reviewed',
  });
  const wasAnswered = ask.questions.some(({ code, given }) => code === 'kind' && given !== undefined);
  const certainty = wasAnswered ? 'sure' : guess.certainty;
  const base = { as: kind, certainty, questions: ask.questions };
  if (ask.questions.some(isOpen)) return { ...base, certainty: 'unsure', rule: undefined, faults: [] };
  const names = item.alone
    ? { name: asName(keyResult), criterion: criterionOf(clause) }
    : namesOf(clause.label, clause.criterion, keyResult);
  const { data, error } = ruleSchema.safeParse(jsonOf({ kind, id, ...names, acceptance, ...fields }));
  return data === undefined
    ? { ...base, certainty: 'unsure', rule: undefined, faults: tableFaults(error, path) }
    : { ...base, rule: data, faults: [] };
}
