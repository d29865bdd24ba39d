import { isClaimRule } from '../../workflows/rule-definition.ts';
import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import { groupedBy } from '../../workflows/rules/settlement.ts';
import { sumMovedByClaim } from '../../workflows/running-sum.ts';
import type { Task, TaskKind } from '../../workflows/summary.ts';
import type { RuleTask } from '../contract/rule-work.ts';
import { givesOf } from '../../workflows/claim-outlook.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { findRounds } from '../store/history.ts';
import { findFilesOf, type StoredFile } from '../store/files.ts';
import { findRuleTasks, type RuleWorkDocument } from '../store/rule-work.ts';
import { findSums, tallyId } from '../store/tallies.ts';
import { bookFor, requireRule, ruleWorkView } from './rule-work.ts';
import { workRounds } from './work-rounds.ts';

export const ownersWork: TaskKind[] = ['hand_in_duty', 'mend_claim'];
export const leadersWork: TaskKind[] = ['decide_duty', 'decide_claim'];
/** Bounds what one request reads; what is more comes when these are done. */
const MOST = 500;

/**
 * The duties and claims that wait for somebody. Two rounds: the instances (by the index of tasks), then side by side
 * what was handed in, the files, and the running sums.
 */
export async function readRuleTasks(
  { database, organisation }: { database: Database; organisation: Organisation },
  person: string,
  kinds: readonly TaskKind[],
): Promise<RuleTask[]> {
  const works = await findRuleTasks(database, person, kinds, MOST);
  if (works.length === 0) return [];
  const ids = works.map(({ _id }) => _id);
  const book = await bookFor(database, works);
  const summed = works.map((work) => sumOf(work, requireRule(book, work.summary.rule, work.summary.version)));
  const [rounds, files, sums] = await Promise.all([
    findRounds(database, ids),
    findFilesOf(database, ids),
    findSums(
      database,
      summed.filter((id) => id !== null),
    ),
  ]);
  const linesOf = groupedBy(rounds, ({ instance }) => instance);
  const fileById = new Map(files.map((file): [string, StoredFile] => [file.id, file]));
  return works.flatMap((work, index) => {
    const tally = summed[index] ?? null;
    const sum = tally === null ? null : (sums.get(tally) ?? 0);
    const shown = ruleWorkView({ book, organisation }, work);
    const last = workRounds(linesOf.get(work._id) ?? [], fileById, organisation).at(-1) ?? null;
    return tasksOf(work, person, kinds).map(({ kind: task, since }) => ({
      ...shown,
      task,
      since,
      gives: worthOf(shown.rule, shown.fact, sum ?? 0),
      sum,
      last,
    }));
  });
}

function tasksOf({ summary }: RuleWorkDocument, person: string, kinds: readonly TaskKind[]): Task[] {
  return summary.tasks.filter((task) => task.person === person && kinds.includes(task.kind));
}

/** The id of the running sum that a claim adds to; null if it adds to none. */
function sumOf({ kind, summary }: RuleWorkDocument, rule: Rule): string | null {
  if (kind !== 'claim' || !isClaimRule(rule) || summary.fact.type === 'decision') return null;
  const key = sumMovedByClaim(rule, summary.fact, summary.owner);
  return key === null ? null : tallyId(key);
}

/** Points that an acceptance gives now; null if the reviewer chooses them, or they come at the period's end. */
function worthOf(rule: Rule, fact: ClaimFact | null, sum: number): number | null {
  if (rule.kind === 'duty') return rule.points;
  return fact === null || !isClaimRule(rule) ? null : givesOf(rule, fact, sum);
}
