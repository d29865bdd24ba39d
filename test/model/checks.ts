import { isDeepStrictEqual } from 'node:util';
import { eventPolicy } from '../../workflows/permissions.ts';
import { createMachines, type Machines } from '../../server/runner/machines.ts';
import { nameOf } from '../../server/runner/planting.ts';
import { replay } from '../../server/runner/replay.ts';
import { instanceSchema, SYSTEM, type HistoryDocument } from '../../server/store/documents.ts';
import type { Kept } from './world.ts';

/**
 * What is wrong with what is kept of an instance, in sentences; empty if everything holds that always must
 * (domain: what must always hold, 1, 3, 5, 7 and 8). Looks at documents only, so that it can be fed with forged ones.
 */
export async function findingsOf(kept: Kept, machines: Machines = createMachines()): Promise<string[]> {
  return [...findingsAtOnce(kept, machines), ...(await differencesFromReplay(kept, machines))];
}

/** The same without the replay. */
export function findingsAtOnce(kept: Kept, machines: Machines = createMachines()): string[] {
  return [
    ...awardsOf(kept),
    ...sumsOf(kept),
    ...decisionsOf(kept),
    ...orderOf(kept),
    ...timersOfDocument(kept, machines),
  ];
}

/** What is wrong with single steps: each moves one milestone, and makes the one entry that its event stands for. */
export function findingsOfSteps(before: Kept, after: Kept): string[] {
  const steps = after.history.slice(before.history.length);
  const entries = after.entries.slice(before.entries.length);
  const findings = steps.flatMap(({ _id, seq, event, points, from, to }) => {
    const made = entries.filter((entry) => entry.seq === seq);
    const [entry] = made;
    const expected =
      event.type === 'ACCEPT'
        ? 'award'
        : event.type === 'REOPEN' && from === 'accepted'
          ? 'reverse'
          : undefined;
    return [
      ...(made.length > 1 ? [`${_id} makes ${made.length} entries`] : []),
      ...(entry?.kind === expected
        ? []
        : [`${_id}: ${event.type} from ${from} to ${to} makes ${entry?.kind}`]),
      ...(points === (entry?.points ?? 0) ? [] : [`${_id} says ${points} points`]),
    ];
  });
  const moved = new Set(steps.flatMap(({ event }) => ('milestone' in event ? [event.milestone] : [])));
  const others = after.document.summary.milestones.filter(({ id, state }) => {
    const old = before.document.summary.milestones.find((milestone) => milestone.id === id);
    return !moved.has(id) && old?.state !== state && !(old?.state === 'locked' && state === 'open');
  });
  return [...findings, ...others.map(({ id }) => `${id} moved, and no event was for it`)];
}

/** 1: an accepted milestone has exactly one award that stands, any other none. */
function awardsOf({ document, entries }: Kept): string[] {
  const findings: string[] = [];
  for (const { id, state, points } of document.summary.milestones) {
    const own = entries.filter(({ milestone }) => milestone === id);
    const awards = own.filter(({ kind }) => kind === 'award');
    const reversals = own.filter(({ kind }) => kind === 'reverse');
    const standing = awards.length - reversals.length;
    if (standing !== (state === 'accepted' ? 1 : 0))
      findings.push(`${id} is ${state} with ${standing} awards`);
    if (own.some((entry) => Math.abs(entry.points) !== points)) findings.push(`${id} has other points`);
    if (own.some((entry) => Object.is(entry.points, -0))) findings.push(`${id} has an entry of -0 points`);
    if (reversals.some((entry) => !awards.some(({ _id }) => _id === entry.reversalOf))) {
      findings.push(`${id} has a reversal of nothing`);
    }
  }
  if (new Set(entries.map(({ _id }) => _id)).size < entries.length) findings.push('an entry is there twice');
  return findings;
}

/** 2 and 3: the entries sum to what is awarded; awarded, open and forfeited to the total. */
function sumsOf({ document, entries }: Kept): string[] {
  const { standing, total } = document.summary;
  const { awarded, open, forfeited } = standing;
  const sum = entries.reduce((points, entry) => points + entry.points, 0);
  return [
    ...(sum === awarded ? [] : [`the entries sum to ${sum}, awarded are ${awarded}`]),
    ...(awarded + open + forfeited === total ? [] : ['the points do not sum to the total']),
  ];
}

/** 5: the owner decided nothing, and every decision was the leader's or the points manager's. */
function decisionsOf({ history }: Kept): string[] {
  return history.flatMap((line) =>
    isDecision(line) && (line.actor === line.owner || line.actor === SYSTEM)
      ? [`${line._id}: ${line.event.type} was decided by ${line.actor}`]
      : [],
  );
}

function isDecision({ event }: HistoryDocument): boolean {
  return Object.entries(eventPolicy).some(([type, { decides }]) => decides && type === event.type);
}

/** The steps are numbered without a gap, time never runs backwards, and a timer fires with its own date (7). */
function orderOf({ document, history }: Kept): string[] {
  const findings = history.flatMap((line, index) => {
    const before = history[index - 1];
    const at = Date.parse(line.at);
    const earliest = before === undefined ? at : Date.parse(before.at);
    const own = Math.max(waitedUntil(line), earliest);
    return [
      ...(line.seq === index + 1 ? [] : [`${line._id} is step ${index + 1}`]),
      ...(at < earliest ? [`${line._id} is before the step before it`] : []),
      ...(line.actor === SYSTEM && at !== own ? [`${line._id} fired with a date that is not its own`] : []),
    ];
  });
  if (document.version !== history.length) findings.push('the version is not the number of steps');
  return findings;
}

/** The date that a timer waited for, from the id of its command: `timer/<instance>/<revision>/<node>/<event>/<ms>`. */
function waitedUntil({ commandId }: HistoryDocument): number {
  return commandId.startsWith('timer/') ? Number(commandId.split('/').at(-1)) : Number.NaN;
}

/** What is planted is what the state waits for, and the next date is that of the first that has not fired. */
function timersOfDocument({ document, definitions }: Kept, machines: Machines): string[] {
  const definition = definitions.get(document.definition);
  if (definition === undefined) return [`definition ${document.definition} is missing`];
  const { workflow } = machines.ofDefinition(definition);
  const wanted = workflow.restore(document).timers();
  const planted = document.timers.map(nameOf);
  const left = wanted.filter((timer) => !planted.includes(nameOf(timer)));
  const waiting = document.timers.filter(({ fired }) => !fired).map(({ at }) => at);
  return [
    ...(planted.every((name) => wanted.some((timer) => nameOf(timer) === name))
      ? []
      : ['a timer is not wanted']),
    ...(new Set(planted).size === planted.length ? [] : ['a timer is planted twice']),
    ...(left.every(({ kind, at }) => kind === 'reminder' && at <= document.updatedAt)
      ? []
      : ['a timer is missing']),
    ...(document.nextTimerAt === (waiting.toSorted()[0] ?? null) ? [] : ['the next date is wrong']),
  ];
}

/** 8: replaying the history gives the same documents, to the letter. */
async function differencesFromReplay(kept: Kept, machines: Machines): Promise<string[]> {
  const { document, history, entries, outbox, definitions } = kept;
  try {
    const replayed = await replay(document._id, { history, plan: null }, machines, (hash) => {
      const definition = definitions.get(hash);
      return definition === undefined ? Promise.reject(new Error(`no ${hash}`)) : Promise.resolve(definition);
    });
    const pairs = Object.entries({
      instance: [document, replayed.after.document],
      history: [history, replayed.history],
      ledger: [entries, replayed.entries],
      outbox: [outbox, replayed.outbox],
    });
    return [
      ...pairs.flatMap(([what, [stored, again]]) =>
        isDeepStrictEqual(stored, again) ? [] : [`the ${what} differs from its replay`],
      ),
      ...(isDeepStrictEqual(JSON.parse(JSON.stringify(document)), document)
        ? []
        : ['the instance is not JSON']),
      ...(instanceSchema.safeParse(document).success ? [] : ['the instance does not have its schema']),
    ];
  } catch (error) {
    return [`it cannot be replayed: ${error instanceof Error ? error.message : String(error)}`];
  }
}
