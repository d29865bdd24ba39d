import { describe, expect, it } from 'vitest';
import { ruleSetTemplates } from '../../../workflows/catalogue/rules.ts';
import { compareRuleSets, type RuleSetChange } from '../../../workflows/rules/compare.ts';
import { ruleSetDraftSchema, type RuleSetDraft } from '../../../workflows/rules/draft.ts';
import { ruleSetSchema } from '../../../workflows/rules/rule-set.ts';

const duty = (id: string, changes: object = {}) => ({
  kind: 'duty',
  id,
  name: id,
  due: { every: 'week', weekday: 5, by: '22:00' },
  points: 5,
  ...changes,
});
const keyResult = (id: string, weight: number, rules: object[]) => ({ id, name: id, weight, rules });
const area = (id: string, keyResults: object[]) => ({
  id,
  name: id,
  processes: [{ id: `${id}_process`, name: `${id}_process`, keyResults }],
});
const ruleSet = (areas: object[], name = 'Sales'): RuleSetDraft =>
  ruleSetDraftSchema.parse({ kind: 'rules', department: { id: 'sales', name }, areas });

const before = ruleSet([
  area('reporting', [keyResult('week', 6000, [duty('summary')]), keyResult('day', 4000, [duty('report')])]),
  area('calls', [keyResult('made', 10_000, [duty('called')])]),
]);

/** A change in a line: what, id, what became of it, and each field with its values. */
function lines(changes: readonly RuleSetChange[]): string[] {
  return changes.map(({ what, id, change, fields }) => {
    const values = fields.map(
      ({ field, from, to }) => ` ${field} ${JSON.stringify(from)}→${JSON.stringify(to)}`,
    );
    return `${what} ${id} ${change}${values.join('')}`;
  });
}
const comparedTo = (areas: object[], name?: string) => lines(compareRuleSets(before, ruleSet(areas, name)));

describe('comparing rule sets', () => {
  it('finds nothing between one and itself', () => {
    expect(compareRuleSets(before, before)).toEqual([]);
    for (const { ruleSet: template } of ruleSetTemplates) {
      const set = ruleSetSchema.parse(template('2026-01-01', 'zh'));
      expect(compareRuleSets(set, ruleSetDraftSchema.parse(set))).toEqual([]);
    }
  });

  it('names the fields that changed, down to the last one', () => {
    expect(
      comparedTo(
        [
          area('reporting', [
            keyResult('week', 7000, [
              duty('summary', {
                points: 8,
                due: { every: 'week', weekday: 4, by: '22:00', onDayOff: 'same' },
              }),
            ]),
            keyResult('day', 3000, [duty('report')]),
          ]),
          { ...area('calls', [keyResult('made', 10_000, [duty('called')])]), name: 'Calls' },
        ],
        'Selling',
      ),
    ).toEqual([
      'department sales changed name "Sales"→"Selling"',
      'keyResult week changed weight 6000→7000',
      'rule summary changed due.weekday 5→4 due.onDayOff null→"same" points 5→8',
      'keyResult day changed weight 4000→3000',
      'area calls changed name "calls"→"Calls"',
    ]);
  });

  it('lists what is new where it stands, and what is gone at the end, with where it lay', () => {
    const changes = compareRuleSets(
      before,
      ruleSet([area('reporting', [keyResult('week', 10_000, [duty('summary'), duty('minutes')])])]),
    );

    expect(lines(changes)).toEqual([
      'keyResult week changed weight 6000→10000',
      'rule minutes added',
      'keyResult day removed',
      'rule report removed',
      'area calls removed',
      'process calls_process removed',
      'keyResult made removed',
      'rule called removed',
    ]);
    expect(changes.at(-1)).toMatchObject({
      name: 'called',
      area: { id: 'calls', name: 'calls' },
      keyResult: { id: 'made', name: 'made' },
    });
  });

  it('says of what has moved where it lay', () => {
    expect(
      comparedTo([
        area('reporting', [
          keyResult('week', 6000, [duty('summary'), duty('report')]),
          keyResult('day', 4000, [duty('called')]),
        ]),
        area('calls', [keyResult('made', 10_000, [duty('visited')])]),
      ]),
    ).toEqual([
      'rule report changed keyResult "day"→"week"',
      'rule called changed keyResult "made"→"day"',
      'rule visited added',
    ]);
  });

  it('takes no notice of what is left out and meant anyway, nor of the order of the table', () => {
    expect(
      comparedTo([
        area('calls', [keyResult('made', 10_000, [duty('called', { missed: 0, days: 'working' })])]),
        area('reporting', [
          keyResult('day', 4000, [duty('report')]),
          keyResult('week', 6000, [duty('summary', { criterion: '', name: ' summary ' })]),
        ]),
      ]),
    ).toEqual([]);
  });

  it('takes a draft that is not valid yet', () => {
    expect(
      comparedTo([
        area('reporting', [
          { id: 'week', name: 'week', weight: null, rules: [{ id: 'summary', name: '' }] },
          keyResult('day', 4000, [duty('report', { due: { every: 'month', day: 31 }, levels: ['a', 'b'] })]),
        ]),
        area('calls', [keyResult('made', 10_000, [duty('called')])]),
      ]),
    ).toEqual([
      'keyResult week changed weight 6000→null',
      'rule summary changed name "summary"→"" kind "duty"→null criterion ""→null acceptance "reviewed"→null ' +
        'days "working"→null due.every "week"→null due.weekday 5→null due.by "22:00"→null points 5→null ' +
        'missed 0→null',
      'rule report changed due.every "week"→"month" due.day null→31 levels null→["a","b"] criterion ""→null ' +
        'acceptance "reviewed"→null days "working"→null due.weekday 5→null due.by "22:00"→null missed 0→null',
    ]);
  });
});

describe('a draft', () => {
  it.each([
    { what: 'deeper than rules are', rule: { id: 'a', name: 'a', due: { a: { b: { c: 1 } } } } },
    { what: 'with a field that no rule can have', rule: { id: 'a', name: 'a', 'a.b': 1 } },
    { what: 'with a field that the database would act on', rule: { id: 'a', name: 'a', $set: 1 } },
    { what: 'without an id', rule: { name: 'a' } },
    { what: 'with a text of 4,001 characters', rule: { id: 'a', name: 'a', criterion: 'x'.repeat(4001) } },
  ])('$what is no draft', ({ rule }) => {
    const set = { kind: 'rules', department: { id: 'sales', name: 'Sales' } };
    expect(
      ruleSetDraftSchema.safeParse({ ...set, areas: [area('a', [keyResult('k', 1, [rule])])] }).success,
    ).toBe(false);
  });
});
