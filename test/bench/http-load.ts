import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { z } from 'zod';
import { definition, life } from './life.ts';
import { measure } from './measure.ts';

/** A load generator in a process of its own: whole project lives over HTTP, each command with a session. */
const { port, lanes, seconds, sessions } = z
  .object({
    port: z.number(),
    lanes: z.number(),
    seconds: z.number(),
    sessions: z.object({
      owner: z.object({ id: z.string(), cookie: z.string() }),
      leader: z.object({ id: z.string(), cookie: z.string() }),
    }),
  })
  .parse((await once(process, 'message'))[0]);

const agent = new Agent({ keepAlive: true, maxSockets: lanes });
const answerSchema = z.object({ instance: z.string() });

function post(path: string, who: 'owner' | 'leader', body: unknown): Promise<{ instance: string }> {
  const headers = {
    'content-type': 'application/json',
    'x-requested-with': 'jifen',
    origin: `http://127.0.0.1:${port}`,
    cookie: sessions[who].cookie,
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port, host: '127.0.0.1', path: `/api/v1${path}`, method: 'POST', headers },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.on('end', () => {
          if ((answer.statusCode ?? 500) >= 300) reject(new Error(`${answer.statusCode} ${text}`));
          else resolve(answerSchema.parse(JSON.parse(text)));
        });
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

const measured = await measure(lanes, seconds, async (timed) => {
  const people = { owner: sessions.owner.id, leader: sessions.leader.id };
  const project = { commandId: randomUUID(), definition, ...people };
  const { instance } = await timed(() => post('/projects', 'owner', project));
  for (const { actor, event } of life) {
    const who = actor.roles.includes('leader') ? 'leader' : 'owner';
    await timed(() => post(`/instances/${instance}/events`, who, { ...event, commandId: randomUUID() }));
  }
});
agent.destroy();
process.send?.(measured, () => process.disconnect());
