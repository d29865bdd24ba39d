import { MongoServerError, ObjectId } from 'mongodb';
import type { Database } from './database.ts';
import { departmentSchema, personSchema, type DepartmentDocument, type PersonDocument } from './documents.ts';

const MAX_TIME_MS = 5_000;
const DUPLICATE_KEY = 11_000;

/** A fresh id for a document. */
export function newId(): string {
  return new ObjectId().toHexString();
}

export async function findPersonByAccount(
  database: Database,
  account: string,
): Promise<PersonDocument | null> {
  const found = await database.people.findOne({ account }, { maxTimeMS: MAX_TIME_MS });
  return found === null ? null : personSchema.parse(found);
}

/** Everybody, without what nobody needs to see. */
export async function findPeople(database: Database): Promise<PersonDocument[]> {
  const found = await database.people.find({}, { maxTimeMS: MAX_TIME_MS }).toArray();
  return found.map((document) => personSchema.parse(document));
}

export async function findDepartments(database: Database): Promise<DepartmentDocument[]> {
  const found = await database.departments.find({}, { maxTimeMS: MAX_TIME_MS }).sort({ _id: 1 }).toArray();
  return found.map((document) => departmentSchema.parse(document));
}

/** Adds a person; false if the account is taken. */
export async function insertPerson(database: Database, person: PersonDocument): Promise<boolean> {
  try {
    await database.people.insertOne(person);
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
}

/** Sets the named fields of a person; false if there is no such person. */
export async function updatePerson(
  database: Database,
  id: string,
  fields: Partial<Pick<PersonDocument, 'name' | 'department' | 'roles' | 'active' | 'passwordHash'>>,
): Promise<boolean> {
  const { matchedCount } = await database.people.updateOne({ _id: id }, { $set: fields });
  return matchedCount === 1;
}

export async function insertDepartment(database: Database, department: DepartmentDocument): Promise<void> {
  await database.departments.insertOne(department);
}

/** Adds a department unless it is there. */
export async function keepDepartment(
  database: Database,
  { _id, ...department }: DepartmentDocument,
): Promise<void> {
  await database.departments.updateOne({ _id }, { $setOnInsert: department }, { upsert: true });
}
