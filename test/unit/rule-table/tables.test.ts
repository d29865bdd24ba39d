import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../workflows/rule-table/grid.ts';
import { previewSchema } from '../../../workflows/rule-table/preview.ts';
import { readTable } from '../../../workflows/rule-table/read-table.ts';
import { ruleSetOf } from '../../../workflows/rule-table/rule-set-of.ts';
import { department, HEADER, kindsIn, openIn, previewOf, previewOfFile, START } from './tables.ts';

const REPORT: Cell[] = ['汇报', '写日报', '日报', '100%', '每天 22:00 前', '5 分/天'];
const rulesIn = (preview: Awaited<ReturnType<typeof previewOf>>) =>
  preview.rows.flatMap(({ became }) => (became.kind === 'rule' ? [became.rule] : []));

describe('a table as companies write it', () => {
  it('of purchasing and warehouse becomes its rules, with nothing left to ask', async () => {
    const preview = await previewOfFile('purchasing.csv');
    expect(kindsIn(preview)).toEqual([
      '4 sla',
      '4 count',
      '5 duty',
      '6 count',
      '7 duty',
      '8 duty',
      '8 count',
      '9 duty',
      '9 count',
      '10 duty',
      '11 duty',
      '12 count',
      '13 duty',
      '14 count',
      '15 none',
    ]);
    expect(openIn(preview)).toEqual([]);
    expect(rulesIn(preview)[0]).toMatchObject({
      due: { by: 'cutoff', until: '16:30', nextDayBy: '12:00', wholeNextDay: ['标签产品'] },
      points: { per: 'day', points: 30, when: 'all_in_time' },
    });
    expect(preview.areas.map(({ name, sum }) => [name, sum])).toEqual([
      ['产品采购', 10_000],
      ['仓库管理', 10_000],
      ['供应商', 10_000],
    ]);
  });

  it.each(['sales.csv', 'sales-gb18030.csv'])(
    'of sales in %s asks over which time two targets are meant',
    async (file) => {
      const preview = await previewOfFile(file);
      expect(kindsIn(preview)).toEqual([
        '2 proportional',
        '3 amount',
        '4 count',
        '5 count',
        '6 duty',
        '7 duty',
        '8 duty',
        '9 open count',
        '10 open target',
        '11 duty',
        '12 target',
        '13 duty',
        '14 duty',
        '15 duty',
      ]);
      expect(openIn(preview)).toEqual(['l9p1.period', 'l10p1.period']);
      const answered = await previewOfFile(file, { 'l9p1.period': 'month', 'l10p1.period': 'month' });
      expect(openIn(answered)).toEqual([]);
      expect(rulesIn(answered)[8]).toMatchObject({
        goal: { of: 'money', fen: 38_000_000 },
        period: { every: 'month' },
      });
      expect(ruleSetOf(answered)).toMatchObject({ ruleSet: { department: { id: 'dep' } }, projects: [] });
    },
  );

  it('of customer service has its penalties in their rules, and its project as a project', async () => {
    const preview = await previewOfFile('service.csv');
    expect(kindsIn(preview)).toEqual([
      '2 sla',
      '3 none',
      '4 count',
      '5 count',
      '6 sla',
      '6 none',
      '7 sla',
      '7 none',
      '8 count',
      '9 amount',
      '10 count',
      '11 count',
      '12 severity',
      '13 milestone',
      '14 milestone',
      '15 milestone',
    ]);
    expect(openIn(preview)).toEqual([]);
    expect(rulesIn(preview)[0]).toMatchObject({
      points: { per: 'day', points: 30, when: 'all_done' },
      penalty: { per: 'breach', points: -10 },
    });
    expect(rulesIn(preview)[3]).toMatchObject({
      due: { by: 'date', date: '2026-07-20' },
      points: { per: 'item', points: 500 },
      penalty: { per: 'day_late', points: -50 },
    });
    expect(ruleSetOf(preview)).toMatchObject({
      projects: [
        {
          title: '导入积分管理',
          points: 2000,
          milestones: [
            { weight: 4000, due: '2026-01-31' },
            { weight: 3000, due: '2026-05-31', criterion: { target: { atLeast: 5, unit: '个部门' } } },
            { weight: 3000, due: '2026-06-30' },
          ],
        },
      ],
    });
  });

  it('in English, with semicolons and the columns in another order, is the same', async () => {
    const preview = await previewOfFile('english.csv');
    expect(kindsIn(preview)).toEqual([
      '3 duty',
      '4 duty',
      '5 duty',
      '6 sla',
      '7 none',
      '8 count',
      '9 severity',
    ]);
    expect(openIn(preview)).toEqual([]);
    expect(rulesIn(preview)[0]).toMatchObject({ due: { every: 'week', weekday: 5, by: '22:00' } });
  });

  it('is a preview that the schema of the API carries', async () => {
    const preview = await previewOfFile('service.csv');
    expect(previewSchema.parse(JSON.parse(JSON.stringify(preview)))).toEqual(preview);
  });

  it('reads the same again', async () => {
    expect(await previewOfFile('sales.csv')).toEqual(await previewOfFile('sales.csv'));
  });
});

describe('the form of a table', () => {
  it('can have a header of two lines', async () => {
    const preview = await previewOf([
      ['积分制管理表', null, null, null, null, null],
      ['关键指标', '关键过程', '关键', null, '考核', null],
      [null, null, '结果', '权重', '衡量标准', '积分'],
      REPORT,
    ]);
    expect(kindsIn(preview)).toEqual(['4 duty']);
    expect(preview.rows[0]).toMatchObject({ area: '汇报', weight: 10_000, certainty: 'sure' });
  });

  it('can have merged cells, also points for several lines of a criterion', async () => {
    const preview = await previewOf(
      [
        HEADER,
        ['汇报', '写', '日报', '100%', '每天 22:00 前', '5 分/天'],
        [null, null, null, null, '内容完整', null],
        ['仓库', '盘点', '账实相符', '100%', '每月盘点', '50 分/月'],
      ],
      [
        { top: 1, left: 0, bottom: 2, right: 0 },
        { top: 1, left: 5, bottom: 2, right: 5 },
      ],
    );
    expect(kindsIn(preview)).toEqual(['2 duty', '4 duty']);
    expect(rulesIn(preview)[0]).toMatchObject({ criterion: '每天 22:00 前\n内容完整' });
  });

  it('begins everything anew with a new area', async () => {
    const preview = await previewOf([
      HEADER,
      REPORT,
      ['仓库', null, '账实相符', '100%', '每月盘点', '50 分/月'],
    ]);
    expect(preview.rows[1]).toMatchObject({ area: '仓库', process: '仓库', keyResult: '账实相符' });
  });

  it.each([
    ['60%', '40%'],
    ['60', '40'],
    [60, 40],
    [0.6, 0.4],
    ['６０％', '４０％'],
    ['6 0 %', '40.00%'],
  ])('can have weights as %j and %j', async (first, second) => {
    const preview = await previewOf([
      HEADER,
      ['汇报', '写', '日报', first, '每天', '5 分/天'],
      [null, null, '周报', second, '每周', '5 分/周'],
    ]);
    expect(preview.rows.map(({ weight }) => weight)).toEqual([6000, 4000]);
    expect(openIn(preview)).toEqual([]);
  });

  it('can have full-width digits and punctuation, sums, notes and titles on every page', async () => {
    const preview = await previewOf([
      HEADER,
      ['汇报', '写', '日报', '１００％', '每天 ２２：００ 前', '５分／天；漏报－１０分／次'],
      HEADER,
      ['合计', null, null, '100%', null, null],
      ['备注：以上积分按月公布', null, null, null, null, null],
    ]);
    expect(kindsIn(preview)).toEqual(['2 duty', '2 count', '4 none', '5 none']);
    expect(rulesIn(preview)).toMatchObject([
      { points: 5, due: { every: 'day', by: '22:00' } },
      { points: -10, name: '漏报' },
    ]);
  });

  it('keeps ids that the table brings, and makes those that are missing', async () => {
    const preview = await previewOf([
      [...HEADER, '编号'],
      [...REPORT, 'daily_report'],
      [null, null, '周报', null, '每周', '5 分/周', '2'],
    ]);
    expect(preview.rows.map(({ became }) => (became.kind === 'rule' ? became.id : ''))).toEqual([
      'daily_report',
      'dep_area_1_r2',
    ]);
  });
});

describe('what is missing is asked', () => {
  it('weights that do not sum to 100 %, with what would do', async () => {
    const rows: Cell[][] = [
      HEADER,
      ['汇报', '写', '日报', '50%', '每天', '5 分/天'],
      [null, null, '周报', '40%', '每周', '5 分/周'],
    ];
    const preview = await previewOf(rows);
    expect(preview.areas[0]).toMatchObject({
      sum: 9000,
      faults: [{ path: 'areas.1', code: 'area_weights_do_not_sum', params: { sum: 90 } }],
      questions: [
        { id: 'a1k1.weight', suggested: 5556, params: { keyResult: '日报', written: 5000 } },
        { id: 'a1k2.weight', suggested: 4444 },
      ],
    });
    expect(ruleSetOf(preview)).toMatchObject({ faults: [{ code: 'area_weights_do_not_sum' }] });
    const answered = await previewOf(rows, [], { 'a1k1.weight': 6000 });
    expect(answered.areas[0]).toMatchObject({ sum: 10_000, faults: [] });
    expect(ruleSetOf(answered)).toHaveProperty('ruleSet');
  });

  it('a weight that is not there', async () => {
    const preview = await previewOf([
      HEADER,
      ['汇报', '写', '日报', '60%', '每天', '5 分/天'],
      [null, null, '周报', null, '每周', '5 分/周'],
    ]);
    expect(preview.areas[0]?.questions).toMatchObject([
      { id: 'a1k1.weight', needed: false },
      { id: 'a1k2.weight', needed: true, suggested: 4000 },
    ]);
    expect(preview.areas[0]?.faults).toEqual([
      { path: 'areas.1', code: 'area_weight_missing', params: { sum: 60, area: '汇报' } },
    ]);
  });

  it('points that are not there, and points in a notation that nobody knows', async () => {
    const rows: Cell[][] = [
      HEADER,
      ['汇报', '写', '日报', '50%', '每天 22:00 前', null],
      [null, null, '周报', '50%', '每周', '看情况'],
    ];
    const preview = await previewOf(rows);
    expect(openIn(preview)).toEqual(['l2p1.points', 'l3p1.points']);
    expect(ruleSetOf(preview)).toMatchObject({
      faults: [{ code: 'not_answered' }, { code: 'not_answered' }],
    });
    const answered = await previewOf(rows, [], { 'l2p1.points': 5, 'l3p1.points': 10 });
    expect(rulesIn(answered)).toMatchObject([
      { kind: 'duty', points: 5, due: { every: 'day', by: '22:00' } },
      { kind: 'duty', points: 10, due: { every: 'week' } },
    ]);
  });

  it('which kind is meant, and what that kind needs', async () => {
    const rows: Cell[][] = [HEADER, ['服务', '答复', '客户满意', '100%', '服务好', '100']];
    expect(openIn(await previewOf(rows))).toEqual(['l2p1.kind']);
    const asDuty = await previewOf(rows, [], { 'l2p1.kind': 'duty' });
    expect(openIn(asDuty)).toEqual(['l2p1.duty_every']);
    const asTimed = await previewOf(rows, [], {
      'l2p1.kind': 'sla',
      'l2p1.due_by': 'cutoff',
      'l2p1.due_until': '16:30',
    });
    expect(openIn(asTimed)).toEqual(['l2p1.next_day_by']);
    const left = await previewOf(rows, [], { 'l2p1.kind': 'none' });
    expect(kindsIn(left)).toEqual(['2 none']);
  });

  it('anew, if an answer is none', async () => {
    const rows: Cell[][] = [HEADER, ['服务', '答复', '客户满意', '100%', '服务好', '100']];
    const preview = await previewOf(rows, [], { 'l2p1.kind': 'anything' });
    expect(preview.rows[0]?.questions[0]).toMatchObject({ fault: 'not_an_answer', given: 'anything' });
    expect(preview.open).toBe(1);
  });

  it('whether points at every stage are a project or rules', async () => {
    const rows: Cell[][] = [
      HEADER,
      ['系统上线', '选型', '1 月完成选型', '40%', '报告通过', 800],
      [null, '上线', '5 月上线', '60%', '全员使用', 1200],
    ];
    expect(openIn(await previewOf(rows))).toContain('a1.area_form');
    const project = await previewOf(rows, [], { 'a1.area_form': 'project' });
    expect(ruleSetOf(project)).toMatchObject({ ruleSet: undefined, projects: [{ points: 2000 }] });
  });

  it('when a stage is due that names no date', async () => {
    const rows: Cell[][] = [
      HEADER,
      ['系统上线', '选型', '1 月完成选型', '40%', '报告通过', '2000 分'],
      [null, '上线', '5 月上线', '30%', '全员使用', null],
      [null, '验收', '验收', '30%', '领导验收', null],
    ];
    expect(openIn(await previewOf(rows))).toEqual(['l4p1.due_date']);
    const answered = await previewOf(rows, [], { 'l4p1.due_date': '2026-06-15' });
    expect(ruleSetOf(answered)).toMatchObject({
      projects: [{ milestones: [{}, {}, { due: '2026-06-15' }] }],
    });
  });

  it('but a rule that cannot run is a fault of its row', async () => {
    const preview = await previewOf([HEADER, ['汇报', '写', '日报', '100%', '每天', '20000000 分/天']]);
    expect(preview.rows[0]?.faults).toEqual([
      { path: 'rows.2.1.points', code: 'too_big', params: { limit: '10000000' } },
    ]);
  });

  it.each([
    ['area', ['\u202E汇报', '写', '日报', '100%', '每天', '5 分/天'], 'harmful_characters'],
    ['process', ['汇报', '\u200B', '日报', '100%', '每天', '5 分/天'], 'invisible_text'],
    [
      'keyResult',
      ['汇报', '写', '日\u0007报', '100%', '每天：完整', '5 分/天；-1 分/次'],
      'harmful_characters',
    ],
    ['criterion', ['汇报', '写', '日报', '100%', '每天\u2066', '5 分/天'], 'harmful_characters'],
    ['name', ['客户', '回访', '回访', '100%', '\u202E甲；乙', '5 分/个；6 分/个'], 'harmful_characters'],
    ['unit', ['客户', '回访', '回访', '100%', '回访客户', '5 分/\u202E个'], 'harmful_characters'],
  ])('a text of its %s that cannot be shown is a fault of the row', (field, row, code) => {
    const preview = readTable({ name: 'a', grid: [HEADER, row] }, { start: START, department });
    expect(preview.rows[0]?.faults).toContainEqual({ path: `rows.2.1.${field}`, code, params: { code } });
    expect(ruleSetOf(preview)).toHaveProperty('faults');
  });

  it('names a name that cannot be shown once, where it begins', () => {
    const rows = [REPORT.with(0, '\u202E汇报'), [null, null, null, null, '周报', '5 分/周']];
    const preview = readTable({ name: 'a', grid: [HEADER, ...rows] }, { start: START, department });
    expect(preview.rows.map(({ faults }) => faults.map(({ path }) => path))).toEqual([['rows.2.1.area'], []]);
  });
});
