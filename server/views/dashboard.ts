import type { TaskKind } from '../../workflows/summary.ts';
import type { Dashboard } from '../contract/work.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { findOverdue, findWaiting, listByState } from '../store/instance-lists.ts';
import { sumEntries } from '../store/read-totals.ts';
import { sumStandings, type OwnersStanding } from '../store/standing.ts';
import type { Sight } from '../store/visible.ts';
import { listItem } from './instances.ts';
import { earlierFirst, leadersTasks, workItems } from './work-items.ts';

const PROJECTS = 100;
const ITEMS = 50;
/** So many instances are looked at for the longest overdue and the longest waiting ones. */
const CANDIDATES = 300;
const DECIDING: TaskKind[] = leadersTasks.filter((kind) => kind !== 'decide_overdue');

type Context = { database: Database; organisation: Organisation; now: string };

/**
 * Everything of one look at the company, or at the part of it that somebody may see. Two rounds: six reads side
 * by side, then what belongs to the overdue and the waiting milestones.
 */
export async function readDashboard(
  { database, organisation, now }: Context,
  sight: Sight,
): Promise<Dashboard> {
  const [standings, sums, running, others, late, asked] = await Promise.all([
    sumStandings(database, sight),
    sumEntries(database, sight),
    listByState(database, sight, ['active', 'suspended', 'planned', 'submitted', 'draft'], PROJECTS),
    listByState(database, sight, ['completed', 'cancelled'], PROJECTS),
    findOverdue(database, sight, CANDIDATES),
    findWaiting(database, sight, DECIDING, CANDIDATES),
  ]);
  const [overdue, waiting] = await Promise.all([
    workItems(database, organisation, late, ({ summary }) =>
      summary.tasks.filter(
        ({ kind, milestone }) =>
          kind === 'hand_in' && summary.milestones.some(({ id, overdue }) => id === milestone && overdue),
      ),
    ),
    workItems(database, organisation, asked, ({ summary }) =>
      summary.tasks.filter(({ kind }) => DECIDING.includes(kind)),
    ),
  ]);
  return {
    now,
    standing: total(standings),
    projects: [...running, ...others].slice(0, PROJECTS).map((instance) => listItem(instance, organisation)),
    overdue: overdue.toSorted((a, b) => earlierFirst(a.due, b.due)).slice(0, ITEMS),
    waiting: waiting.toSorted((a, b) => earlierFirst(a.since, b.since)).slice(0, ITEMS),
    ...points(standings, sums, organisation, sight),
  };
}

function total(standings: readonly OwnersStanding[]): Dashboard['standing'] {
  const sum = { total: 0, awarded: 0, waiting: 0, open: 0, forfeited: 0 };
  for (const standing of standings) {
    sum.total += standing.total;
    sum.awarded += standing.awarded;
    sum.waiting += standing.waiting;
    sum.open += standing.open;
    sum.forfeited += standing.forfeited;
  }
  return sum;
}

function points(
  standings: readonly OwnersStanding[],
  sums: ReadonlyMap<string, { points: number }>,
  organisation: Organisation,
  sight: Sight,
): Pick<Dashboard, 'departments' | 'people'> {
  const open = new Map<string, number>();
  for (const { _id, open: left } of standings) {
    if (_id.running) open.set(_id.owner, (open.get(_id.owner) ?? 0) + left);
  }
  const people = organisation.people
    .filter(({ _id, active }) => active || sums.has(_id))
    .filter(({ _id }) => sight.all || sight.owners.includes(_id) || open.has(_id))
    .map(({ _id: id, name, department }) => ({
      id,
      name,
      department,
      points: sums.get(id)?.points ?? 0,
      open: open.get(id) ?? 0,
    }))
    .toSorted((a, b) => b.points - a.points || b.open - a.open || (a.name < b.name ? -1 : 1));
  const departments = organisation.departments
    .map(({ _id: id, name }) => {
      const members = people.filter(({ department }) => department === id);
      return {
        id,
        name,
        points: members.reduce((sum, member) => sum + member.points, 0),
        open: members.reduce((sum, member) => sum + member.open, 0),
        members: members.length,
      };
    })
    .filter(({ members }) => members > 0)
    .map(({ members: _, ...department }) => department)
    .toSorted((a, b) => b.points - a.points);
  const named = people.map(({ department, ...person }) => ({
    ...person,
    department: organisation.department(department)?.name ?? '',
  }));
  return { departments, people: named };
}
