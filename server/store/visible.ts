import type { Filter } from 'mongodb';
import type { EntryDocument, InstanceDocument } from './documents.ts';

/** Whose projects and points somebody may see: everybody's, or those of `owners` and what `self` accepts. */
export type Sight = { all: true } | { all: false; self: string; owners: readonly string[] };

/** Whether an instance of these people may be seen: also by who has handed the decision on. */
export function sees(
  sight: Sight,
  people: { owner: string; leader: string; reviewedBefore?: readonly string[] },
): boolean {
  if (sight.all || sight.self === people.leader || sight.owners.includes(people.owner)) return true;
  return people.reviewedBefore?.includes(sight.self) === true;
}

/** The same, as a filter over projects; both branches are served by an index. */
export function visibleProjects(sight: Sight): Filter<InstanceDocument> {
  if (sight.all) return { kind: 'project' };
  return {
    kind: 'project',
    $or: [{ 'summary.owner': { $in: [...sight.owners] } }, { 'summary.leader': sight.self }],
  };
}

/** The entries that may be seen: of the people whose points may be, and those that one has decided oneself. */
export function visibleLines(sight: Sight): Filter<EntryDocument> {
  return sight.all ? {} : { $or: [visibleEntries(sight), { decidedBy: sight.self }] };
}

/** All entries of the people whose points may be seen: what balances are summed over. */
export function visibleEntries(sight: Sight): Filter<EntryDocument> {
  return sight.all ? {} : { person: { $in: [...sight.owners] } };
}
