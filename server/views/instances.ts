import { z } from 'zod';
import type { instanceListSchema, InstanceListItem, instanceQuerySchema } from '../contract/instances.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { listInstances, type InstanceQuery, type ListedInstance } from '../store/instance-lists.ts';
import type { Sight } from '../store/visible.ts';
import { fromCursor, limitOf, pageOf } from './page.ts';

const placeSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{24}$/),
  due: z.iso.datetime().optional(),
});

export function listItem(
  { _id: id, kind, version, summary, updatedAt }: ListedInstance,
  organisation: Organisation,
): InstanceListItem {
  const { title, state, owner, leader, total, standing, nextDue, overdue, milestones } = summary;
  return {
    id,
    kind,
    version,
    title,
    state,
    owner: organisation.ref(owner),
    leader: organisation.ref(leader),
    total,
    standing,
    nextDue,
    overdue,
    milestones,
    updatedAt,
  };
}

/** Turns what a list was asked for into what the store looks for. */
export function toQuery(asked: z.output<typeof instanceQuerySchema>, sight: Sight): InstanceQuery {
  const { state, forfeited, milestoneState, owner, reviewer, dueAfter, dueBefore, overdue, cursor, limit } =
    asked;
  const place = fromCursor(cursor, placeSchema);
  return {
    sight,
    limit: limitOf(limit) + 1,
    after: place === null ? null : { id: place.id, ...(place.due === undefined ? {} : { due: place.due }) },
    ...(state === undefined ? {} : { states: state }),
    ...(forfeited === undefined ? {} : { forfeited: true }),
    ...(milestoneState === undefined ? {} : { milestoneState }),
    ...(owner === undefined ? {} : { owner }),
    ...(reviewer === undefined ? {} : { leader: reviewer }),
    ...(dueAfter === undefined ? {} : { dueAfter: new Date(dueAfter).toISOString() }),
    ...(dueBefore === undefined ? {} : { dueBefore: new Date(dueBefore).toISOString() }),
    ...(overdue === undefined ? {} : { overdue: overdue === 'true' }),
  };
}

/** One page of the projects that somebody may see: one read. */
export async function readInstances(
  { database, organisation }: { database: Database; organisation: Organisation },
  asked: z.output<typeof instanceQuerySchema>,
  sight: Sight,
): Promise<z.output<typeof instanceListSchema>> {
  const query = toQuery(asked, sight);
  const found = await listInstances(database, query);
  const byDue = query.dueAfter !== undefined || query.dueBefore !== undefined;
  const page = pageOf(found, query.limit - 1, ({ _id: id, summary }) => ({
    id,
    ...(byDue && summary.nextDue !== null ? { due: summary.nextDue } : {}),
  }));
  return { items: page.items.map((instance) => listItem(instance, organisation)), next: page.next };
}
