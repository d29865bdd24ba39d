import type { Database } from './database.ts';

const MAX_TIME_MS = 5_000;

/** Ids of the instances that have a timer before this moment, the longest due first. */
export async function findDue(database: Database, before: string, limit: number): Promise<string[]> {
  const found = await Promise.all(
    [database.instances, database.duties].map((collection) =>
      collection
        .find(
          { nextTimerAt: { $type: 'string', $lt: before } },
          { projection: { nextTimerAt: 1 }, maxTimeMS: MAX_TIME_MS },
        )
        .sort({ nextTimerAt: 1 })
        .limit(limit)
        .toArray(),
    ),
  );
  return found
    .flat()
    .toSorted((a, b) => ((a.nextTimerAt ?? '') < (b.nextTimerAt ?? '') ? -1 : 1))
    .slice(0, limit)
    .map(({ _id }) => _id);
}

/** Moments before this one that somebody has to be woken for; duties are closed together, whatever their number. */
export async function findNear(
  database: Database,
  until: string,
): Promise<{ instance: string; at: string }[]> {
  const found = await database.instances
    .find(
      { nextTimerAt: { $type: 'string', $lt: until } },
      { projection: { nextTimerAt: 1 }, maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  return found.flatMap(({ _id, nextTimerAt }) =>
    nextTimerAt === null ? [] : [{ instance: _id, at: nextTimerAt }],
  );
}

/** The next moment that any instance waits for, or null. */
export async function findNextTimer(database: Database): Promise<string | null> {
  const found = await Promise.all(
    [database.instances, database.duties].map((collection) =>
      collection
        .find(
          { nextTimerAt: { $type: 'string' } },
          { projection: { nextTimerAt: 1 }, maxTimeMS: MAX_TIME_MS },
        )
        .sort({ nextTimerAt: 1 })
        .limit(1)
        .toArray(),
    ),
  );
  return earliest(found.flat().map(({ nextTimerAt }) => nextTimerAt));
}

/** The nearest deadline that any instance waits for; reminders are none. Goes through all that wait: for a demo. */
export async function findNextDeadline(database: Database): Promise<string | null> {
  const waiting = { 'timers.fired': false, 'timers.kind': 'deadline' } as const;
  const found = await Promise.all(
    [database.instances, database.duties].map((collection) =>
      collection
        .aggregate<{ at: string }>(
          [
            { $match: { nextTimerAt: { $type: 'string' } } },
            { $unwind: '$timers' },
            { $match: waiting },
            { $group: { _id: null, at: { $min: '$timers.at' } } },
          ],
          { maxTimeMS: MAX_TIME_MS },
        )
        .toArray(),
    ),
  );
  return earliest(found.flat().map(({ at }) => at));
}

/** The earliest of these moments; they sort as they stand. */
function earliest(moments: readonly (string | null)[]): string | null {
  return moments.filter((moment) => moment !== null).toSorted()[0] ?? null;
}
