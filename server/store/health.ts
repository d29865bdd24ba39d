import { within } from './within.ts';
import type { Database } from './database.ts';

const PATIENCE_MS = 3_000;

/** Whether the database answers within some seconds. */
export async function answers(database: Database): Promise<boolean> {
  const ping = database.db.command({ ping: 1 });
  return within(PATIENCE_MS, ping, () => new Error('the database does not answer')).then(
    () => true,
    () => false,
  );
}
