import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dutyDefinitionSchema } from '../../workflows/rule-definition.ts';
import { dutyIdOf } from '../../server/runner/planning.ts';
import { verify } from '../../server/runner/verify.ts';
import { dutyInstanceSchema } from '../../server/store/documents.ts';
import { evidence, leader, stepsOf, testCompany, type TestCompany } from '../support/company.ts';

/** Tuesday, 24 February 2026, 18:00 in Shanghai. */
const EVENING = '2026-02-24T10:00:00.000Z';
const DUE = '2026-02-24T14:00:00.000Z';
const TUESDAY = '2026-02-24';

const daily = dutyDefinitionSchema.parse({
  kind: 'duty',
  version: 1,
  rule: {
    kind: 'duty',
    id: 'reporting_daily',
    name: '日报',
    due: { every: 'day', by: '22:00' },
    points: 5,
    missed: -3,
  },
});
const person = (number: number) => String(number).padStart(24, '0');
const people = (count: number) =>
  Array.from({ length: count }, (_, number) => ({ owner: person(number), leader: leader.id }));
const plan = (count: number) => ({
  definition: daily,
  period: { from: TUESDAY, to: TUESDAY },
  due: DUE,
  people: people(count),
});
const idOf = (number: number) => dutyIdOf(daily.rule.id, person(number), TUESDAY);
const submitWork = { type: 'SUBMIT_WORK' as const, evidence };
const actor = (number: number) => ({ id: person(number), roles: ['member' as const] });

let company: TestCompany;
beforeAll(async () => {
  company = await testCompany(EVENING);
});
afterAll(() => company.close());
beforeEach(async () => {
  const { database, clock } = company;
  clock.set(EVENING);
  for (const { name } of await database.db.listCollections().toArray()) {
    // A definition stays for good: a process does not look for it again.
    if (name !== 'definitions') await database.db.collection(name).deleteMany({});
  }
});

async function statesOf(): Promise<Record<string, number>> {
  const found = await company.database.duties
    .aggregate([{ $group: { _id: '$summary.state', count: { $sum: 1 } } }])
    .toArray();
  const counts = z.array(z.object({ _id: z.string(), count: z.int() })).parse(found);
  return Object.fromEntries(counts.map(({ _id, count }) => [_id, count]));
}

describe('planning duties', () => {
  it('twice, by two at once and in part before, makes one duty for each person', async () => {
    const other = company.process();
    expect(await company.runner.plan(plan(3))).toBe(3);

    const made = await Promise.all([company.runner.plan(plan(2_500)), other.plan(plan(2_500))]);

    expect(made.reduce((sum, count) => sum + count, 0)).toBe(2_497);
    expect(await statesOf()).toEqual({ due: 2_500 });
    expect(await company.runner.plan(plan(2_500))).toBe(0);
    expect((await verify(company.database)).findings).toEqual([]);
  });

  it('gives each the same duty as if it had been planned alone', async () => {
    await company.runner.plan(plan(2));
    const [together] = await company.database.duties.find({ _id: idOf(1) }).toArray();
    await company.database.duties.deleteMany({});
    await company.runner.plan({ ...plan(0), people: people(2).slice(1) });
    const [alone] = await company.database.duties.find({ _id: idOf(1) }).toArray();

    const { plan: first, ...rest } = dutyInstanceSchema.parse(together);
    const { plan: second, ...others } = dutyInstanceSchema.parse(alone);
    expect(rest).toEqual(others);
    expect([first, second]).toEqual([idOf(0), idOf(1)]);
  });
});

describe('closing duties', () => {
  it('waits for the due moment and not a millisecond longer', async () => {
    await company.runner.plan(plan(3));
    company.clock.set(DUE);
    expect(await company.runner.closeDuties()).toBe(0);
    company.clock.set('2026-02-24T14:00:00.001Z');

    expect(await company.runner.closeDuties()).toBe(3);
    expect(await company.runner.closeDuties()).toBe(0);
    expect(await statesOf()).toEqual({ missed: 3 });
  });

  it('leaves each as if it had been closed alone: steps, penalty, progress, message', async () => {
    await company.runner.plan(plan(3));
    company.clock.set('2026-02-26T00:00:00.000Z');
    await company.runner.closeDuties();

    expect((await verify(company.database)).findings).toEqual([]);
    const entries = await company.database.ledger.find({ person: person(2) }).toArray();
    expect(entries).toMatchObject([
      {
        points: -3,
        day: TUESDAY,
        at: DUE,
        reason: 'duty_missed',
        rule: 'reporting_daily',
        decidedBy: 'system',
      },
    ]);
    expect(await stepsOf(company.database, idOf(2))).toEqual(['DUTY_DUE']);
    expect(await company.database.outbox.countDocuments({ to: person(2), message: 'duty_missed' })).toBe(1);
  });

  it('takes none that was handed in, and by two at once closes each once', async () => {
    await company.runner.plan(plan(1_500));
    await company.send(idOf(7), actor(7), submitWork);
    company.clock.set('2026-02-25T00:00:00.000Z');

    await Promise.all([company.runner.closeDuties(), company.process().closeDuties()]);
    await company.runner.closeDuties();

    expect(await statesOf()).toEqual({ missed: 1_499, submitted: 1 });
    expect(await company.database.ledger.countDocuments({})).toBe(1_499);
    expect((await verify(company.database)).findings).toEqual([]);
  });

  it('that were returned goes one by one, at the moment that the reviewer set', async () => {
    await company.runner.plan(plan(1));
    await company.send(idOf(0), actor(0), submitWork);
    company.clock.set('2026-02-25T01:00:00.000Z');
    await company.send(idOf(0), leader, { type: 'RETURN_WORK', reason: '缺数据', due: '2026-02-25T12:00' });
    company.clock.set('2026-02-25T05:00:00.000Z');

    expect(await company.runner.closeDuties()).toBe(0);
    expect(await company.runner.fireDue(idOf(0))).toBe(true);
    expect(await statesOf()).toEqual({ missed: 1 });
  });
});

describe('a duty', () => {
  it('handed in at the due moment itself and accepted a day later gives its points, once', async () => {
    await company.runner.plan(plan(1));
    company.clock.set(DUE);
    await company.send(idOf(0), actor(0), submitWork);
    company.clock.set('2026-02-25T01:00:00.000Z');
    const accept = { type: 'ACCEPT_WORK' as const, comment: '' };
    await company.send(idOf(0), leader, accept, 'accept-it-once');
    await company.send(idOf(0), leader, accept, 'accept-it-once');

    const entries = await company.database.ledger.find({}).toArray();
    expect(entries).toMatchObject([{ points: 5, day: TUESDAY, decidedBy: leader.id }]);
    expect((await verify(company.database)).findings).toEqual([]);
  });

  it('a millisecond late is missed and refused', async () => {
    await company.runner.plan(plan(1));
    company.clock.set('2026-02-24T14:00:00.001Z');

    await expect(company.send(idOf(0), actor(0), submitWork)).rejects.toMatchObject({ code: 'not_taken' });
  });

  it('that is lifted after it was missed has its penalty taken back', async () => {
    await company.runner.plan(plan(1));
    company.clock.set('2026-02-25T01:00:00.000Z');
    await company.runner.closeDuties();
    const order = { instance: idOf(0), event: { type: 'LIFT' as const, reason: 'absent' as const } };

    expect(await company.runner.tell(order)).toBe(true);
    expect(await company.runner.tell(order)).toBe(false);
    const entries = await company.database.ledger.find({}).sort({ seq: 1 }).toArray();
    expect(entries.map(({ points }) => points)).toEqual([-3, 3]);
    expect((await verify(company.database)).findings).toEqual([]);
  });
});
