import type { Actor } from '../../workflows/permissions.ts';
import type { HistoryLine } from '../contract/instances.ts';
import type { RuleWorkView } from '../contract/rule-work.ts';
import type { Loaded } from '../runner/steps.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import type { ClaimInstance, DutyInstance } from '../store/documents.ts';
import { findFilesOf, type StoredFile } from '../store/files.ts';
import { findHistory } from '../store/history.ts';
import { findEntries } from '../store/instances.ts';
import { historyLines } from './instance.ts';
import { entryView } from './ledger.ts';
import { bookFor, ruleWorkView } from './rule-work.ts';
import { workRounds } from './work-rounds.ts';

type Context = { database: Database; organisation: Organisation; now: string };

/** A duty or a claim as it was loaded. */
export type LoadedWork = Omit<Loaded, 'document'> & { document: DutyInstance | ClaimInstance };

/**
 * A duty or a claim with everything that its page shows. One round after it was loaded: its history, its files, its
 * entries.
 */
export async function readRuleWorkPage(
  { database, organisation, now }: Context,
  { document, state }: LoadedWork,
  caller: Actor,
): Promise<RuleWorkView> {
  const { _id: id, definition, summary } = document;
  const [history, files, entries, book] = await Promise.all([
    findHistory(database, id),
    findFilesOf(database, [id]),
    findEntries(database, [id]),
    bookFor(database, [document]),
  ]);
  const fileById = new Map(files.map((file): [string, StoredFile] => [file.id, file]));
  const rule = { id: summary.rule, name: summary.title, version: summary.version };
  const names = { titles: new Map(), rules: new Map([[definition, rule]]) };
  return {
    ...ruleWorkView({ book, organisation }, document),
    rounds: workRounds(history, fileById, organisation),
    history: [...planned(document), ...historyLines(history, state.timeZone, organisation)],
    entries: (entries.get(id) ?? []).map((entry) => entryView(entry, names, organisation)),
    offers: state.offersFor(caller, now),
  };
}

/** The first step of a duty, which it shares with all that were planned with it. */
function planned({ kind, createdAt: at }: LoadedWork['document']): HistoryLine[] {
  if (kind === 'claim') return [];
  const nothing = { milestone: null, by: null, text: '', due: null, handedTo: null, from: '', points: 0 };
  return [{ ...nothing, seq: 1, at, type: 'PLAN', to: 'due' }];
}
