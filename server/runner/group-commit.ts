import { AlreadyThere, Clash, writeGroup, type Writing } from '../store/journal.ts';
import { isPassing, Unanswered } from '../store/passing-errors.ts';
import { within } from '../store/within.ts';
import type { Database } from '../store/database.ts';

/** Longer than any group takes; one that hangs must not hold its lane, and with it every later command. */
const ANSWER_WITHIN_MS = 10_000;

type Waiting = { writing: Writing; done: () => void; failed: (error: unknown) => void };

export type Committer = { commit(writing: Writing): Promise<void> };

/**
 * Puts the commits that wait at the same moment into one transaction, as the log of a database does: at most
 * `maxGroup` of them, and `lanes` groups at once. A group in which one clashes is split until that one stands
 * alone, so that the others go on. A passing error reaches every command of the group; each decides for
 * itself whether to try again.
 */
export function createCommitter(database: Database, maxGroup = 200, lanes = 2): Committer {
  const waiting: Waiting[] = [];
  let running = 0;

  async function write(group: readonly Waiting[]): Promise<void> {
    try {
      const writings = group.map(({ writing }) => writing);
      await within(ANSWER_WITHIN_MS, writeGroup(database, writings), () => new Unanswered());
      for (const { done } of group) done();
    } catch (error) {
      if (group.length > 1 && isOfOneMember(error)) {
        const half = Math.ceil(group.length / 2);
        await write(group.slice(0, half));
        await write(group.slice(half));
      } else {
        for (const { failed } of group) failed(error);
      }
    }
  }

  async function lane(): Promise<void> {
    running += 1;
    try {
      while (waiting.length > 0) await write(waiting.splice(0, maxGroup));
    } finally {
      running -= 1;
    }
  }

  return {
    commit(writing) {
      return new Promise((done, failed) => {
        waiting.push({ writing, done, failed });
        if (running < lanes) queueMicrotask(() => void (running < lanes && waiting.length > 0 && lane()));
      });
    },
  };
}

/** Whether one member of a group can be the cause, while the others would go through without it. */
function isOfOneMember(error: unknown): boolean {
  return (
    error instanceof Clash || error instanceof AlreadyThere || !isPassing(error) || isWriteConflict(error)
  );
}

function isWriteConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 112;
}
