import { z } from 'zod';
import type { Filter } from 'mongodb';
import type { LifeState, MilestoneState } from '../../workflows/summary.ts';
import type { Database } from './database.ts';
import type { InstanceDocument } from './documents.ts';
import { visibleProjects, type Sight } from './visible.ts';

const standingSchema = z.strictObject({
  _id: z.strictObject({ owner: z.string(), running: z.boolean() }),
  total: z.int(),
  awarded: z.int(),
  waiting: z.int(),
  open: z.int(),
  forfeited: z.int(),
});
export type OwnersStanding = z.output<typeof standingSchema>;

const PROMISED: LifeState[] = ['planned', 'active', 'suspended', 'completed'];
const BEGUN: MilestoneState[] = ['open', 'submitted', 'returned', 'accepted', 'rejected'];
/** Drafts promise nothing yet, and what was cancelled before it began has lost nothing. */
const counted: Filter<InstanceDocument> = {
  $or: [
    { 'summary.state': { $in: PROMISED } },
    { 'summary.state': 'cancelled', 'summary.milestones.state': { $in: BEGUN } },
  ],
};
const RUNNING: LifeState[] = ['planned', 'active', 'suspended'];

/** Points of the projects of each owner, of running projects and of those that have ended. */
export async function sumStandings(database: Database, sight: Sight): Promise<OwnersStanding[]> {
  const waiting = {
    $filter: { input: '$summary.milestones', cond: { $eq: ['$$this.state', 'submitted'] } },
  };
  const found = await database.instances
    .aggregate(
      [
        { $match: { $and: [visibleProjects(sight), counted] } },
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
