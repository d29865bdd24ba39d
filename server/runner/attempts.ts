import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { findCommand } from '../store/history.ts';
import { AlreadyThere, Clash } from '../store/journal.ts';
import { isPassing, Unanswered } from '../store/passing-errors.ts';
import { within } from '../store/within.ts';
import type { Change } from './steps.ts';
import { createCommitter } from './group-commit.ts';
import type { Loader } from './loading.ts';

const PATIENCE_MS = 12_000;
const MAX_CLASHES = 20;
const ANSWER_WITHIN_MS = 6_000;

type Options = { database: Database; loader: Loader; committed?: (change: Change) => void };
type Decide = (mayBeRemembered: boolean) => Promise<Change>;

export type Attempts = {
  carryOut(commandId: string, fingerprint: string, decide: Decide): Promise<Outcome>;
  carryOutDue(decide: () => Promise<Change | null>): Promise<boolean>;
  /** Once only, for whoever comes again by itself with what it has read anew. Throws a Clash. */
  carryOutOnce(decide: () => Promise<Change | null>): Promise<boolean>;
};

/**
 * Decides and commits, again and again where an error can pass, always under the same command id: a commit
 * whose answer was lost is found by it. What could not be found out in time is said to be unknown, never to
 * have failed.
 */
export function createAttempts({ database, loader, committed }: Options): Attempts {
  const committer = createCommitter(database);

  async function commit(change: Change): Promise<void> {
    const { after, ...rows } = change;
    try {
      await committer.commit({ ...rows, document: after.document });
      loader.remember(after);
    } catch (error) {
      loader.forget(after.document._id);
      throw error;
    }
    committed?.(change);
  }

  /** The first outcome of a command that has been carried out. Throws if its id was used for another one. */
  async function earlier(commandId: string, fingerprint: string): Promise<Outcome | null> {
    const asking = findCommand(database, commandId);
    const line = await within(ANSWER_WITHIN_MS, asking, () => new Unanswered());
    if (line === null) return null;
    if (line.fingerprint !== fingerprint) throw new Refusal('command_id_reused');
    return { instance: line.instance, version: line.seq, replayed: true };
  }

  return {
    async carryOut(commandId, fingerprint, decide) {
      const patience = createPatience();
      let fresh = false;
      let sent = false;
      for (;;) {
        try {
          const change = await decide(!fresh);
          sent = true;
          await commit(change);
          const line = change.history.find((step) => step.commandId === commandId);
          if (line === undefined) throw new Error(`command ${commandId} left no line in the history`);
          return { instance: line.instance, version: line.seq, replayed: false };
        } catch (error) {
          if (error instanceof Refusal) {
            if (fresh) {
              const outcome = await patience.read(() => earlier(commandId, fingerprint));
              if (outcome !== null) return outcome;
              throw error;
            }
            fresh = true;
          } else if (error instanceof AlreadyThere) {
            const outcome = await patience.read(() => earlier(commandId, fingerprint));
            if (outcome !== null) return outcome;
            fresh = true;
            await patience.afterClash();
          } else if (error instanceof Clash) {
            fresh = true;
            await patience.afterClash();
          } else if (isPassing(error)) {
            fresh = true;
            await patience.afterPassing(sent);
          } else {
            throw error;
          }
        }
      }
    },

    async carryOutOnce(decide) {
      const change = await decide();
      if (change !== null) await commit(change);
      return change !== null;
    },

    async carryOutDue(decide) {
      const patience = createPatience();
      for (;;) {
        try {
          const change = await decide();
          if (change === null) return false;
          await commit(change);
          return true;
        } catch (error) {
          if (error instanceof Clash || error instanceof AlreadyThere) await patience.afterClash();
          else if (isPassing(error)) await patience.afterPassing(true);
          else throw error;
        }
      }
    },
  };
}

/** How long one command goes on trying: longer pauses each time, an honest end. Monotonic time, not the clock. */
function createPatience() {
  const until = performance.now() + PATIENCE_MS;
  let clashes = 0;
  let pauses = 0;
  const wait = () => pause(Math.min(1_000, 25 * 2 ** pauses++) * (0.5 + Math.random() / 2));
  const afterPassing = async (sent: boolean) => {
    if (performance.now() > until) {
      throw new Refusal(sent ? 'outcome_unknown' : 'database_unavailable', { retryAfter: 5 });
    }
    await wait();
  };
  return {
    afterPassing,
    async afterClash() {
      clashes += 1;
      if (clashes > MAX_CLASHES) throw new Refusal('too_busy', { retryAfter: 1 });
      if (clashes > 2) await wait();
    },
    async read<Result>(work: () => Promise<Result>): Promise<Result> {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!isPassing(error)) throw error;
          await afterPassing(true);
        }
      }
    },
  };
}
