import { createHash } from 'node:crypto';
import { BSON } from 'mongodb';
import { dutyDefinitionSchema } from '../../workflows/rule-definition.ts';
import { createRunner } from '../../server/runner/index.ts';
import { DUTY, type Database } from '../../server/store/database.ts';

const PEOPLE = 10_000;
const RULES = 4;
const DUTIES = PEOPLE * RULES;
const ROUNDS = 3;
const BATCH = 1_000;
const DAY_IN_MS = 86_400_000;

/**
 * 10,000 people with 4 daily duties: planned, and closed at 22:00, beside a plain insertMany of as many documents of
 * the size of a duty, in the same rounds.
 */
export async function benchDuties(database: Database): Promise<void> {
  let now = new Date('2026-03-02T01:00:00.000Z');
  const runner = createRunner({ database, clock: { now: () => now }, timeZone: 'Asia/Shanghai' });
  const ids = Array.from({ length: PEOPLE }, (_, index) => idOf(`person ${index}`));
  const people = ids.map((owner, index) => ({ owner, leader: ids[(index + 1) % PEOPLE] ?? owner }));
  const definitions = Array.from({ length: RULES }, (_, index) =>
    dutyDefinitionSchema.parse({
      kind: 'duty',
      version: 1,
      rule: {
        kind: 'duty',
        id: `daily_${index}`,
        name: `日报 ${index}`,
        due: { every: 'day', by: '22:00' },
        points: 5,
      },
    }),
  );
  const rounds = { insert: new Array<number>(), plan: new Array<number>(), close: new Array<number>() };

  for (let round = 0; round < ROUNDS; round += 1) {
    const day = now.toISOString().slice(0, 10);
    const due = `${day}T14:00:00.000Z`;
    rounds.plan.push(
      await seconds(async () => {
        for (const definition of definitions) {
          await runner.plan({ definition, period: { from: day, to: day }, due, people });
        }
      }),
    );
    rounds.insert.push(await insertAsMany(database));
    now = new Date(`${day}T14:00:00.001Z`);
    rounds.close.push(
      await seconds(async () => {
        while ((await runner.closeDuties()) > 0);
      }),
    );
    const open = await database.duties.countDocuments({ 'summary.state': 'due' });
    if (open > 0) throw new Error(`${open} duties were left open`);
    now = new Date(Date.parse(`${day}T01:00:00.000Z`) + DAY_IN_MS);
  }

  const base = median(rounds.insert);
  report(`insertMany of ${DUTIES} documents as large as a duty`, base, base);
  report(`${DUTIES} duties planned`, median(rounds.plan), base);
  report(`${DUTIES} duties closed`, median(rounds.close), base);
}

/** Plain documents of the same size, into a collection of their own without indexes. */
async function insertAsMany(database: Database): Promise<number> {
  const [model] = await database.duties.find({}).limit(1).toArray();
  if (model === undefined) throw new Error('there is no duty');
  const { _id, ...rest } = model;
  const plain = database.db.collection<{ _id: string }>('plain');
  await plain.deleteMany({});
  const documents = Array.from({ length: DUTIES }, (_, index) => ({
    _id: `${DUTY}${idOf(`plain ${index}`)}`,
    ...rest,
  }));
  if (BSON.calculateObjectSize(documents[0] ?? {}) !== BSON.calculateObjectSize(model))
    throw new Error('another size');
  return seconds(async () => {
    for (let start = 0; start < DUTIES; start += BATCH) {
      await plain.insertMany(documents.slice(start, start + BATCH), { ordered: false });
    }
  });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function report(what: string, time: number, base: number): void {
  const perSecond = (DUTIES / time).toFixed(0).padStart(8);
  console.log(
    `${what.padEnd(52)}${time.toFixed(2).padStart(7)} s${perSecond}/s  × ${(base / time).toFixed(2)}`,
  );
}

function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 24);
}
