import type { ClientSession } from 'mongodb';
import type { Database } from './database.ts';
import { longerOf, monthsOf, type Move, type TotalDocument } from './totals.ts';

/**
 * Adds movements to the totals and deletes them, in one transaction: they count before it as movements and after it
 * as totals, never as both. Takes the next ones until so many moves are together, and gives how many moves it were. Of
 * two that want the same ones, one is sent back by the database and takes what is left then.
 */
export async function rollUp(database: Database, limit: number): Promise<number> {
  return database.client.withSession((session) =>
    session.withTransaction(() => rollUpWithin(database, session, limit), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
    }),
  );
}

/** The same inside a transaction that the caller commits. */
export async function rollUpWithin(
  database: Database,
  session: ClientSession,
  limit: number,
): Promise<number> {
  const taken: string[] = [];
  const moves: Move[] = [];
  for await (const movement of database.movements.find({}, { session })) {
    taken.push(movement._id);
    moves.push(...movement.moves);
    if (moves.length >= limit) break;
  }
  if (taken.length === 0) return 0;
  // Deleted first: whoever has been overtaken learns it before anything is added.
  await database.movements.deleteMany({ _id: { $in: taken } }, { session });

  const months = monthsOf(moves);
  await database.totals.bulkWrite(
    months.map(({ _id, person, month, rules, points, entries }) => ({
      updateOne: {
        filter: { _id },
        update: { $setOnInsert: { person, month }, $inc: { points, entries, ...increments(rules) } },
        upsert: true,
      },
    })),
    { session, ordered: false },
  );
  await database.spans.bulkWrite(
    longerOf(months).map(({ _id, person, span, rules }) => ({
      updateOne: {
        filter: { _id },
        update: { $setOnInsert: { person, span }, $inc: increments(rules) },
        upsert: true,
      },
    })),
    { session, ordered: false },
  );
  return moves.length;
}

function increments(rules: TotalDocument['rules']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([rule, amounts]) =>
      Object.entries(amounts).map(([name, by]) => [`rules.${rule}.${name}`, by]),
    ),
  );
}
