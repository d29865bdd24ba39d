import { z } from 'zod';
import type { LifeState } from '../../workflows/summary.ts';
import type { Database } from './database.ts';
import { visibleInstances, type Sight } from './visible.ts';

const standingSchema = z.strictObject({
  _id: z.strictObject({ owner: z.string(), running: z.boolean() }),
  total: z.int(),
  awarded: z.int(),
  waiting: z.int(),
  open: z.int(),
  forfeited: z.int(),
});
export type OwnersStanding = z.output<typeof standingSchema>;

/** Drafts promise nothing yet. */
const PLANNED: LifeState[] = ['planned', 'active', 'suspended', 'completed', 'cancelled'];
const RUNNING: LifeState[] = ['planned', 'active', 'suspended'];

/** Points of the projects of each owner, of running projects and of those that have ended. */
export async function sumStandings(database: Database, sight: Sight): Promise<OwnersStanding[]> {
  const waiting = {
    $filter: { input: '$summary.milestones', cond: { $eq: ['$$this.state', 'submitted'] } },
  };
  const found = await database.instances
    .aggregate(
      [
        { $match: { $and: [visibleInstances(sight), { 'summary.state': { $in: PLANNED } }] } },
        {
          $group: {
            _id: { owner: '$summary.owner', running: { $in: ['$summary.state', RUNNING] } },
            total: { $sum: '$summary.total' },
            awarded: { $sum: '$summary.standing.awarded' },
            waiting: { $sum: { $sum: { $map: { input: waiting, in: '$$this.points' } } } },
            open: { $sum: '$summary.standing.open' },
            forfeited: { $sum: '$summary.standing.forfeited' },
          },
        },
      ],
      { maxTimeMS: 5_000 },
    )
    .toArray();
  return found.map((group) => standingSchema.parse(group));
}
