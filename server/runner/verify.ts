import { isDeepStrictEqual } from 'node:util';
import { checkTotals } from '../store/check-totals.ts';
import type { Database } from '../store/database.ts';
import {
  findDefinition,
  findEntries,
  findHistory,
  findInstances,
  findMessages,
  findPlan,
  listInstances,
} from '../store/instances.ts';
import { listTallies, tallyId } from '../store/tallies.ts';
import { createMachines, type Machines } from './machines.ts';
import { replay } from './replay.ts';

/** `instance` is the id of what differs: an instance, a running sum, or a person's month. */
export type Finding = { instance: string; what: string };
export type Report = { instances: number; steps: number; entries: number; findings: Finding[] };

/**
 * Replays every instance and compares what comes out with what is stored: snapshot, timers, summary, history,
 * ledger entries, running sums, totals. Read-only; an empty list of findings means that all is as it was decided.
 */
export async function verify(database: Database): Promise<Report> {
  const machines = createMachines();
  const report: Report = { instances: 0, steps: 0, entries: 0, findings: [] };
  const sums = new Map<string, number>();
  for await (const instance of listInstances(database)) {
    report.instances += 1;
    await verifyInstance(database, machines, instance, report, sums);
  }
  for await (const { _id, sum } of listTallies(database)) {
    const counted = sums.get(_id) ?? 0;
    if (sum !== counted)
      report.findings.push({ instance: _id, what: `the sum is ${sum}, counted is ${counted}` });
    sums.delete(_id);
  }
  for (const [_id, sum] of sums) {
    if (sum !== 0) report.findings.push({ instance: _id, what: `counted is ${sum}, no sum is kept` });
  }
  report.findings.push(...(await checkTotals(database)));
  return report;
}

async function verifyInstance(
  database: Database,
  machines: Machines,
  instance: string,
  report: Report,
  sums: Map<string, number>,
): Promise<void> {
  const find = (what: string) => report.findings.push({ instance, what });
  try {
    const [stored] = await findInstances(database, [instance]);
    const history = await findHistory(database, instance);
    const entries = await findEntries(database, instance);
    const plan = stored?.kind === 'duty' ? await findPlan(database, stored.plan) : null;
    const replayed = await replay(instance, { history, plan }, machines, (hash) =>
      findDefinition(database, hash),
    );
    report.steps += history.length;
    report.entries += entries.length;
    for (const { by, ...key } of replayed.counts) sums.set(tallyId(key), (sums.get(tallyId(key)) ?? 0) + by);

    if (!isDeepStrictEqual(stored, replayed.after.document))
      find('the stored instance differs from its replay');
    if (!isDeepStrictEqual(history, replayed.history)) find('the history differs from its replay');
    if (!isDeepStrictEqual(byId(entries), byId(replayed.entries))) find('the ledger differs from the replay');
    const messages = new Set(await findMessages(database, instance));
    if (replayed.outbox.some(({ _id }) => !messages.has(_id))) find('a message is missing from the outbox');

    const { document } = replayed.after;
    if (document.kind !== 'project') return;
    const { standing, total } = document.summary;
    if (standing.awarded + standing.open + standing.forfeited !== total)
      find('the points do not sum to the total');
    const sum = entries.reduce((points, entry) => points + entry.points, 0);
    if (sum !== standing.awarded)
      find(`the entries sum to ${sum}, the awarded points to ${standing.awarded}`);
  } catch (error) {
    find(error instanceof Error ? error.message : 'it cannot be replayed');
  }
}

function byId<Document extends { _id: string }>(documents: readonly Document[]): Document[] {
  return documents.toSorted((a, b) => (a._id < b._id ? -1 : 1));
}
