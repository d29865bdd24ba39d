import { z } from 'zod';
import { dutySummarySchema } from '../../workflows/summary.ts';
import type { Database } from './database.ts';

const MAX_TIME_MS = 15_000;
/** So many are closed in one round; what is left comes with the next, which follows at once. */
const ROUND = 20_000;

const unansweredSchema = z.object({
  _id: z.string(),
  definition: z.string(),
  nextTimerAt: z.string(),
  summary: z.object({ owner: z.string(), leader: z.string(), day: z.string() }),
});

/** A duty that nobody has touched since it was planned, and whose due moment is over. */
export type UnansweredDuty = {
  _id: string;
  definition: string;
  nextTimerAt: string;
  owner: string;
  leader: string;
  day: string;
};

/** The duties that were planned, never touched, and are over by now, the longest over first. */
export async function findUnansweredDuties(database: Database, now: string): Promise<UnansweredDuty[]> {
  const fields = {
    definition: 1,
    nextTimerAt: 1,
    'summary.owner': 1,
    'summary.leader': 1,
    'summary.day': 1,
  } as const;
  const found = await database.duties
    .find(
      { nextTimerAt: { $type: 'string', $lt: now }, version: 1, 'summary.state': 'due' },
      { projection: fields, maxTimeMS: MAX_TIME_MS },
    )
    .sort({ nextTimerAt: 1 })
    .limit(ROUND)
    .toArray();
  return found.map((document) => {
    const { _id, definition, nextTimerAt, summary } = unansweredSchema.parse(document);
    return { _id, definition, nextTimerAt, ...summary };
  });
}

/** Those of these duties that are there. */
export async function findExistingDuties(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const found = await database.duties
    .find({ _id: { $in: [...ids] } }, { projection: { _id: 1 }, maxTimeMS: MAX_TIME_MS })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
}

const plannedDutySchema = z.object({
  _id: z.string(),
  summary: dutySummarySchema.pick({
    rule: true,
    owner: true,
    version: true,
    state: true,
    period: true,
    due: true,
  }),
});
/** A duty, as far as planning looks at it. */
export type PlannedDuty = { _id: string } & z.output<typeof plannedDutySchema>['summary'];

/**
 * The duties of periods that end on this day or later and were not handed in: what can still be lifted or moved, or
 * was lifted and could still be owed.
 */
export async function findPlannedDuties(
  database: Database,
  rules: readonly string[],
  { since, now }: { since: string; now: string },
): Promise<PlannedDuty[]> {
  const fields = Object.keys(plannedDutySchema.shape.summary.shape).map((field): [string, 1] => [
    `summary.${field}`,
    1,
  ]);
  const found = await database.duties
    .find(
      {
        'summary.rule': { $in: [...rules] },
        'summary.day': { $gte: since },
        $or: [
          { 'summary.state': { $in: ['due', 'returned', 'missed'] } },
          { 'summary.state': 'lifted', 'summary.due': { $gt: now } },
        ],
      },
      { projection: Object.fromEntries(fields), maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  return found.map((document) => {
    const { _id, summary } = plannedDutySchema.parse(document);
    return { _id, ...summary };
  });
}

const momentSchema = z.object({ _id: z.string() });

/** The moments before this one at which duties are due. */
export async function findDutyMoments(database: Database, until: string): Promise<string[]> {
  const waiting = { nextTimerAt: { $type: 'string', $lt: until } } as const;
  const found = await database.duties
    .aggregate([{ $match: waiting }, { $group: { _id: '$nextTimerAt' } }], { maxTimeMS: MAX_TIME_MS })
    .toArray();
  return found.map((group) => momentSchema.parse(group)._id);
}
