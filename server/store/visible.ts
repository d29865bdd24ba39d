import type { Filter } from 'mongodb';
import type { EntryDocument, InstanceDocument } from './documents.ts';

/** Whose projects and points somebody may see: everybody's, or those of `owners` and what `self` accepts. */
export type Sight = { all: true } | { all: false; self: string; owners: readonly string[] };

/** Whether a project of these people may be seen. */
export function sees(sight: Sight, people: { owner: string; leader: string }): boolean {
  return sight.all || sight.self === people.leader || sight.owners.includes(people.owner);
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
