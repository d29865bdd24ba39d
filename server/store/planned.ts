import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import type { Database } from './database.ts';

/** How far duties have been planned, and by which rules, staffing and calendar. */
const plannedSchema = z.strictObject({
  until: localDate.describe('The last day of the company whose periods have been planned'),
  edition: z.int(),
  staffing: z.int(),
  calendar: z.int(),
  people: z.int().describe('How many accounts are open'),
});
export type Planned = z.output<typeof plannedSchema>;

function collection({ db }: Database) {
  return db.collection<Planned & { _id: 'duties' }>('planned');
}

/** Null if nothing has ever been planned. */
export async function readPlanned(database: Database): Promise<Planned | null> {
  const found = await collection(database).findOne({ _id: 'duties' }, { maxTimeMS: 5_000 });
  if (found === null) return null;
  const { _id, ...planned } = found;
  return plannedSchema.parse(planned);
}

export async function keepPlanned(database: Database, planned: Planned): Promise<void> {
  await collection(database).replaceOne({ _id: 'duties' }, planned, { upsert: true });
}
