import { MongoServerError } from 'mongodb';
import type { Database } from './database.ts';
import { sumLedger } from './ledger-sums.ts';
import { longerOf } from './totals.ts';

const DUPLICATE_KEY = 11_000;

/**
 * Sets the totals up from a ledger that was written before there were any; does nothing once there are some, or
 * movements that lead to them. Of several processes that start at once one does it.
 */
export async function buildTotals(database: Database): Promise<void> {
  const { client, ledger, movements, totals, spans } = database;
  const months = await client.withSession({ snapshot: true }, async (session) => {
    for (const collection of [totals, movements]) {
      if ((await collection.findOne({}, { session, projection: { _id: 1 } })) !== null) return [];
    }
    if ((await ledger.findOne({}, { session, projection: { _id: 1 } })) === null) return [];
    return sumLedger(database, session);
  });
  if (months.length === 0) return;
  try {
    await client.withSession((session) =>
      session.withTransaction(
        async () => {
          await totals.insertMany(months, { session });
          await spans.insertMany(longerOf(months), { session });
        },
        { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } },
      ),
    );
  } catch (error) {
    // Whoever was first has built them from the same entries, and perhaps more: those come as movements.
    if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
  }
}
