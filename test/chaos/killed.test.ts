import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Command } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import { verify } from '../../server/runner/verify.ts';
import {
  introducePointsManagement,
  leader,
  ledgerOf,
  owner,
  submit,
  testCompany,
} from '../support/company.ts';
import type { TestCompany } from '../support/company.ts';

const NOW = '2026-01-06T00:00:00.000Z';
const answerSchema = z.object({
  commandId: z.string(),
  outcome: z.object({ version: z.number() }).optional(),
});
type Sent = { instance: string; commandId: string; actor: Actor; event: Command };

let company: TestCompany;
const children: ChildProcessWithoutNullStreams[] = [];
beforeAll(async () => {
  company = await testCompany(NOW);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await company.close();
});

/** A process of its own with a runner; `acknowledged` are the commands that it has answered. */
async function startProcess(dieAfter = 0) {
  const file = fileURLToPath(new URL('one-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, MONGODB_URI: company.uri, DIE_AFTER: String(dieAfter), NOW },
  });
  children.push(child);
  const acknowledged = new Map<string, number>();
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  lines.on('line', (line) => {
    const { commandId, outcome } = answerSchema.parse(JSON.parse(line));
    if (outcome !== undefined) acknowledged.set(commandId, outcome.version);
  });
  child.stdin.on('error', () => undefined);
  return {
    acknowledged,
    send: (command: Sent) => void child.stdin.write(`${JSON.stringify(command)}\n`),
    ended: once(child, 'exit'),
  };
}

it('killed between commit and answer: the command is there once, and sent again it gets its first answer', async () => {
  const instance = await company.begunProject(introducePointsManagement('2026-01-05'));
  await company.send(instance, owner, submit('plan'));
  const accept: Sent = {
    instance,
    commandId: randomUUID(),
    actor: leader,
    event: { type: 'ACCEPT', milestone: 'plan', comment: '' },
  };
  const dying = await startProcess(1);
  dying.send(accept);
  await dying.ended;
  expect(dying.acknowledged.size).toBe(0);
  expect(await ledgerOf(company.database, instance)).toEqual(['award plan 800']);

  expect(await company.process().advance(accept)).toMatchObject({ replayed: true });
  expect(await ledgerOf(company.database, instance)).toEqual(['award plan 800']);
  expect((await verify(company.database)).findings).toEqual([]);
});

it.each([1, 7, 19])(
  'killed under load after commit %i: what was acknowledged is there, the rest wholly or not at all',
  async (n) => {
    const definition = introducePointsManagement('2026-01-05');
    const instances = await Promise.all(Array.from({ length: 30 }, () => company.begunProject(definition)));
    const submissions = instances.map((instance): Sent => ({
      instance,
      commandId: randomUUID(),
      actor: owner,
      event: submit('plan'),
    }));
    const dying = await startProcess(n);
    for (const command of submissions) dying.send(command);
    await dying.ended;
    for (const [commandId, version] of dying.acknowledged) {
      expect(await company.database.history.findOne({ commandId })).toMatchObject({ seq: version });
    }
    expect((await verify(company.database)).findings).toEqual([]);

    const fresh = company.process();
    for (const command of submissions) await fresh.advance(command);
    for (const { commandId } of submissions) {
      expect(await company.database.history.countDocuments({ commandId })).toBe(1);
    }
    expect((await verify(company.database)).findings).toEqual([]);
  },
);
