import { z } from 'zod';
import type { Database } from './database.ts';
import { visibleProjects, type Sight } from './visible.ts';

const MAX_TIME_MS = 5_000;
const foundSchema = z.object({ dueDates: z.int(), first: z.iso.datetime() });

/** How many open due dates come after an instant, and the first of them. */
export async function findDueBeyond(
  { instances }: Database,
  sight: Sight,
  after: string,
): Promise<{ dueDates: number; first: string | null }> {
  const open = { 'summary.nextDue': { $type: 'string' as const, $gt: after } };
  const [found] = await instances
    .aggregate(
      [
        { $match: { $and: [visibleProjects(sight), open] } },
        { $group: { _id: null, dueDates: { $sum: 1 }, first: { $min: '$summary.nextDue' } } },
      ],
      { maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  return found === undefined ? { dueDates: 0, first: null } : foundSchema.parse(found);
}
