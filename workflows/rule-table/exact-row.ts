import { ruleSchema, type Rule, type RuleKind } from '../rules/rule.ts';
import { clausesOf, takes } from './clauses.ts';
import { fieldsOf } from './drafts.ts';
import type { Item } from './item.ts';
import { difference, jsonOf, merged, type JsonObject } from './json.ts';
import { kindOf } from './kind-of.ts';
import { nameAndCriterion } from './naming.ts';
import { askingNobody } from './questions.ts';

/** A row of an exported table: it is one rule, and says by itself what it is. */
export type ExactCells = { id: string; criterion: string; points: string };

/** No words are read here, so no date of the importer's can come in. */
const NO_START = '2000-01-01';
const kinds: readonly RuleKind[] = ruleSchema.options.map(({ shape }) => shape.kind.value);

/** What a row reads as without its settings: the points are what stands there, everything else is the usual. */
function readingOf({ id, criterion, points }: ExactCells, as: RuleKind | undefined) {
  const [main, second] = clausesOf(points, '');
  const taken = second !== undefined && takes(second) ? second.notation : undefined;
  const item: Item = {
    notation: main?.notation,
    penalty:
      taken?.form === 'each'
        ? { points: taken.points, per: taken.per?.of === 'period' ? 'day_late' : 'breach' }
        : undefined,
    words: '',
    context: '',
    alone: false,
    language: 'zh',
  };
  const kind = as ?? kindOf(item, NO_START).kind;
  const common = { kind, id, ...nameAndCriterion(criterion), acceptance: 'reviewed' };
  return { kind, draft: jsonOf({ ...common, ...fieldsOf(kind, item, askingNobody(), NO_START) }) };
}

/** What the settings have to change so that a row with these cells is this rule, to the letter. */
export function changesFor(cells: ExactCells, rule: Rule): JsonObject {
  const { kind, draft } = readingOf(cells, undefined);
  if (kind === rule.kind) return difference(draft, jsonOf(rule));
  return { kind: rule.kind, ...difference(readingOf(cells, rule.kind).draft, jsonOf(rule)) };
}

/** The rule that a row with such settings is, as it has to be checked. */
export function changedRule(cells: ExactCells, changes: JsonObject): JsonObject {
  const as = kinds.find((kind) => kind === changes['kind']);
  return { ...merged(readingOf(cells, as).draft, changes), id: cells.id };
}
