import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../workflows/rule-table/grid.ts';
import { idsOf, type KnownRules } from '../../../workflows/rule-table/known-rules.ts';
import { readTable } from '../../../workflows/rule-table/read-table.ts';
import { ruleSetOf } from '../../../workflows/rule-table/rule-set-of.ts';
import { placesOf } from '../../../workflows/rules/places.ts';
import { rulesOf, type RuleSet } from '../../../workflows/rules/rule-set.ts';
import { department, HEADER, START } from './tables.ts';

const CALLS: Cell[] = ['客户', '回访', '每周回访', '60%', '回访客户', '5 分/个'];
const ORDERS: Cell[] = [null, '成交', '订单增加', '40%', '新订单', '100 分/单'];
const REFERRALS: Cell[] = [null, null, null, null, '转介绍', '300 分/个'];
const LOSSES: Cell[] = [null, null, null, null, '客户流失', '-1000 分/个'];
const REPORTS: Cell[] = ['汇报', '写', '日报', '100%', '每天 22:00 前写日报', '5 分/天'];
const TABLE = [CALLS, ORDERS, REFERRALS, LOSSES, REPORTS];

function imported(rows: Cell[][], known?: KnownRules): RuleSet {
  const options = { start: START, department, ...(known === undefined ? {} : { known }) };
  const result = ruleSetOf(readTable({ name: 'a', grid: [HEADER, ...rows] }, options));
  if (result.faults !== undefined || result.ruleSet === undefined) throw new Error(JSON.stringify(result));
  return result.ruleSet;
}

/** After these rule sets have been published, one after the other. */
function after(...published: RuleSet[]): KnownRules {
  const used = new Set(published.flatMap(idsOf));
  return { published: published.at(-1), isUsed: (id) => used.has(id) };
}

/** The id of each rule, by the key result and its name. */
const named = (ruleSet: RuleSet) =>
  Object.fromEntries(
    placesOf(ruleSet).map(({ rule, place }) => [`${place.keyResult.name}/${rule.name}`, rule.id]),
  );
const first = imported(TABLE);

describe('a table without ids that is imported over the rules that there are', () => {
  it('is the same rule set if it is the same table', () => {
    expect(imported(TABLE, after(first))).toEqual(first);
    expect(imported(TABLE, { draft: first, isUsed: () => false })).toEqual(first);
  });

  it('leaves every rule its id when a row is inserted in the middle', () => {
    const second = imported(
      TABLE.toSpliced(2, 0, [null, null, null, null, '增购', '50 分/单']),
      after(first),
    );
    const { '订单增加/增购': added, ...others } = named(second);
    expect(others).toEqual(named(first));
    expect(idsOf(first)).not.toContain(added);
  });

  it('leaves every part its id when rows are swapped, also those of areas', () => {
    const swapped = imported([REPORTS, CALLS, ORDERS, LOSSES, REFERRALS], after(first));
    expect(named(swapped)).toEqual(named(first));
    expect(idsOf(swapped).toSorted()).toEqual(idsOf(first).toSorted());
  });

  it('leaves a rule its id when its points change, and the criterion after its name', () => {
    const changed: Cell[] = [null, null, null, null, '转介绍：以签单为准', '400 分/个'];
    const second = imported(TABLE.with(2, changed), after(first));
    expect(named(second)).toEqual(named(first));
    expect(rulesOf(second)[2]).toMatchObject({ points: 400, criterion: '以签单为准' });
  });

  it.each([
    ['another name', '推荐客户', '300 分/个'],
    ['another kind', '转介绍', '300 分/天'],
    ['another unit', '转介绍', '300 分/家'],
  ])('makes a rule of %s a new one', (_, criterion, points) => {
    const second = imported(TABLE.with(2, [null, null, null, null, criterion, points]), after(first));
    const ids = rulesOf(second).map(({ id }) => id);
    expect(ids.toSpliced(2, 1)).toEqual(
      rulesOf(first)
        .map(({ id }) => id)
        .toSpliced(2, 1),
    );
    expect(idsOf(first)).not.toContain(ids[2]);
  });

  it('makes an area of another name a new one, with all that is in it', () => {
    const second = imported(TABLE.with(0, CALLS.with(0, '客户维护')), after(first));
    const [area, reports] = second.areas;
    expect(reports).toEqual(first.areas[1]);
    const added = idsOf({ areas: area === undefined ? [] : [area] });
    expect(added.filter((id) => idsOf(first).includes(id))).toEqual([]);
  });

  it('leaves the only rule of a key result its id when it gets a neighbour, and loses it', () => {
    const neighbour: Cell[] = [null, null, null, null, '内容完整、按时', '2 分/次'];
    const second = imported([...TABLE, neighbour], after(first));
    expect(rulesOf(second)[4]).toMatchObject({ id: rulesOf(first)[4]?.id, kind: 'duty' });
    expect(rulesOf(second)[4]?.name).not.toBe(rulesOf(first)[4]?.name);
    expect(named(imported(TABLE, after(first, second)))).toEqual(named(first));
  });

  it('never gives the id of a rule that is gone to another, nor one of another department', () => {
    const without = imported(TABLE.toSpliced(2, 1), after(first));
    const others = after(first, without);
    const known = { ...others, isUsed: (id: string) => others.isUsed(id) || id === 'dep_area_1_r4_2' };
    const again = imported(TABLE, known);
    const [gone] = idsOf(first).filter((id) => !idsOf(without).includes(id));
    expect(gone).toBe('dep_area_1_r3');
    expect(idsOf(again)).not.toContain(gone);
    expect(idsOf(again)).not.toContain('dep_area_1_r4_2');
  });

  it('takes over what only the draft has, but nothing of a draft that was used before or is no id', () => {
    const draft = imported([CALLS, ORDERS, LOSSES, REFERRALS, REPORTS].slice(0, 4));
    const asked = structuredClone(draft);
    const [orders] = asked.areas[0]?.processes[1]?.keyResults ?? [];
    orders?.rules.forEach((rule, index) => (rule.id = ['mine', 'used', 'Not An Id'][index] ?? rule.id));
    const second = imported(TABLE, { draft: asked, isUsed: (id) => id === 'used' });
    expect(named(second)).toMatchObject({ '订单增加/新订单': 'mine' });
    expect(new Set(idsOf(second)).size).toBe(idsOf(second).length);
    expect(idsOf(second)).not.toContain('used');
    expect(idsOf(second)).not.toContain('Not An Id');
  });

  it('follows a rule that was renamed in the draft, by either name', () => {
    const draft = structuredClone(first);
    const [orders] = draft.areas[0]?.processes[1]?.keyResults ?? [];
    orders?.rules.forEach((rule) => (rule.name = rule.name.replace('转介绍', '推荐客户')));
    const known = { ...after(first), draft };
    expect(named(imported(TABLE, known))).toEqual(named(first));
    const both = imported(TABLE.toSpliced(2, 0, [null, null, null, null, '推荐客户', '300 分/个']), known);
    expect(named(both)).toMatchObject(named(first));
    const renamed = imported(TABLE.with(2, REFERRALS.with(4, '推荐客户')), known);
    expect(named(renamed)['订单增加/推荐客户']).toBe(named(first)['订单增加/转介绍']);
  });

  it('keeps what the table brings, and gives it to nothing else', () => {
    const [, , referrals] = rulesOf(first);
    const header = [...HEADER, '编号'];
    const rows = TABLE.map((row, index) => (index === 3 ? [...row, referrals?.id ?? ''] : row));
    const { rows: read } = readTable(
      { name: 'a', grid: [header, ...rows] },
      { start: START, department, known: after(first) },
    );
    const ids = read.map(({ became }) => (became.kind === 'rule' ? became.id : ''));
    expect(ids[3]).toBe(referrals?.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('tables of any rules', () => {
  const rule = fc.record({
    said: fc.constantFrom('增购', '转介绍', '新客户', '好评'),
    unit: fc.constantFrom('个', '单'),
    points: fc.integer({ min: 1, max: 9 }),
  });
  const tables = fc
    .uniqueArray(
      fc.record({
        area: fc.constantFrom('老客户', '新市场', '展会'),
        rules: fc.array(rule, { minLength: 2, maxLength: 6 }),
      }),
      { minLength: 1, selector: ({ area }) => area },
    )
    .map((areas) =>
      areas.flatMap(({ area, rules }) =>
        rules.map(({ said, unit, points }): Cell[] => [
          area,
          '过程',
          '结果',
          '100%',
          said,
          `${points} 分/${unit}`,
        ]),
      ),
    );
  /** What each row says of its rule, without the points, and the id of the rule. */
  const rowsOf = (rows: Cell[][], ruleSet: RuleSet) =>
    rulesOf(ruleSet).map(({ id }, index) => {
      const [area, , , , said, points] = rows[index] ?? [];
      return { id, row: JSON.stringify([area, said, String(points).slice(-1)]) };
    });

  it('that follow one another give each rule an id of its own, and the same to what is the same', () => {
    fc.assert(
      fc.property(tables, tables, (before, now) => {
        const [published, second] = [imported(before), imported(now, after(imported(before)))];
        expect(new Set(idsOf(second)).size).toBe(idsOf(second).length);
        expect(imported(now, after(published, second))).toEqual(second);

        const [earlier, later] = [rowsOf(before, published), rowsOf(now, second)];
        for (const row of new Set(later.map((each) => each.row))) {
          const known = earlier.filter((each) => each.row === row).map(({ id }) => id);
          const ids = later.filter((each) => each.row === row).map(({ id }) => id);
          const kept = ids.filter((id) => idsOf(published).includes(id));
          expect(kept.length).toBe(Math.min(ids.length, known.length));
          expect(known).toEqual(expect.arrayContaining(kept));
        }

        const gone = idsOf(published).filter((id) => !idsOf(second).includes(id));
        const third = imported(before, after(published, second));
        expect(idsOf(third).filter((id) => gone.includes(id))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
