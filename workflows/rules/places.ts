import type { Rule } from './rule.ts';
import type { RuleSet } from './rule-set.ts';

type Named = { id: string; name: string };

/** Where a rule lies in the table of its department. */
export type RulePlace = {
  department: Named;
  area: Named;
  process: Named;
  /** Its weight is in hundredths of a percent. */
  keyResult: Named & { weight: number };
};

const named = ({ id, name }: Named): Named => ({ id, name });

/** Every rule of a rule set with its place, in the order of the table. */
export function placesOf(ruleSet: RuleSet): { rule: Rule; place: RulePlace }[] {
  const department = named(ruleSet.department);
  return ruleSet.areas.flatMap((area) =>
    area.processes.flatMap((process) =>
      process.keyResults.flatMap((keyResult) => {
        const { weight } = keyResult;
        const place = {
          department,
          area: named(area),
          process: named(process),
          keyResult: { ...named(keyResult), weight },
        };
        return keyResult.rules.map((rule) => ({ rule, place }));
      }),
    ),
  );
}
