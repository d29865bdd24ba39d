import map from 'p-map';
import { groupedBy } from '../../workflows/rules/settlement.ts';
import type { Database } from '../store/database.ts';
import type { InstanceDocument } from '../store/documents.ts';
import { findUnansweredDuties, type UnansweredDuty } from '../store/duties.ts';
import { AlreadyThere, Clash, writeClosing, type Closing } from '../store/journal.ts';
import { isPassing } from '../store/passing-errors.ts';
import { decideDue } from './decide.ts';
import type { Loader } from './loading.ts';
import type { Machines } from './machines.ts';
import type { Change } from './steps.ts';

const GROUP = 1_000;
const AT_ONCE = 2;

type Context = { database: Database; machines: Machines; loader: Loader; now: string };

/**
 * Closes the duties that nobody handed in by their due moment, in groups of those that were planned alike: the
 * machine is asked once for each group, because all that differs is whose they are. A duty that was touched before
 * (returned, moved) takes the ordinary way, one by one. Returns how many were closed.
 */
export async function closeDuties(context: Context): Promise<number> {
  const groups = groupsOf(await findUnansweredDuties(context.database, context.now));
  const closed = await map(groups, (group) => closeGroup(context, group), { concurrency: AT_ONCE });
  return closed.reduce((sum, count) => sum + count, 0);
}

function groupsOf(duties: readonly UnansweredDuty[]): UnansweredDuty[][] {
  const alike = groupedBy(
    duties,
    ({ definition, day, nextTimerAt }) => `${definition} ${day} ${nextTimerAt}`,
  );
  return [...alike.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / GROUP) }, (_, index) =>
      group.slice(index * GROUP, (index + 1) * GROUP),
    ),
  );
}

/** Closes one group; 0 if one of it was handed in or closed at the same moment, and the next round looks again. */
async function closeGroup(
  { database, machines, loader, now }: Context,
  group: UnansweredDuty[],
): Promise<number> {
  const [first] = group;
  if (first === undefined) return 0;
  const loaded = await loader.read(first._id);
  const change = loaded === null || loaded.document.version !== 1 ? null : decideDue(loaded, now, machines);
  if (loaded === null || change === null) return 0;
  try {
    await writeClosing(database, closingOf(loaded.document, change, group));
    for (const { _id } of group) loader.forget(_id);
    return group.length;
  } catch (error) {
    if (error instanceof Clash || error instanceof AlreadyThere || isPassing(error)) return 0;
    throw error;
  }
}

/** What a change of one duty is for each of its group. */
function closingOf(before: InstanceDocument, change: Change, group: readonly UnansweredDuty[]): Closing {
  const { history, entries, outbox, moves, after } = change;
  const model = before._id;
  const ofDuty = (text: string, duty: UnansweredDuty) => text.replace(model, duty._id);
  return {
    ids: group.map(({ _id }) => _id),
    before: before.version,
    changed: changedFields(before, after.document),
    history: history.map((line) => ({
      ...line,
      instance: group.map(({ _id }) => _id),
      owner: group.map(({ owner }) => owner),
      leader: group.map(({ leader }) => leader),
    })),
    entries: group.flatMap((duty) =>
      entries.map((entry) => ({
        ...entry,
        _id: ofDuty(entry._id, duty),
        instance: duty._id,
        person: duty.owner,
      })),
    ),
    outbox: group.flatMap((duty) =>
      outbox.map((message) => ({
        ...message,
        _id: ofDuty(message._id, duty),
        instance: duty._id,
        to: duty.owner,
      })),
    ),
    moves: group.flatMap((duty) => moves.map((move) => ({ ...move, person: duty.owner }))),
  };
}

/** The fields that a step has changed, by their paths: what one update can set for the whole group. */
function changedFields(before: object, after: object, path = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, value]: [string, unknown]): [string, unknown][] => {
      const old: unknown = Reflect.get(before, name);
      const at = `${path}${name}`;
      if (isRecord(value) && isRecord(old)) return Object.entries(changedFields(old, value, `${at}.`));
      return JSON.stringify(old) === JSON.stringify(value) ? [] : [[at, value]];
    }),
  );
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
