import { pino } from 'pino';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAlarms, type Alarms } from '../../server/jobs/alarms.ts';
import { createSettling } from '../../server/jobs/settling.ts';
import { createPlanning } from '../../server/jobs/planning.ts';
import { firstCalendar } from '../../server/calendar/seed.ts';
import { ruleSetDraftSchema } from '../../workflows/rules/draft.ts';
import { placesOf } from '../../workflows/rules/places.ts';
import { ruleSetSchema } from '../../workflows/rules/rule-set.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import { beginDraft, changeDraft } from '../../server/rules/drafts.ts';
import { publishDraft } from '../../server/rules/publish.ts';
import { newestRuleBook } from '../../server/store/rule-book.ts';
import { verify } from '../../server/runner/verify.ts';
import { findCalendar, keepFirstCalendar, replaceCalendar } from '../../server/store/calendar.ts';
import { changeStaffing, plantStaffing } from '../../server/store/change-staffing.ts';
import { createDirectory } from '../../server/store/directory.ts';
import { forgetStaffing } from '../../server/store/staffing.ts';
import { testCompany, type TestCompany } from '../support/company.ts';
import { testRedis } from '../support/servers.ts';

/** Monday, 2 March 2026; the company is in Shanghai. */
const MONDAY = '2026-03-02';
const at = (day: string, time: string) => new Date(`${day}T${time}+08:00`).toISOString();
const owner = '1'.padStart(24, '0');
const second = '2'.padStart(24, '0');
const boss = 'b'.repeat(24);
const DAILY = 'warehouse_daily_inspection';
const DEPARTMENT = 'purchasing_and_warehouse';

let company: TestCompany;
let alarms: Alarms;
let redis: string;

beforeAll(async () => {
  redis = await testRedis();
});
beforeEach(async () => {
  company = await testCompany(at(MONDAY, '00:00:01'));
  const { database, clock } = company;
  alarms = createAlarms(redis, clock, pino({ level: 'silent' }));
  await database.departments.insertOne({ _id: 'd', name: '仓库', parent: null, leader: boss });
  await database.people.insertMany(
    [owner, second, boss].map((_id) => ({
      _id,
      account: _id,
      name: _id,
      department: 'd',
      roles: [_id === boss ? 'leader' : 'member'],
      passwordHash: '',
      active: true,
    })),
  );
  const position = { _id: 'warehouse', name: '仓库管理员', areas: ['warehouse', 'reporting'] };
  const assignment = { _id: 'first', person: owner, position: 'warehouse', from: '2026-02-01', to: null };
  await plantStaffing(database, { positions: [position], assignments: [assignment] });
  const now = clock.now().toISOString();
  await keepFirstCalendar(database, firstCalendar('Asia/Shanghai', MONDAY), now);
  await publishCatalogue(database, { now, timeZone: 'Asia/Shanghai' });
});
afterEach(async () => {
  await alarms.close();
  await company.close();
});

/** Plans as a worker does that has just started, so that nothing is remembered from before. */
function plan(): Promise<void> {
  const { database, runner, clock } = company;
  forgetStaffing(database);
  const log = pino({ level: 'silent' });
  const directory = createDirectory(database);
  return createPlanning({ database, directory, runner, alarms, clock, log })();
}

async function duties(rule: string, person = owner): Promise<string[]> {
  const found = await company.database.duties
    .find({ 'summary.rule': rule, 'summary.owner': person })
    .project<{ summary: { day: string; state: string } }>({ 'summary.day': 1, 'summary.state': 1 })
    .sort({ 'summary.day': 1 })
    .toArray();
  return found.map(({ summary: { day, state } }) => `${day} ${state}`);
}

describe('planning', () => {
  it('makes the duties of the periods that have begun, once, for who has the position', async () => {
    await plan();
    await plan();

    expect(await duties(DAILY)).toEqual(['2026-03-02 due']);
    expect(await duties('warehouse_weekly_booking')).toEqual(['2026-03-08 due']);
    expect(await duties('warehouse_stock_counted')).toEqual(['2026-03-31 due']);
    expect(await duties(DAILY, second)).toEqual([]);
    expect(await duties('marketing_daily')).toEqual([]);
  });

  it('lets nobody miss what was due before anything was planned', async () => {
    company.clock.set(at('2026-03-24', '08:00:00'));
    await plan();

    expect(await duties('warehouse_stock_report')).toEqual([]);
    expect(await duties('warehouse_stock_counted')).toEqual(['2026-03-31 due']);
  });

  it('after days without a worker makes up for them, and what they missed has its own date', async () => {
    await plan();
    company.clock.set(at('2026-03-06', '08:00:00'));
    await plan();
    while ((await company.runner.closeDuties()) > 0);

    expect(await duties(DAILY)).toEqual([
      '2026-03-02 missed',
      '2026-03-03 missed',
      '2026-03-04 missed',
      '2026-03-05 missed',
      '2026-03-06 due',
    ]);
    const line = await company.database.history.findOne({ 'event.type': 'DUTY_DUE' }, { sort: { at: 1 } });
    expect(line?.at).toBe(at(MONDAY, '22:00:00'));
    expect((await verify(company.database)).findings).toEqual([]);
  });

  it('lifts what falls into leave that is recorded afterwards, missed or not, and nothing else', async () => {
    await plan();
    company.clock.set(at('2026-03-04', '08:00:00'));
    await plan();
    while ((await company.runner.closeDuties()) > 0);
    await changeStaffing(company.database, (change) =>
      change.keepAbsence({
        _id: 'away',
        person: owner,
        from: '2026-03-03',
        to: '2026-03-04',
        reason: '病假',
      }),
    );
    await plan();

    expect(await duties(DAILY)).toEqual(['2026-03-02 missed', '2026-03-03 lifted', '2026-03-04 lifted']);
    expect(await duties('warehouse_weekly_booking')).toEqual(['2026-03-08 due']);
    expect((await verify(company.database)).findings).toEqual([]);
  });

  it('has a duty owed again whose leave was taken back before it was due; what was due before stays lifted', async () => {
    const { database, clock } = company;
    const away = { _id: 'away', person: owner, from: MONDAY, to: '2026-03-03', reason: '病假' };
    await plan();
    clock.set(at('2026-03-03', '08:00:00'));
    await plan();
    while ((await company.runner.closeDuties()) > 0);
    await changeStaffing(database, (change) => change.keepAbsence(away));
    await plan();
    expect(await duties(DAILY)).toEqual(['2026-03-02 lifted', '2026-03-03 lifted']);

    await changeStaffing(database, (change) => change.removeAbsence('away'));
    await plan();
    expect(await duties(DAILY)).toEqual(['2026-03-02 lifted', '2026-03-03 due']);

    clock.set(at('2026-03-04', '08:00:00'));
    const again = await database.duties.findOne({ 'summary.rule': DAILY, 'summary.state': 'due' });
    await company.runner.fireDue(again?._id ?? '');
    expect(await duties(DAILY)).toEqual(['2026-03-02 lifted', '2026-03-03 missed']);
    expect((await verify(database)).findings).toEqual([]);
  });

  it('settles anew the targets of who was not there after all', async () => {
    const { database, runner, clock } = company;
    await database.positions.updateOne({ _id: 'warehouse' }, { $set: { areas: ['existing_customers'] } });
    const settle = createSettling({ database, runner, clock, log: pino({ level: 'silent' }) });
    await plan();
    clock.set(at('2026-03-09', '08:00:00'));
    await plan();
    await settle();
    const week = { person: owner, rule: 'existing_revisits_of_week' } as const;
    const target = async () =>
      (await database.movements.find({ 'moves.rule': week.rule }).toArray())
        .flatMap(({ moves }) => moves)
        .reduce((sum, move) => sum + move.target, 0);
    expect(await target()).toBe(20);

    await changeStaffing(database, (change) =>
      change.keepAbsence({ _id: 'away', person: owner, from: MONDAY, to: '2026-03-06', reason: '病假' }),
    );
    await plan();
    await settle();

    expect(await target()).toBe(0);
    expect((await verify(database)).findings).toEqual([]);
  });

  it('leaves the duties of a day to the version that they were planned by when their rule is changed on it', async () => {
    const { database, clock } = company;
    await plan();
    clock.set(at(MONDAY, '09:00:00'));
    const now = { publishedAt: clock.now().toISOString(), publishedBy: boss };
    const writer = { savedBy: boss, savedAt: now.publishedAt };
    const { version, ruleSet } = await beginDraft(database, DEPARTMENT, { from: 'published' }, writer);
    const changed = ruleSetSchema.parse(ruleSet);
    const next = placesOf(changed).find(({ rule }) => rule.id === DAILY)?.rule;
    if (next?.kind !== 'duty') throw new Error(`${DAILY} is no duty`);
    next.points = 12;
    await changeDraft(database, DEPARTMENT, { version, ruleSet: ruleSetDraftSchema.parse(changed) }, writer);
    await publishDraft(database, {
      ...{ department: DEPARTMENT, version: version + 1, note: '', timeZone: 'Asia/Shanghai' },
      ...now,
    });
    await newestRuleBook(database);
    await plan();
    expect(await duties(DAILY)).toEqual(['2026-03-02 due']);

    clock.set(at('2026-03-03', '08:00:00'));
    await plan();
    const versions = await database.duties.distinct('summary.version', { 'summary.rule': DAILY });
    expect(versions).toEqual([1, 2]);
    expect(await duties(DAILY)).toEqual(['2026-03-02 due', '2026-03-03 due']);
  });

  it('follows who joins in mid-week from that day on', async () => {
    await plan();
    company.clock.set(at('2026-03-04', '08:00:00'));
    await changeStaffing(company.database, (change) =>
      change.keepAssignment({
        _id: 'new',
        person: second,
        position: 'warehouse',
        from: '2026-03-04',
        to: null,
      }),
    );
    await plan();

    expect(await duties(DAILY, second)).toEqual(['2026-03-04 due']);
    expect(await duties('warehouse_weekly_booking', second)).toEqual(['2026-03-08 due']);
  });

  it('lifts a day that becomes a holiday, and moves a due moment that the calendar moves', async () => {
    const { database } = company;
    await plan();
    const { _id, version, changedAt: _at, changedBy: _by, ...entered } = await findCalendar(database);
    const holidays = [...entered.holidays, MONDAY, '2026-03-06'].toSorted();
    const change = { at: company.clock.now().toISOString(), by: boss };
    await replaceCalendar(database, version, { ...entered, holidays }, change);
    await plan();

    expect(await duties(DAILY)).toEqual(['2026-03-02 lifted']);
    const friday = await database.duties.findOne({ 'summary.rule': 'reporting_weekly_summary' });
    expect(friday?.nextTimerAt).toBe(at('2026-03-05', '22:00:00'));
    expect((await verify(database)).findings).toEqual([]);
  });

  it('moves no due moment to one that is over: nobody misses what was in time a moment ago', async () => {
    const { database } = company;
    company.clock.set(at('2026-03-06', '10:00:00'));
    await plan();
    const { _id, version, changedAt: _at, changedBy: _by, ...entered } = await findCalendar(database);
    const holidays = [...entered.holidays, '2026-03-06'].toSorted();
    const change = { at: company.clock.now().toISOString(), by: boss };
    await replaceCalendar(database, version, { ...entered, holidays }, change);
    await plan();
    while ((await company.runner.closeDuties()) > 0);

    const friday = await database.duties.findOne({ 'summary.rule': 'reporting_weekly_summary' });
    expect(friday).toMatchObject({ nextTimerAt: at('2026-03-06', '22:00:00'), summary: { state: 'due' } });
  });
});
