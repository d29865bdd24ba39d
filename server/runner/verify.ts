import { isDeepStrictEqual } from 'node:util';
import { checkTotals } from '../store/check-totals.ts';
import type { Database } from '../store/database.ts';
import type { EntryDocument, HistoryDocument, InstanceDocument } from '../store/documents.ts';
import { findHistories } from '../store/history.ts';
import {
  findDefinition,
  findEntries,
  findInstances,
  findMessages,
  findPlans,
  listInstances,
} from '../store/instances.ts';
import { listTallies, tallyId } from '../store/tallies.ts';
import { createMachines, type Machines } from './machines.ts';
import { replay } from './replay.ts';
import type { Change } from './steps.ts';

/** `instance` is the id of what differs: an instance, a running sum, or a person's month. */
export type Finding = { instance: string; what: string };
export type Report = { instances: number; steps: number; entries: number; findings: Finding[] };

/** So many instances are read together. */
const BATCH = 500;

/**
 * Replays every instance and compares what comes out with what is stored: snapshot, timers, summary, history,
 * ledger entries, running sums, totals. Read-only; an empty list of findings means that all is as it was decided.
 */
export async function verify(database: Database): Promise<Report> {
  const machines = createMachines();
  const report: Report = { instances: 0, steps: 0, entries: 0, findings: [] };
  const sums = new Map<string, number>();
  let batch: string[] = [];
  const verifyRead = async () => {
    await verifyBatch(database, machines, batch, report, sums);
    batch = [];
  };
  for await (const instance of listInstances(database)) {
    batch.push(instance);
    if (batch.length === BATCH) await verifyRead();
  }
  await verifyRead();
  report.findings.push(...(await wrongSums(database, sums)), ...(await checkTotals(database)));
  return report;
}

async function verifyBatch(
  database: Database,
  machines: Machines,
  ids: readonly string[],
  report: Report,
  sums: Map<string, number>,
): Promise<void> {
  const instances = await findInstances(database, ids);
  const [histories, entries, plans] = await Promise.all([
    findHistories(database, ids),
    findEntries(database, ids),
    findPlans(
      database,
      instances.flatMap((instance) => (instance.kind === 'duty' ? [instance.plan] : [])),
    ),
  ]);
  const expected = new Map<string, string>();
  for (const stored of instances) {
    const find = (what: string) => report.findings.push({ instance: stored._id, what });
    const history = histories.get(stored._id) ?? [];
    const posted = entries.get(stored._id) ?? [];
    report.instances += 1;
    report.steps += history.length;
    report.entries += posted.length;
    try {
      const plan = stored.kind === 'duty' ? (plans.get(stored.plan) ?? null) : null;
      const replayed = await replay(stored._id, { history, plan }, machines, (hash) =>
        findDefinition(database, hash),
      );
      differences(stored, history, posted, replayed).forEach(find);
      for (const { by, ...key } of replayed.counts) {
        sums.set(tallyId(key), (sums.get(tallyId(key)) ?? 0) + by);
      }
      for (const { _id } of replayed.outbox) expected.set(_id, stored._id);
    } catch (error) {
      find(error instanceof Error ? error.message : 'it cannot be replayed');
    }
  }
  const messages = await findMessages(database, [...expected.keys()]);
  for (const [id, instance] of expected) {
    if (!messages.has(id))
      report.findings.push({ instance, what: `message ${id} is missing from the outbox` });
  }
}

function differences(
  stored: InstanceDocument,
  history: readonly HistoryDocument[],
  entries: readonly EntryDocument[],
  replayed: Change,
): string[] {
  const found: string[] = [];
  const { document } = replayed.after;
  if (!isDeepStrictEqual(stored, document)) found.push('the stored instance differs from its replay');
  if (!isDeepStrictEqual(history, replayed.history)) found.push('the history differs from its replay');
  if (!isDeepStrictEqual(byId(entries), byId(replayed.entries)))
    found.push('the ledger differs from the replay');
  if (document.kind !== 'project') return found;
  const { standing, total } = document.summary;
  if (standing.awarded + standing.open + standing.forfeited !== total)
    found.push('the points do not sum to the total');
  const sum = entries.reduce((points, entry) => points + entry.points, 0);
  if (sum !== standing.awarded)
    found.push(`the entries sum to ${sum}, the awarded points to ${standing.awarded}`);
  return found;
}

/** Running sums that are not the sum of what was counted. */
async function wrongSums(database: Database, counted: ReadonlyMap<string, number>): Promise<Finding[]> {
  const findings: Finding[] = [];
  const kept = new Set<string>();
  for await (const { _id: instance, sum } of listTallies(database)) {
    kept.add(instance);
    const right = counted.get(instance) ?? 0;
    if (sum !== right) findings.push({ instance, what: `the sum is ${sum}, counted is ${right}` });
  }
  for (const [instance, sum] of counted) {
    if (sum !== 0 && !kept.has(instance)) findings.push({ instance, what: `no sum is kept of ${sum}` });
  }
  return findings;
}

function byId<Document extends { _id: string }>(documents: readonly Document[]): Document[] {
  return documents.toSorted((a, b) => (a._id < b._id ? -1 : 1));
}
