import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Refusal } from '../../server/errors.ts';
import { createRunner } from '../../server/runner/index.ts';
import { verify } from '../../server/runner/verify.ts';
import { connectDatabase } from '../../server/store/database.ts';
import { introducePointsManagement, owner, submit, testCompany } from '../support/company.ts';
import { openWay } from '../support/way.ts';

it('a database that falls silent in mid-command is given up in time, and the same command goes through afterwards', async () => {
  const company = await testCompany('2026-01-06T00:00:00.000Z');
  const uri = new URL(company.uri);
  const way = await openWay(uri);
  uri.port = String(way.port);
  uri.search = '?directConnection=true';
  const database = await connectDatabase(uri.href);
  const runner = createRunner({ database, clock: company.clock, timeZone: 'Asia/Shanghai' });
  const instance = await company.begunProject(introducePointsManagement('2026-01-05'));
  const other = await company.begunProject(introducePointsManagement('2026-01-05'));
  const command = { instance, commandId: randomUUID(), actor: owner, event: submit('plan') };

  const warm = { type: 'ASK_EXTENSION', milestone: 'plan', due: '2026-03-31', reason: '等资料' } as const;
  await runner.advance({ instance, commandId: randomUUID(), actor: owner, event: warm });
  way.silence();
  await expect(runner.advance(command)).rejects.toThrow(Refusal);
  await way.mend();
  const { version } = await runner.advance(command);
  expect(await company.database.history.countDocuments({ commandId: command.commandId })).toBe(1);
  expect(await company.database.history.findOne({ commandId: command.commandId })).toMatchObject({
    seq: version,
  });
  await runner.advance({ ...command, instance: other, commandId: randomUUID() });
  expect((await verify(company.database)).findings).toEqual([]);

  await database.client.close();
  way.cut();
  await company.close();
});
