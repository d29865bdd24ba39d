import type { Document, Filter, Sort } from 'mongodb';
import { z } from 'zod';
import {
  milestoneSummarySchema,
  type LifeState,
  type MilestoneState,
  type TaskKind,
} from '../../workflows/summary.ts';
import { byHome, type Database } from './database.ts';
import { projectInstanceSchema, type InstanceDocument } from './documents.ts';
import { visibleProjects, type Sight } from './visible.ts';

const MAX_TIME_MS = 5_000;

const listedSchema = projectInstanceSchema.pick({
  _id: true,
  kind: true,
  version: true,
  definition: true,
  summary: true,
  updatedAt: true,
});
/** What a list shows of a project: everything but its snapshot and its timers. */
export type ListedInstance = z.output<typeof listedSchema>;

const workedSchema = projectInstanceSchema.pick({
  _id: true,
  version: true,
  definition: true,
  summary: true,
  snapshot: true,
});
/** What has to be known of a project to show the work on its milestones. */
export type WorkedInstance = z.output<typeof workedSchema>;

const only = (schema: { shape: object }): Document =>
  Object.fromEntries(Object.keys(schema.shape).map((field) => [field, 1]));

/** Where a page begins; `due` only in a list by due date. */
export type Place = { id: string; due?: string };

export type InstanceQuery = {
  sight: Sight;
  states?: LifeState[];
  /** Only those that have lost points. */
  forfeited?: boolean;
  milestoneState?: MilestoneState;
  owner?: string;
  leader?: string;
  dueAfter?: string;
  dueBefore?: string;
  overdue?: boolean;
  after: Place | null;
  limit: number;
};

/** The filter and the order of a list: newest first, or by the nearest due date if that is asked for. */
export function planOf(query: InstanceQuery): { filter: Filter<InstanceDocument>; sort: Sort } {
  const { sight, states, forfeited, milestoneState, owner, leader, dueAfter, dueBefore, overdue, after } =
    query;
  const byDue = dueAfter !== undefined || dueBefore !== undefined;
  const conditions: Filter<InstanceDocument>[] = [visibleProjects(sight)];
  if (states !== undefined) conditions.push({ 'summary.state': { $in: states } });
  if (forfeited === true) conditions.push({ 'summary.standing.forfeited': { $gt: 0 } });
  if (milestoneState !== undefined) conditions.push({ 'summary.milestones.state': milestoneState });
  if (owner !== undefined) conditions.push({ 'summary.owner': owner });
  if (leader !== undefined) conditions.push({ 'summary.leader': leader });
  if (overdue === true) conditions.push({ 'summary.state': 'active', 'summary.overdue': true });
  if (overdue === false) conditions.push({ 'summary.overdue': false });
  if (byDue) {
    conditions.push({
      'summary.nextDue': { $type: 'string', $gte: dueAfter ?? '', $lte: dueBefore ?? '9999' },
    });
    if (after?.due !== undefined) {
      const { due, id } = after;
      conditions.push({ 'summary.nextDue': { $gte: due } });
      conditions.push({ $or: [{ 'summary.nextDue': { $gt: due } }, { _id: { $gt: id } }] });
    }
  } else if (after !== null) {
    conditions.push({ _id: { $lt: after.id } });
  }
  const set = conditions.filter((condition) => Object.keys(condition).length > 0);
  return {
    filter: set.length === 0 ? {} : { $and: set },
    sort: byDue ? { 'summary.nextDue': 1, _id: 1 } : { _id: -1 },
  };
}

/** One page of a list of instances, served by an index in its order. */
export async function listInstances(database: Database, query: InstanceQuery): Promise<ListedInstance[]> {
  const { filter, sort } = planOf(query);
  const found = await database.instances
    .find(filter, { projection: only(listedSchema), maxTimeMS: MAX_TIME_MS })
    .sort(sort)
    .limit(query.limit)
    .toArray();
  return found.map((document) => listedSchema.parse(document));
}

/** The newest instances in some states of their life. */
export async function listByState(
  database: Database,
  sight: Sight,
  states: readonly LifeState[],
  limit: number,
): Promise<ListedInstance[]> {
  const found = await database.instances
    .find(
      { $and: [visibleProjects(sight), { 'summary.state': { $in: [...states] } }] },
      { projection: only(listedSchema), maxTimeMS: MAX_TIME_MS },
    )
    .sort({ _id: -1 })
    .limit(limit)
    .toArray();
  return found.map((document) => listedSchema.parse(document));
}

async function findWorked(
  database: Database,
  filter: Filter<InstanceDocument>,
  limit: number,
): Promise<WorkedInstance[]> {
  const found = await database.instances
    .find(filter, { projection: only(workedSchema), maxTimeMS: MAX_TIME_MS })
    .limit(limit)
    .toArray();
  return found.map((document) => workedSchema.parse(document));
}

/** The projects in which a person owes something of these kinds. */
export function findTasked(
  database: Database,
  person: string,
  kinds: readonly TaskKind[],
  limit: number,
): Promise<WorkedInstance[]> {
  return findWorked(
    database,
    { kind: 'project', 'summary.tasks': { $elemMatch: { person, kind: { $in: [...kinds] } } } },
    limit,
  );
}

/** The instances in which a milestone is overdue. */
export function findOverdue(database: Database, sight: Sight, limit: number): Promise<WorkedInstance[]> {
  return findWorked(
    database,
    { $and: [visibleProjects(sight), { 'summary.state': 'active', 'summary.overdue': true }] },
    limit,
  );
}

/** The instances in which something waits for a decision. */
export function findWaiting(
  database: Database,
  sight: Sight,
  kinds: readonly TaskKind[],
  limit: number,
): Promise<WorkedInstance[]> {
  return findWorked(
    database,
    {
      $and: [
        visibleProjects(sight),
        { 'summary.state': { $in: ['active', 'submitted'] }, 'summary.tasks.kind': { $in: [...kinds] } },
      ],
    },
    limit,
  );
}

const titleSchema = z.object({
  _id: z.string(),
  summary: z.object({
    title: z.string(),
    owner: z.string(),
    leader: z.string(),
    reviewedBefore: z.array(z.string()).default([]),
    milestones: z.array(milestoneSummarySchema).default([]),
  }),
});
export type Titled = z.output<typeof titleSchema>;

/** Titles and people of some instances, by id. */
export async function findTitles(database: Database, ids: readonly string[]): Promise<Map<string, Titled>> {
  const fields = {
    'summary.title': 1,
    'summary.owner': 1,
    'summary.leader': 1,
    'summary.reviewedBefore': 1,
    'summary.milestones': 1,
  };
  const found = await Promise.all(
    byHome(database, ids, (id) => id).map(([home, own]) =>
      home.find({ _id: { $in: own } }, { projection: fields, maxTimeMS: MAX_TIME_MS }).toArray(),
    ),
  );
  return new Map(found.flat().map((document) => [document._id, titleSchema.parse(document)]));
}
