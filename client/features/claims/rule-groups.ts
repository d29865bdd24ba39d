import type { Claimable, Place } from '../../lib/api.ts';
import { ruleText } from '../../lib/rule-text.ts';

export type AreaRules = { area: Place['area']; rules: Claimable[] };

/** Rules by their area, in the order in which they come. */
export function byArea(items: readonly Claimable[]): AreaRules[] {
  const areas = new Map<string, AreaRules>();
  for (const item of items) {
    const { area } = item.place;
    const known = areas.get(area.id);
    if (known === undefined) areas.set(area.id, { area, rules: [item] });
    else known.rules.push(item);
  }
  return [...areas.values()];
}

/** The rules in whose words, or in those of their place, every word of a search is found. */
export function matching(items: readonly Claimable[], search: string): Claimable[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return items.filter(({ rule, place }) => {
    const { area, process, keyResult, department } = place;
    const text = [rule.name, rule.criterion, ruleText(rule), area, process, keyResult, department]
      .map((part) => (typeof part === 'string' ? part : part.name))
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
