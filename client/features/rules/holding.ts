import { placesOf } from '../../../workflows/rules/places.ts';
import type { RuleSet } from '../../../workflows/rules/rule-set.ts';
import { followsFrom } from '../../../workflows/rules/versions.ts';
import type { RuleSetView } from '../../lib/api.ts';

/**
 * From which day each rule would be as the draft has it, if it were published on a day of the company: where a
 * period of both begins, and not before what it follows. Rules that stay as they are, are left out.
 */
export function daysOfHolding(
  newest: RuleSetView | undefined,
  draft: RuleSet,
  today: string,
): Map<string, string> {
  const before = new Map(newest === undefined ? [] : placesOf(newest.ruleSet).map((at) => [at.rule.id, at]));
  const since = new Map(newest?.rules.map(({ id, from }) => [id, from]));
  const after = new Map(placesOf(draft).map((at) => [at.rule.id, at]));
  const days = new Map<string, string>();
  for (const id of new Set([...after.keys(), ...before.keys()])) {
    const [was, is] = [before.get(id), after.get(id)];
    const same =
      JSON.stringify(was?.rule) === JSON.stringify(is?.rule) &&
      was?.place.area.id === is?.place.area.id &&
      was?.place.keyResult.id === is?.place.keyResult.id;
    if (same) continue;
    const from = since.get(id);
    const last = from === undefined ? undefined : { rule: was?.rule, from };
    days.set(id, followsFrom(last, is?.rule, today));
  }
  return days;
}
