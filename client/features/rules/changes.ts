import type { RuleComparison } from '../../lib/api.ts';
import { money, number, percent, t } from '../../lib/messages.ts';
import { weekdayName } from '../../lib/rule-text.ts';
import { choices, fieldNames, levelName, levels } from './vocabulary.ts';

export type Change = RuleComparison['changes'][number];
type Value = Change['fields'][number]['from'];

const MONEY = new Set(['step', 'goal.fen']);
const PLACES = new Set(['area', 'process', 'keyResult']);

/** What a changed field is called; one that has no name of ours keeps its own. */
export function fieldName(field: string): string {
  const [first, second, third] = field.split('.');
  const level = levels.find((one) => first === 'levels' && one === second);
  if (level !== undefined) {
    return `${levelName(level)} · ${third === 'min' ? t('rules.lowest') : t('rules.highest')}`;
  }
  return fieldNames[field]?.() ?? field;
}

/** A value of a changed field as people write it; `names` knows what things are called by their ids. */
export function fieldValue(field: string, value: Value, names: ReadonlyMap<string, string>): string {
  if (value === null || value === '') return t('rules.nothing');
  if (Array.isArray(value)) {
    return value.length === 0 ? t('rules.nothing') : value.join(t('rules.list_comma'));
  }
  if (typeof value === 'number') return figure(field, value);
  const text = String(value);
  if (PLACES.has(field)) return names.get(text) ?? text;
  return choices[field]?.[text]?.() ?? text.replace('T', ' ');
}

function figure(field: string, value: number): string {
  if (field === 'weight') return percent(value);
  if (field === 'due.weekday') return weekdayName(value);
  return MONEY.has(field) ? money(value) : number(value).replace('-', '−');
}

/** Where something lies, or lay: 产品采购 › 客户订单及时、准确发货. */
export function placeOf({ area, keyResult }: Change): string {
  return [area, keyResult].flatMap((place) => (place === null ? [] : [place.name])).join(' › ');
}

type Named = { id: string; name: string };
type Table = {
  areas: readonly (Named & { processes: readonly (Named & { keyResults: readonly Named[] })[] })[];
};

/** What is called how: in the table before, and by what has changed since. */
export function namesIn(before: Table | undefined, changes: readonly Change[]): Map<string, string> {
  const things = (before?.areas ?? []).flatMap((area) => [
    area,
    ...area.processes.flatMap((process) => [process, ...process.keyResults]),
  ]);
  return new Map([...changes, ...things].map(({ id, name }) => [id, name]));
}
