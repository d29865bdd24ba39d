import { randomUUID } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { decide } from '../../server/runner/decide.ts';
import { createMachines } from '../../server/runner/machines.ts';
import { creation, settled, type Change } from '../../server/runner/steps.ts';
import type { Database } from '../../server/store/database.ts';
import { definition, leader, life, owner } from './life.ts';
import type { Timed } from './measure.ts';

/**
 * What the plain driver does with the same documents: one transaction for each command, as its documentation
 * shows it.
 */
export function rawDriver(database: Database): (timed: Timed) => Promise<void> {
  return async (timed) => {
    for (const change of wholeLife()) await timed(() => write(database, change));
  };
}

const machines = createMachines();
const { hash, workflow } = machines.ofDefinition(definition);

function wholeLife(): Change[] {
  const now = new Date().toISOString();
  const instance = new ObjectId().toHexString();
  const people = { owner: owner.id, leader: leader.id, timeZone: 'Asia/Shanghai' };
  const fingerprint = 'f'.repeat(64);
  const input = { kind: 'project' as const, ...people };
  const origin = { instance, hash, workflow, input, actor: owner.id, now };
  const changes = [settled(creation({ ...origin, commandId: randomUUID(), fingerprint }))];
  for (const { actor, event } of life) {
    const last = changes.at(-1);
    if (last === undefined) throw new Error('a life begins with its creation');
    changes.push(decide(last.after, { commandId: randomUUID(), actor, event, now }, machines));
  }
  return changes;
}

async function write(database: Database, change: Change): Promise<void> {
  const { before, after, history, entries, outbox, moves } = change;
  const settings = {
    readConcern: { level: 'snapshot' },
    writeConcern: { w: 'majority', journal: true },
  } as const;
  await database.client.withSession((session) =>
    session.withTransaction(async () => {
      await database.history.insertMany(history, { session });
      const { _id, ...moved } = after.document;
      if (before === 0) await database.instances.insertOne(after.document, { session });
      else await database.instances.updateOne({ _id, version: before }, { $set: moved }, { session });
      if (entries.length > 0) await database.ledger.insertMany(entries, { session });
      if (outbox.length > 0) await database.outbox.insertMany(outbox, { session });
      const [first] = history;
      if (moves.length > 0 && first !== undefined)
        await database.movements.insertOne({ _id: first._id, moves }, { session });
    }, settings),
  );
}
