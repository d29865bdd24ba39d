import type { Database } from '../store/database.ts';
import { rollUp } from '../store/roll-up.ts';

/** So many movements in one transaction: some ten ms of it, far below the time that a transaction may take. */
const BATCH = 1_000;

/**
 * Rolls up all movements that are there. Any number of workers may do so at once; until one has, readers add the
 * movements up themselves.
 */
export function createRollUp(database: Database): () => Promise<void> {
  return async () => {
    while ((await rollUp(database, BATCH)) === BATCH);
  };
}
