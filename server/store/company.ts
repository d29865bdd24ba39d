import type { Database } from './database.ts';
import { companySchema, type CompanyDocument } from './documents.ts';

/** The company; made at the first start with these values and kept as it is from then on. */
export async function companyOf(
  { company }: Database,
  first: { name: string; timeZone: string; demo: boolean },
): Promise<CompanyDocument> {
  const found = await company.findOneAndUpdate(
    { _id: 'company' },
    { $setOnInsert: { ...first, clockOffset: 0 } },
    { upsert: true, returnDocument: 'after' },
  );
  return companySchema.parse(found);
}

/** Moves the clock of a demo; `offset` is in ms from the real time. */
export async function setClockOffset({ company }: Database, offset: number): Promise<void> {
  await company.updateOne({ _id: 'company', demo: true }, { $set: { clockOffset: offset } });
}

/** The company, or null before the first start. */
export async function findCompany({ company }: Database): Promise<CompanyDocument | null> {
  const found = await company.findOne({ _id: 'company' }, { maxTimeMS: 5_000 });
  return found === null ? null : companySchema.parse(found);
}
