import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../server/spreadsheet/csv.ts';
import { readSheet } from '../../../server/spreadsheet/read-sheet.ts';
import { writeXlsx } from '../../../server/spreadsheet/write-xlsx.ts';
import { ruleSetTemplates } from '../../../workflows/catalogue/rules.ts';
import type { Sheet } from '../../../workflows/rule-table/grid.ts';
import { previewSchema } from '../../../workflows/rule-table/preview.ts';
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

function inChinese(department: string): RuleSet {
  const found = catalogue.find(({ id, language }) => id === department && language === 'zh');
  if (found === undefined) throw new RangeError(department);
  return found.ruleSet;
}

const changedRow = (sheet: Sheet, line: number, column: number, value: string): Sheet => ({
  ...sheet,
  grid: sheet.grid.map((row, index) => (index === line ? row.with(column, value) : row)),
});
const POINTS = 5;
const SETTINGS = 7;

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

  it('is the same rule set after it has been an .xlsx or a .csv file', async () => {
    await fc.assert(
      fc.asyncProperty(ruleSets, async (ruleSet) => {
        const sheet = tableOf(ruleSet, 'zh');
        const xlsx = await readSheet(await writeXlsx(sheet), 'a.xlsx');
        const csv = await readSheet(writeCsv(sheet.grid), 'a.csv');
        expect(imported(xlsx, ruleSet)).toEqual({ ruleSet, projects: [] });
        expect(imported(csv, ruleSet)).toEqual({ ruleSet, projects: [] });
      }),
      { numRuns: 40 },
    );
  });

  it('reads like the table that people know', () => {
    const ruleSet = inChinese('sales');
    const rows = tableOf(ruleSet, 'zh').grid.map((row) => row.slice(0, 6));
    expect(rows.slice(0, 5)).toEqual([
      ['关键指标', '关键过程', '关键结果', '权重', '衡量标准', '积分'],
      ['维护老客户', '回访老客户', '每周回访 20 个客户', '20%', '本周回访', '100 分/周'],
      [null, '促成增购与转介绍', '订单增加、有转介绍、客户不流失', '80%', '增购金额', '50 分/千'],
      [null, null, null, null, '转介绍', '300 分/个'],
      [null, null, null, null, '客户流失', '-1000 分/个'],
    ]);
  });

  it('has merged what several rules share', () => {
    const ruleSet = inChinese('sales');
    expect(tableOf(ruleSet, 'zh').merges.slice(0, 4)).toEqual([
      { top: 2, left: 2, bottom: 4, right: 2 },
      { top: 2, left: 3, bottom: 4, right: 3 },
      { top: 2, left: 1, bottom: 4, right: 1 },
      { top: 1, left: 0, bottom: 4, right: 0 },
    ]);
  });

  it('that somebody has changed is the rule set with the change', () => {
    const ruleSet = inChinese('customer_service');
    const sheet = changedRow(tableOf(ruleSet, 'zh'), 1, POINTS, '40 分/天；逾期 -20 分/次');
    expect(imported(sheet, ruleSet)).toMatchObject({
      ruleSet: {
        areas: [
          {
            processes: [
              {
                keyResults: [
                  {
                    rules: [
                      {
                        id: 'replies_of_day',
                        due: { by: 'minutes', minutes: 30 },
                        points: { points: 40 },
                        penalty: { points: -20 },
                      },
                    ],
                  },
                ],
              },
              {},
            ],
          },
          {},
          {},
          {},
        ],
      },
    });
  });

  it.each(['{', '[1]', '{"names":1}'])('with the settings %s says which row cannot be read', (settings) => {
    const ruleSet = inChinese('sales');
    const sheet = changedRow(tableOf(ruleSet, 'zh'), 1, SETTINGS, settings);
    expect(imported(sheet, ruleSet)).toMatchObject({
      faults: [{ path: 'rows.2.1.settings', code: 'settings_unreadable' }],
    });
  });

  it('with settings that make no rule says what is wrong with it', () => {
    const ruleSet = inChinese('sales');
    const sheet = changedRow(tableOf(ruleSet, 'zh'), 1, SETTINGS, '{"cap":1,"__proto__":{"kind":"duty"}}');
    expect(imported(sheet, ruleSet)).toHaveProperty('faults');
  });

  it('with a row twice and a row that is new gives each an id of its own', () => {
    const ruleSet = inChinese('sales');
    const { grid, ...sheet } = tableOf(ruleSet, 'zh');
    const rows = [
      ...grid.slice(0, 5),
      grid[4] ?? [],
      [null, null, null, null, '新订单', '10 分/个'],
      ...grid.slice(5),
    ];
    const { rows: read } = readTable(
      { ...sheet, grid: rows, merges: [] },
      { start: '2026-01-01', department: ruleSet.department },
    );
    expect(read.slice(3, 6).map(({ became }) => became)).toMatchObject([
      { id: 'existing_customer_lost' },
      { id: 'sales_area_1_r5' },
      { id: 'sales_area_1_r6', rule: { name: '新订单', points: 10 } },
    ]);
  });
});

describe('any grid', () => {
  const text = fc.oneof(
    fc.constantFrom(
      '关键指标',
      '关键结果',
      '权重',
      '衡量标准',
      '积分',
      '编号',
      '设置',
      '60%',
      '30 分/天',
      '-50~-100',
    ),
    fc.constantFrom(
      '每月 10 日前',
      '7 月 20 日',
      '2000 分',
      '1 月',
      '30 分钟内',
      'a/b/c/d',
      '{"kind":"sla"}',
      '合计',
      '\u202E结果',
      '\u200B',
      'a\u0007b',
    ),
    fc.string({ unit: 'grapheme' }),
  );
  const cell = fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null));

  it('is read without falling, and the same each time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }),
        fc.boolean(),
        (rows, known) => {
          const header = ['关键指标', '关键过程', '关键结果', '权重', '衡量标准', '积分', '编号', '设置'];
          const sheet = { name: 'a', grid: known ? [header, ...rows] : rows };
          const options = { start: '2026-01-31', department: { id: 'd', name: 'D' } };
          const preview = readTable(sheet, options);
          expect(previewSchema.safeParse(preview).success).toBe(true);
          expect(readTable(sheet, options)).toEqual(preview);
          const result = ruleSetOf(preview);
          if (result.faults === undefined && result.ruleSet !== undefined) {
            expect(imported(tableOf(result.ruleSet, 'zh'), result.ruleSet)).toEqual({
              ruleSet: result.ruleSet,
              projects: [],
            });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
