import type { ClientSession } from 'mongodb';
import { z } from 'zod';
import type { Database } from './database.ts';

/** Every change of the staffing writes this one document: so changes follow one another, and readers see that one came. */
const versionSchema = z.strictObject({ _id: z.literal('staffing'), version: z.int() });

function versions({ db }: Database) {
  return db.collection<z.output<typeof versionSchema>>('staffing');
}

/** Makes the indexes and the version; safe to run at every start. */
export async function prepareStaffing(database: Database): Promise<void> {
  await database.positions.createIndex({ name: 1 }, { unique: true });
  await database.assignments.createIndexes([{ key: { person: 1 } }, { key: { position: 1 } }]);
  await database.absences.createIndex({ person: 1 });
  await versions(database).updateOne({ _id: 'staffing' }, { $setOnInsert: { version: 0 } }, { upsert: true });
}

/** How many changes of the staffing there have been. */
export async function staffingVersion(
  database: Database,
  reading: { session?: ClientSession; maxTimeMS: number },
): Promise<number> {
  return versionSchema.parse(await versions(database).findOne({ _id: 'staffing' }, reading)).version;
}

/** Counts a change in the transaction that makes it, and gives its number; whoever comes second tries again. */
export async function countChange(database: Database, session: ClientSession): Promise<number> {
  const counted = await versions(database).findOneAndUpdate(
    { _id: 'staffing' },
    { $inc: { version: 1 } },
    { session, returnDocument: 'after' },
  );
  return versionSchema.parse(counted).version;
}
