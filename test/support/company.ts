import { randomUUID } from 'node:crypto';
import { projectTemplates } from '../../workflows/catalogue/projects.ts';
import { projectDefinitionSchema, type ProjectDefinition } from '../../workflows/definition.ts';
import type { Command } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import type { Clock } from '../../server/clock.ts';
import { createRunner, type Runner } from '../../server/runner/index.ts';
import type { Change } from '../../server/runner/steps.ts';
import { connectDatabase, type Database } from '../../server/store/database.ts';
import { prepareCollections } from '../../server/store/indexes.ts';
import { testDatabase } from './servers.ts';

export const owner: Actor = { id: 'a'.repeat(24), roles: ['pointsManager'] };
export const leader: Actor = { id: 'b'.repeat(24), roles: ['leader'] };
export const stranger: Actor = { id: 'c'.repeat(24), roles: ['member'] };

/** A clock that stands still until it is set. */
export function stoppedClock(start: string): Clock & { set(instant: string): void } {
  let now = new Date(start);
  return { now: () => now, set: (instant) => void (now = new Date(instant)) };
}

/** "Introduce points management" as of a start day: due at the end of January, May and June. */
export function introducePointsManagement(start: string): ProjectDefinition {
  const [template] = projectTemplates;
  if (template === undefined) throw new Error('the catalogue has no project');
  return projectDefinitionSchema.parse(template.definition(start, 'zh'));
}

export const evidence = { text: '方案见附件', links: [], files: [], list: [], shortfall: '' };
export const submit = (milestone: string, value?: number): Command => ({
  type: 'SUBMIT',
  milestone,
  evidence: value === undefined ? evidence : { ...evidence, value },
});

/** A company on a database of its own, and one process's runner on it; `process()` makes another. */
export type TestCompany = {
  database: Database;
  uri: string;
  clock: ReturnType<typeof stoppedClock>;
  runner: Runner;
  process(committed?: (change: Change) => void): Runner;
  /** A project whose plan is accepted and which has begun. */
  begunProject(definition: ProjectDefinition): Promise<string>;
  send(instance: string, actor: Actor, event: Command, commandId?: string): ReturnType<Runner['advance']>;
  close(): Promise<void>;
};

export async function testCompany(start: string): Promise<TestCompany> {
  const { uri } = testDatabase();
  const database = await connectDatabase(uri);
  await prepareCollections(database);
  const clock = stoppedClock(start);
  const process: TestCompany['process'] = (committed) =>
    createRunner({
      database,
      clock,
      timeZone: 'Asia/Shanghai',
      ...(committed === undefined ? {} : { committed }),
    });
  const runner = process();
  const send: TestCompany['send'] = (instance, actor, event, commandId = randomUUID()) =>
    runner.advance({ instance, commandId, actor, event });

  return {
    database,
    uri,
    clock,
    runner,
    process,
    send,
    async begunProject(definition) {
      const people = { owner: owner.id, leader: leader.id };
      const { instance } = await runner.create({
        commandId: randomUUID(),
        actor: owner,
        definition,
        ...people,
      });
      await send(instance, owner, { type: 'SUBMIT_PLAN' });
      await send(instance, leader, { type: 'ACCEPT_PLAN', comment: '' });
      return instance;
    },
    async close() {
      await database.db.dropDatabase();
      await database.client.close();
    },
  };
}

/** The ledger of an instance, as `kind milestone points`, in the order of its steps. */
export async function ledgerOf({ ledger }: Database, instance: string): Promise<string[]> {
  const entries = await ledger.find({ instance }).sort({ seq: 1 }).toArray();
  return entries.map(({ kind, milestone, points }) => `${kind} ${milestone} ${points}`);
}

/** The types of the steps of an instance, in order. */
export async function stepsOf({ history }: Database, instance: string): Promise<string[]> {
  const lines = await history.find({ instance }).sort({ seq: 1 }).toArray();
  return lines.map(({ event }) => event.type);
}
