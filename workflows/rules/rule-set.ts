import { z } from 'zod';
import { FULL_WEIGHT, sumOfWeights } from '../points.ts';
import { fault, name, ruleId, whole } from './fields.ts';
import { ruleSchema, type Rule } from './rule.ts';

const id = ruleId.describe('Lower-case letters, digits and _, unique in the rule set');

/** What must come out of a process, how much it weighs in its area, and the rules that give points for it. */
export const keyResultSchema = z.strictObject({
  id,
  name,
  weight: whole
    .min(1)
    .max(FULL_WEIGHT)
    .describe('Hundredths of a percent: 4000 is 40 %; the weights of an area sum to 10000'),
  rules: z.array(ruleSchema).min(1).max(20),
});

export const processSchema = z.strictObject({
  id,
  name,
  keyResults: z.array(keyResultSchema).min(1).max(50),
});
export const areaSchema = z.strictObject({ id, name, processes: z.array(processSchema).min(1).max(50) });

/** As much of a rule set as the rules across its fields need: they hold even where another field is no good. */
const crossing = z.looseObject({
  areas: z.array(
    z.looseObject({
      id: z.string(),
      processes: z.array(
        z.looseObject({
          id: z.string(),
          keyResults: z.array(
            z.looseObject({
              id: z.string(),
              weight: z.number(),
              rules: z.array(z.looseObject({ id: z.string() })),
            }),
          ),
        }),
      ),
    }),
  ),
});
type Crossing = z.output<typeof crossing>;

/**
 * The rules of a department, as a points manager writes them: areas, their processes, what must come out, and the
 * points for it. The weights of an area sum to exactly 100 % (domain: terms). Published ones never change.
 */
export const ruleSetSchema = z
  .strictObject({
    kind: z.literal('rules'),
    department: z.strictObject({ id, name }),
    areas: z.array(areaSchema).min(1).max(50),
  })
  .superRefine(
    (ruleSet, report) => {
      ruleSet.areas.forEach((area, index) => {
        const weights = area.processes.flatMap(({ keyResults }) => keyResults.map(({ weight }) => weight));
        const sum = sumOfWeights(weights);
        if (sum !== FULL_WEIGHT) {
          fault(report, 'area_weights_do_not_sum', ['areas', index], { sum: sum / 100, area: area.name });
        }
      });
      const seen = new Set<string>();
      for (const { id, path } of idsOf(ruleSet)) {
        if (seen.has(id)) fault(report, 'duplicate_id', path, { id });
        seen.add(id);
      }
    },
    { when: ({ value }: { value: unknown }) => crossing.safeParse(value).success },
  );
export type RuleSet = z.output<typeof ruleSetSchema>;
export type RuleSetInput = z.input<typeof ruleSetSchema>;

type Path = (string | number)[];

/** Every id with its path, in the order of the table; one id names one thing, whatever that is. */
function idsOf(ruleSet: Crossing): { id: string; path: Path }[] {
  return ruleSet.areas.flatMap((area, a) => [
    { id: area.id, path: ['areas', a, 'id'] },
    ...area.processes.flatMap((process, p) => [
      { id: process.id, path: ['areas', a, 'processes', p, 'id'] },
      ...process.keyResults.flatMap((keyResult, k) => {
        const path: Path = ['areas', a, 'processes', p, 'keyResults', k];
        const rules = keyResult.rules.map(({ id }, r) => ({ id, path: [...path, 'rules', r, 'id'] }));
        return [{ id: keyResult.id, path: [...path, 'id'] }, ...rules];
      }),
    ]),
  ]);
}

/** Every rule of a rule set, in the order of the table. */
export function rulesOf(ruleSet: RuleSet): Rule[] {
  return ruleSet.areas.flatMap((area) =>
    area.processes.flatMap((process) => process.keyResults.flatMap((keyResult) => keyResult.rules)),
  );
}
