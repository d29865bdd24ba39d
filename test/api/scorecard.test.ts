import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryListSchema } from '../../server/contract/ledger.ts';
import { scorecardSchema, type ScorecardView } from '../../server/contract/scorecard.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import { plantStaffing } from '../../server/store/change-staffing.ts';
import { rollUp } from '../../server/store/roll-up.ts';
import type { Move } from '../../server/store/totals.ts';
import { idOf, startService, type Service } from './service.ts';
import { problemIn, refusal, type Answer, type Visitor } from './visitor.ts';

const REPORTS = { id: 'p'.repeat(24), name: '汇报', areas: ['reporting'] };
const BUYER = { id: 'q'.repeat(24), name: '采购', areas: ['purchasing'] };
const WHOLE_YEAR = 'from=2026-01&to=2026-12';

let service: Service;
let li: Visitor;
let wu: Visitor;
let qian: Visitor;

beforeAll(async () => {
  service = await startService();
  const { database, clock } = service;
  await publishCatalogue(database, { now: clock.now().toISOString(), timeZone: 'Asia/Shanghai' });
  const assigned = (account: string, position: string, from: string, to: string | null = null) => ({
    _id: `${account}/${position}`,
    person: idOf(account),
    position,
    from,
    to,
  });
  await plantStaffing(database, {
    positions: [REPORTS, BUYER].map(({ id, ...position }) => ({ _id: id, ...position })),
    assignments: [
      assigned('wu', REPORTS.id, '2026-01-01'),
      assigned('wu', BUYER.id, '2025-01-01', '2026-01-15'),
      assigned('zheng', REPORTS.id, '2026-01-01'),
    ],
  });
  await commit(
    move('wu', 'reporting_weekly_summary', { points: 20, entries: 4, reached: 4, target: 5 }),
    move('wu', 'reporting_daily_report', { points: 25, entries: 5, reached: 5, target: 10 }),
    move('wu', 'reporting_daily_report', {
      month: '2026-02',
      points: 25,
      entries: 5,
      reached: 5,
      target: 10,
    }),
    move('wu', 'existing_referral', { points: 600, entries: 2 }),
    move('wu', 'long_gone', { points: -10, entries: 1 }),
    move('wu', null, { points: 800, entries: 1 }),
    move('zheng', 'reporting_daily_report', { points: 50, entries: 10, reached: 10, target: 10 }),
    move('feng', 'reporting_daily_report', { points: 5, entries: 1, reached: 1, target: 10 }),
  );
  li = await service.as('li');
  wu = await service.as('wu');
  qian = await service.as('qian');
});
afterAll(() => service.close());

const nothing = { points: 0, entries: 0, reached: 0, target: 0 };
const move = (account: string, rule: string | null, changes: Partial<Move>): Move => ({
  person: idOf(account),
  rule,
  month: '2026-01',
  ...nothing,
  ...changes,
});

/** Half of it rolled up, the other half as it was left by the commit. */
async function commit(...moves: Move[]): Promise<void> {
  const { movements, ledger } = service.database;
  await movements.insertMany(moves.map((each, index) => ({ _id: `m${index}`, moves: [each] })));
  await rollUp(service.database, Math.floor(moves.length / 2));
  await ledger.insertMany(
    moves.flatMap(({ person, rule, month, points, entries }, index) =>
      Array.from({ length: entries }, (_, n) => ({
        _id: `e${index}/${n}`,
        person,
        points: points / entries,
        day: `${month}-${String(n + 10)}`,
        kind: 'award' as const,
        instance: 'f'.repeat(24),
        milestone: null,
        rule,
        reason: null,
        facts: [],
        definition: 'd',
        seq: 1,
        decidedBy: idOf('wang'),
        at: `2026-03-01T00:00:00.0${index}${n}Z`,
        reversalOf: null,
      })),
    ),
  );
}

async function scorecard(visitor: Visitor, query: string): Promise<ScorecardView> {
  const answer = await visitor.get(`/scorecard?${query}`);
  expect(answer.status).toBe(200);
  return scorecardSchema.parse(answer.body);
}

function rulesIn({ areas }: ScorecardView) {
  return areas.flatMap(({ processes }) =>
    processes.flatMap(({ keyResults }) => keyResults.flatMap(({ rules }) => rules)),
  );
}

function ruleIn(card: ScorecardView, id: string) {
  return rulesIn(card).find(({ rule }) => rule.id === id);
}

const faults = (answer: Answer) =>
  (problemIn(answer).faults ?? []).map(({ path, code }) => `${path} ${code}`);

describe('the scorecard of a person', () => {
  it('has what each rule came to, up to the attainment of its area, re-scaled to what has a target', async () => {
    const card = await scorecard(wu, 'from=2026-01&to=2026-02');
    expect(card.of).toEqual({
      type: 'person',
      person: { id: idOf('wu'), name: '吴凯' },
      department: '大客户组',
    });
    expect(ruleIn(card, 'reporting_daily_report')).toMatchObject({
      points: 50,
      entries: 10,
      reached: 10,
      target: 20,
      attainment: 0.5,
    });
    expect(ruleIn(card, 'reporting_monthly_summary')).toMatchObject({ ...nothing, attainment: null });
    const reporting = card.areas.find(({ id }) => id === 'reporting');
    expect(reporting).toMatchObject({ points: 70, entries: 14, department: '销售' });
    expect(reporting?.attainment).toBeCloseTo((0.3 * 0.8 + 0.5 * 0.5) / 0.8, 10);
    expect(card.attainment).toBeCloseTo(reporting?.attainment ?? 0, 10);
  });

  it('has the areas of the positions of those months, and of others only what came to something', async () => {
    const areas = async (months: string) => (await scorecard(wu, months)).areas.map(({ id }) => id);
    expect(await areas('from=2026-01&to=2026-01')).toEqual(['purchasing', 'existing_customers', 'reporting']);
    expect(await areas('from=2026-02&to=2026-02')).toEqual(['reporting']);
    expect(await areas('from=2025-11&to=2025-12')).toEqual(['purchasing']);
    const customers = (await scorecard(wu, WHOLE_YEAR)).areas.find(({ id }) => id === 'existing_customers');
    expect(customers?.processes.map(({ id }) => id)).toEqual(['existing_growth']);
    expect(customers).toMatchObject({ points: 600, attainment: null });
  });

  it('names projects and rules that are gone apart, and sums everything', async () => {
    const card = await scorecard(wu, WHOLE_YEAR);
    expect(card.projects).toEqual({ points: 800, entries: 1 });
    expect(card.retired).toEqual([
      {
        id: 'long_gone',
        name: 'long_gone',
        rule: null,
        ...nothing,
        points: -10,
        entries: 1,
        attainment: null,
      },
    ]);
    expect(card).toMatchObject({ points: 1460, entries: 18, people: [] });
  });

  it('is the same before and after everything is rolled up', async () => {
    const before = await scorecard(wu, WHOLE_YEAR);
    await rollUp(service.database, 100);
    expect(await scorecard(wu, WHOLE_YEAR)).toEqual(before);
  });

  it('opens the entries behind each number', async () => {
    const card = await scorecard(wu, WHOLE_YEAR);
    const numbers = [
      ...rulesIn(card).map(({ rule, points, entries }) => ({ rule: rule.id, points, entries })),
      ...card.retired.map(({ id, points, entries }) => ({ rule: id, points, entries })),
      { rule: '_project', ...card.projects },
    ];
    for (const { rule, points, entries } of numbers) {
      const path = `/ledger/entries?person=${idOf('wu')}&rule=${rule}&from=2026-01-01&to=2026-12-31`;
      const { items } = entryListSchema.parse((await wu.get(path)).body);
      expect([rule, items.length, items.reduce((sum, entry) => sum + entry.points, 0)]).toEqual([
        rule,
        entries,
        points,
      ]);
    }
  });
});

describe('the scorecard of a department', () => {
  it('has the sums of its people, and of those below it, and the mean of how far they got', async () => {
    const card = await scorecard(qian, `department=sales&${WHOLE_YEAR}`);
    expect(card.of).toEqual({ type: 'department', department: { id: 'sales', name: '销售部' } });
    expect(ruleIn(card, 'reporting_daily_report')).toMatchObject({
      points: 100,
      reached: 20,
      target: 30,
      attainment: 0.75,
    });
    expect(card).toMatchObject({ points: 1510, entries: 28, projects: { points: 800, entries: 1 } });
    expect(card.people.map(({ person, points }) => [person.name, points])).toEqual([
      ['吴凯', 1460],
      ['郑雨', 50],
      ['钱晓雯', 0],
    ]);
    expect(card.people[1]?.attainment).toBe(1);
    expect(card.people[2]?.attainment).toBeNull();
  });

  it('opens the entries of its people alone', async () => {
    const query = 'department=sales&rule=reporting_daily_report&from=2026-01-01&to=2026-01-31';
    const { items } = entryListSchema.parse((await li.get(`/ledger/entries?${query}&limit=200`)).body);
    expect(items.reduce((sum, { points }) => sum + points, 0)).toBe(75);
    expect(new Set(items.map(({ person }) => person.name))).toEqual(new Set(['吴凯', '郑雨']));
  });
});

describe('a scorecard is shown', () => {
  it.each([
    ['wu', `person=zheng&${WHOLE_YEAR}`, '403 not_allowed'],
    ['wu', `department=key_accounts&${WHOLE_YEAR}`, 'shown'],
    ['wu', `department=sales&${WHOLE_YEAR}`, '403 not_allowed'],
    ['qian', `person=zheng&${WHOLE_YEAR}`, 'shown'],
    ['qian', `person=feng&${WHOLE_YEAR}`, '403 not_allowed'],
    ['qian', `department=customer_service&${WHOLE_YEAR}`, '403 not_allowed'],
    ['qian', `department=general&${WHOLE_YEAR}`, '403 not_allowed'],
    ['li', `department=general&${WHOLE_YEAR}`, 'shown'],
    ['audit', `person=feng&${WHOLE_YEAR}`, 'shown'],
  ])('to %s of %s: %s', async (account, query, outcome) => {
    const visitor = await service.as(account);
    const named = query.replace(/person=(\w+)/, (_, name: string) => `person=${idOf(name)}`);
    const answer = await visitor.get(`/scorecard?${named}`);
    expect(answer.status === 200 ? 'shown' : refusal(answer)).toBe(outcome);
  });
});

it.each([
  ['', 'from required, to required'],
  ['from=2026-01&to=2026-13', 'to bad_format'],
  ['from=2026-03&to=2026-02', 'to ends_before_start'],
  ['from=2026-01&to=2027-02', 'to too_many_months'],
  [`person=${'a'.repeat(24)}&${WHOLE_YEAR}`, 'person unknown_person'],
  [`department=nowhere&${WHOLE_YEAR}`, 'department unknown_department'],
  [`person=${'a'.repeat(24)}&department=sales&${WHOLE_YEAR}`, 'department person_or_department'],
  [`${WHOLE_YEAR}&colour=red`, 'colour unknown_field'],
])('asked for "%s" it is refused: %s', async (query, expected) => {
  expect(faults(await li.get(`/scorecard?${query}`)).join(', ')).toBe(expected);
});

it('thirteen months are the most that is shown', async () => {
  expect((await scorecard(li, 'from=2026-01&to=2027-01')).to).toBe('2027-01');
});
