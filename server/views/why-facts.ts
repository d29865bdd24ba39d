import { dueOf } from '../../workflows/rules/item-period.ts';
import type { WhyFact } from '../contract/why.ts';
import type { CompanyRules } from '../store/company-rules.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import type { HistoryDocument } from '../store/documents.ts';
import { findFilesOf, type StoredFile } from '../store/files.ts';
import { findHistories } from '../store/history.ts';
import { datedOf, type ItemDocument } from '../store/item-document.ts';
import type { RuleWorkDocument } from '../store/rule-work.ts';
import { workRounds } from './work-rounds.ts';

type Known = { database: Database; organisation: Organisation };

/** A duty or a claim as a fact, and when it counted: from its acceptance until its reversal. */
export type CountedFact = { fact: WhyFact; acceptedAt: string | null; reversedAt: string | null };

/** Duties and claims with what had been handed in by a moment. Two reads side by side, however many. */
export async function workFacts(
  { database, organisation }: Known,
  works: readonly RuleWorkDocument[],
  by: string,
): Promise<CountedFact[]> {
  if (works.length === 0) return [];
  const ids = works.map(({ _id }) => _id);
  const [histories, files] = await Promise.all([findHistories(database, ids), findFilesOf(database, ids)]);
  const fileById = new Map(files.map((file): [string, StoredFile] => [file.id, file]));
  return works.map((work) => {
    const lines = (histories.get(work._id) ?? []).filter(({ at }) => at <= by);
    const acceptedAt = lines.find(({ to }) => to === 'accepted')?.at ?? null;
    const round = workRounds(lines, fileById, organisation).at(-1) ?? null;
    return {
      fact: workFact(work, round, acceptedAt, organisation),
      acceptedAt,
      reversedAt: reversedIn(lines),
    };
  });
}

function reversedIn(lines: readonly HistoryDocument[]): string | null {
  return lines.find(({ event }) => event.type === 'REVERSE_WORK')?.at ?? null;
}

function workFact(
  { _id: instance, kind, summary }: RuleWorkDocument,
  round: ReturnType<typeof workRounds>[number] | null,
  acceptedAt: string | null,
  organisation: Organisation,
): WhyFact {
  const { state, owner } = summary;
  if (kind === 'duty') {
    const { period, due } = summary;
    return { type: 'duty', instance, period, due, state, round };
  }
  const { fact, externalId, filer: recordedBy } = summary;
  const filer = recordedBy === owner ? null : organisation.ref(recordedBy);
  return { type: 'claim', instance, filer, fact, externalId, state, acceptedAt, round };
}

/** An item as it stood at a moment. */
export function itemFact(
  item: ItemDocument,
  { book, calendar }: Pick<CompanyRules, 'book' | 'calendar'>,
  at: string,
): WhyFact {
  const stood = [...item.earlier, item].findLast(({ takenAt }) => takenAt <= at) ?? item;
  const { revision, type, doneAt, category, fen, removed } = stood;
  const dated = datedOf(stood);
  const due = dated.type === 'item' ? dueOf(book.versionsOf(item.rule), dated, calendar) : stood.at;
  return {
    type: 'item',
    id: item._id,
    externalId: item.externalId,
    revision,
    startedAt: type === 'item' ? stood.at : null,
    dueAt: due ?? null,
    doneAt,
    category,
    fen,
    removed,
  };
}
