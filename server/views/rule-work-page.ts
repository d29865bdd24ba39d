import type { Actor } from '../../workflows/permissions.ts';
import type { RuleWorkView } from '../contract/rule-work.ts';
import type { Loaded } from '../runner/steps.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import type { ClaimInstance, DutyInstance } from '../store/documents.ts';
import { findFilesOf, type StoredFile } from '../store/files.ts';
import { findEntries, findHistory } from '../store/instances.ts';
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
    history: historyLines(history, state.timeZone, organisation),
    entries: (entries.get(id) ?? []).map((entry) => entryView(entry, names, organisation)),
    offers: state.offersFor(caller, now),
  };
}
