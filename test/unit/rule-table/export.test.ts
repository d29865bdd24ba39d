import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleSetTemplates } from '../../../workflows/catalogue/rules.ts';
import type { Sheet } from '../../../workflows/rule-table/grid.ts';
import { ruleSetOf } from '../../../workflows/rule-table/rule-set-of.ts';
import { readTable } from '../../../workflows/rule-table/read-table.ts';
import { tableOf } from '../../../workflows/rule-table/table-of.ts';
import { ruleSetSchema, type RuleSet } from '../../../workflows/rules/rule-set.ts';
import { ruleSets } from './rule-sets.ts';

const imported = (sheet: Sheet, { department }: RuleSet, start = '2031-03-05') =>
  ruleSetOf(readTable(sheet, { start, department }));
const catalogue = (['zh', 'en'] as const).flatMap((language) =>
  ruleSetTemplates.map(({ id, ruleSet }) => ({
    id,
    language,
    ruleSet: ruleSetSchema.parse(ruleSet('2026-01-01', language)),
  })),
);

describe('an exported table', () => {
  it.each(catalogue)(
    'of $id in $language is the same rule set when it is imported',
    ({ ruleSet, language }) => {
      expect(imported(tableOf(ruleSet, language), ruleSet)).toEqual({ ruleSet, projects: [] });
    },
  );

  it('is the same rule set to the letter, whatever the schemas allow', () => {
    fc.assert(
      fc.property(ruleSets, fc.constantFrom('zh' as const, 'en' as const), (ruleSet, language) => {
        expect(imported(tableOf(ruleSet, language), ruleSet)).toEqual({ ruleSet, projects: [] });
      }),
      { numRuns: 300 },
    );
  });
});
