import { createInterface } from 'node:readline';
import { z } from 'zod';
import { commandSchema } from '../../workflows/events.ts';
import { roles } from '../../workflows/permissions.ts';
import { createRunner } from '../../server/runner/index.ts';
import { connectDatabase } from '../../server/store/database.ts';

/**
 * One process with a runner, for tests that kill it: takes commands as lines of JSON and answers each with a
 * line. With DIE_AFTER=n it kills itself after the nth commit, before anything is answered.
 */
const lineSchema = z.object({
  instance: z.string(),
  commandId: z.string(),
  actor: z.object({ id: z.string(), roles: z.array(z.enum(roles)) }),
  event: commandSchema,
});

const { MONGODB_URI = '', DIE_AFTER = '0', NOW = '' } = process.env;
let commits = 0;
const database = await connectDatabase(MONGODB_URI);
const runner = createRunner({
  database,
  clock: { now: () => new Date(NOW) },
  timeZone: 'Asia/Shanghai',
  committed() {
    commits += 1;
    if (commits === Number(DIE_AFTER)) process.kill(process.pid, 'SIGKILL');
  },
});

console.log('ready');
createInterface({ input: process.stdin }).on('line', (line) => {
  const command = lineSchema.parse(JSON.parse(line));
  runner.advance(command).then(
    (outcome) => console.log(JSON.stringify({ commandId: command.commandId, outcome })),
    (error: unknown) => console.log(JSON.stringify({ commandId: command.commandId, error: String(error) })),
  );
});
