import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refusal } from '../../server/errors.ts';
import { verify } from '../../server/runner/verify.ts';
import {
  introducePointsManagement,
  leader,
  ledgerOf,
  owner,
  stepsOf,
  stranger,
  submit,
  testCompany,
  type TestCompany,
} from '../support/company.ts';

let company: TestCompany;
const definition = introducePointsManagement('2026-01-05');
beforeAll(async () => {
  company = await testCompany('2026-01-06T01:00:00.000Z');
});
afterAll(async () => {
  expect((await verify(company.database)).findings).toEqual([]);
  await company.close();
});

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'taken';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

it('a command sent twice, ten times at once, and through another process is carried out once and answered alike', async () => {
  const instance = await company.begunProject(definition);
  await company.send(instance, owner, submit('plan'));
  const command = {
    instance,
    commandId: randomUUID(),
    actor: leader,
    event: { type: 'ACCEPT', milestone: 'plan', comment: '' },
  } as const;
  const other = company.process();
  const processes = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? company.runner : other));
  const outcomes = await Promise.all(processes.map((process) => process.advance(command)));
  expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(outcomes.map(({ version }) => version)).size).toBe(1);
  await company.send(instance, owner, submit('trial', 5));
  expect(await other.advance(command)).toMatchObject({ replayed: true, version: outcomes[0]?.version });
  expect(await ledgerOf(company.database, instance)).toEqual(['award plan 800']);
});

it('a project is created once, however often the command is sent', async () => {
  const commandId = randomUUID();
  const project = { commandId, actor: owner, definition, owner: owner.id, leader: leader.id };
  const outcomes = await Promise.all(
    [company.runner, company.process(), company.runner].map((each) => each.create(project)),
  );
  expect(new Set(outcomes.map(({ instance }) => instance)).size).toBe(1);
  expect(await refusal(company.runner.create({ ...project, leader: stranger.id }))).toBe('command_id_reused');
});

it('a command id used for something else is refused, in the same project and in another', async () => {
  const [first, second] = [await company.begunProject(definition), await company.begunProject(definition)];
  const commandId = randomUUID();
  await company.send(first, owner, submit('plan'), commandId);
  const before = await stepsOf(company.database, second);
  expect(await refusal(company.send(first, owner, { type: 'WITHDRAW', milestone: 'plan' }, commandId))).toBe(
    'command_id_reused',
  );
  expect(await refusal(company.send(second, owner, submit('plan'), commandId))).toBe('command_id_reused');
  expect(await stepsOf(company.database, second)).toEqual(before);
});

it('of two decisions at once in two processes one wins and the other is told, with what is possible now', async () => {
  for (let round = 0; round < 10; round += 1) {
    const instance = await company.begunProject(definition);
    await company.send(instance, owner, submit('plan'));
    const [here, there] = [company.process(), company.process()];
    const answers = await Promise.all([
      refusal(
        here.advance({
          instance,
          commandId: randomUUID(),
          actor: leader,
          event: { type: 'ACCEPT', milestone: 'plan', comment: '' },
        }),
      ),
      refusal(
        there.advance({
          instance,
          commandId: randomUUID(),
          actor: leader,
          event: { type: 'REJECT', milestone: 'plan', reason: '不符合' },
        }),
      ),
    ]);
    expect(answers.toSorted()).toEqual(['not_taken', 'taken']);
    const accepted = answers[0] === 'taken';
    expect(await ledgerOf(company.database, instance)).toEqual(accepted ? ['award plan 800'] : []);
  }
});

it('who saw an older version is told so and changes nothing', async () => {
  const instance = await company.begunProject(definition);
  const { version } = await company.send(instance, owner, submit('plan'));
  const stale = { instance, commandId: randomUUID(), actor: leader, expectedVersion: version - 1 };
  expect(
    await refusal(
      company.runner.advance({ ...stale, event: { type: 'REJECT', milestone: 'plan', reason: '不符合' } }),
    ),
  ).toBe('stale');
  expect(
    await refusal(
      company.runner.advance({
        ...stale,
        expectedVersion: version,
        event: { type: 'ACCEPT', milestone: 'plan', comment: '' },
      }),
    ),
  ).toBe('taken');
});

it('what is refused leaves nothing behind: no step, no entry, no message', async () => {
  const instance = await company.begunProject(definition);
  const counts = async () => {
    const { history, ledger, outbox } = company.database;
    return Promise.all([history, ledger, outbox].map((collection) => collection.countDocuments()));
  };
  const before = await counts();
  expect(await refusal(company.send(instance, stranger, submit('plan')))).toBe('not_allowed');
  expect(
    await refusal(company.send(instance, owner, { type: 'ACCEPT', milestone: 'plan', comment: '' })),
  ).toBe('own_work');
  expect(
    await refusal(company.send(instance, leader, { type: 'ACCEPT', milestone: 'plan', comment: '' })),
  ).toBe('not_taken');
  expect(await refusal(company.send(instance, owner, submit('nowhere')))).toBe('unknown_milestone');
  expect(await refusal(company.send('f'.repeat(24), owner, submit('plan')))).toBe('unknown_instance');
  expect(await counts()).toEqual(before);
});

it('many commands of different projects at once are all carried out, one that clashes not holding up the others', async () => {
  const instances = await Promise.all(Array.from({ length: 40 }, () => company.begunProject(definition)));
  const other = company.process();
  for (const instance of instances.slice(0, 5)) await company.send(instance, owner, submit('plan'));
  const answers = await Promise.all(
    instances.map((instance) =>
      refusal(other.advance({ instance, commandId: randomUUID(), actor: owner, event: submit('plan') })),
    ),
  );
  expect(answers.filter((answer) => answer === 'taken')).toHaveLength(35);
  expect(answers.filter((answer) => answer === 'not_taken')).toHaveLength(5);
});

it('timers that two workers fire at the same moment fire once', async () => {
  const instance = await company.begunProject(definition);
  company.clock.set('2026-02-10T00:00:00.000Z');
  const workers = [company.process(), company.process(), company.process()];
  const fired = await Promise.all(workers.map((worker) => worker.fireDue(instance)));
  expect(fired.filter(Boolean)).toHaveLength(1);
  const steps = await stepsOf(company.database, instance);
  expect(steps.filter((type) => type === 'DUE')).toHaveLength(1);
  expect(steps.filter((type) => type === 'REMIND')).toHaveLength(2);
});
