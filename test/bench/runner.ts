import { randomUUID } from 'node:crypto';
import type { Runner } from '../../server/runner/index.ts';
import { definition, leader, life, owner } from './life.ts';
import type { Timed } from './measure.ts';

/** Whole project lives through the runner: load, decide, commit in groups. */
export function throughRunner(runner: Runner): (timed: Timed) => Promise<void> {
  const people = { owner: owner.id, leader: leader.id };
  return async (timed) => {
    const commandId = randomUUID();
    const { instance } = await timed(() => runner.create({ commandId, actor: owner, definition, ...people }));
    for (const { actor, event } of life) {
      await timed(() => runner.advance({ instance, commandId: randomUUID(), actor, event }));
    }
  };
}
