import type { Database } from './database.ts';

const MAX_TIME_MS = 5_000;

/** The instances whose next timer is the earliest, at most so many; `before` leaves those that are due by then. */
async function findEarliest(database: Database, limit: number, before?: string) {
  const waiting = { $type: 'string' as const, ...(before === undefined ? {} : { $lt: before }) };
  const found = await Promise.all(
    [database.instances, database.duties].map((home) =>
      home
        .find({ nextTimerAt: waiting }, { projection: { nextTimerAt: 1 }, maxTimeMS: MAX_TIME_MS })
        .sort({ nextTimerAt: 1 })
        .limit(limit)
        .toArray(),
    ),
  );
  return found
    .flat()
    .flatMap(({ _id, nextTimerAt: at }) => (at === null ? [] : [{ instance: _id, at }]))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, limit);
}

/** Ids of the instances that have a timer before this moment, the longest due first. */
export async function findDue(database: Database, before: string, limit: number): Promise<string[]> {
  return (await findEarliest(database, limit, before)).map(({ instance }) => instance);
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
  const [next] = await findEarliest(database, 1);
  return next?.at ?? null;
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
  return (
    found
      .flat()
      .map(({ at }) => at)
      .toSorted()[0] ?? null
  );
}
