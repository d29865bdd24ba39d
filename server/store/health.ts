import type { Database } from './database.ts';

/** Whether the database answers within some seconds. */
export async function answers(database: Database): Promise<boolean> {
  return database.db.command({ ping: 1 }, { timeoutMS: 3_000 }).then(
    () => true,
    () => false,
  );
}
