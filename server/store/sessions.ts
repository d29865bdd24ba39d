import { z } from 'zod';
import type { Database } from './database.ts';
import { personSchema, type SessionDocument } from './documents.ts';

const MAX_TIME_MS = 5_000;

const signedInSchema = z.strictObject({
  _id: z.string(),
  person: z.string(),
  createdAt: z.date(),
  expiresAt: z.date(),
  who: z.array(personSchema),
});

/** A session with the person as they are now, so that a closed account or a lost role counts at once. */
export type SignedIn = SessionDocument & { who: z.output<typeof personSchema> | null };

/** The sessions with these hashes and their people: one round trip however many. */
export async function findSessions(
  database: Database,
  hashes: readonly string[],
): Promise<Map<string, SignedIn>> {
  const found = await database.sessions
    .aggregate(
      [
        { $match: { _id: { $in: [...hashes] } } },
        { $lookup: { from: 'people', localField: 'person', foreignField: '_id', as: 'who' } },
      ],
      { maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  return new Map(
    found.map((document) => {
      const { who, ...session } = signedInSchema.parse(document);
      return [session._id, { ...session, who: who[0] ?? null }];
    }),
  );
}

export async function insertSession(database: Database, session: SessionDocument): Promise<void> {
  await database.sessions.insertOne(session);
}

/** Lets a session live on; one that was ended in the meantime stays ended. */
export async function extendSession(database: Database, hash: string, expiresAt: Date): Promise<void> {
  await database.sessions.updateOne({ _id: hash }, { $set: { expiresAt } });
}

export async function deleteSession(database: Database, hash: string): Promise<void> {
  await database.sessions.deleteOne({ _id: hash });
}

/** Signs a person out everywhere. */
export async function deleteSessionsOf(database: Database, person: string): Promise<void> {
  await database.sessions.deleteMany({ person });
}
