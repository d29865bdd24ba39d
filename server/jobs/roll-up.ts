import type { Database } from '../store/database.ts';
import { rollUp } from '../store/roll-up.ts';

/** So many moves in one transaction, so that it stays far below the time that one may take. */
const MOVES = 2_000;

/**
 * Rolls up all movements that are there. Any number of workers may do so at once; until one has, readers add the
 * movements up themselves.
 */
export function createRollUp(database: Database): () => Promise<void> {
  return async () => {
    while ((await rollUp(database, MOVES)) >= MOVES);
  };
}
