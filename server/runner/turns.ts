import { Refusal } from '../errors.ts';

export type Turns = { take<Result>(key: string, work: () => Promise<Result>): Promise<Result> };

/**
 * Lets the commands for one instance wait for each other, so that a busy one does not spend its time in
 * clashes. More than `bound` waiting: refused as too busy.
 */
export function createTurns(bound = 50): Turns {
  const queues = new Map<string, { tail: Promise<unknown>; length: number }>();
  return {
    async take(key, work) {
      const queue = queues.get(key) ?? { tail: Promise.resolve(), length: 0 };
      if (queue.length >= bound) throw new Refusal('too_busy', { retryAfter: 1 });
      queues.set(key, queue);
      queue.length += 1;
      const turn = queue.tail.then(work);
      queue.tail = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        queue.length -= 1;
        if (queue.length === 0) queues.delete(key);
      }
    },
  };
}
