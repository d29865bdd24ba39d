import type { Definition } from '../../workflows/index.ts';
import type { Basis, Why } from '../contract/why.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import type { EntryDocument, HistoryDocument, InstanceDocument } from '../store/documents.ts';
import { findHistory } from '../store/history.ts';
import { findDefinition, findInstances } from '../store/instances.ts';
import { findEntry, findReversal } from '../store/ledger.ts';
import { sees, type Sight } from '../store/visible.ts';
import { historyLines } from './instance.ts';
import { entryView, namesFor } from './ledger.ts';
import { milestoneBasis } from './why-milestone.ts';
import { ruleBasis } from './why-rule.ts';

type Context = { database: Database; organisation: Organisation; timeZone: string };

/**
 * Why an entry is there. Three rounds: the entry; side by side what it is of, the definition of that moment, the
 * history and the entry that reverses it; then the facts that it stands on. Throws `unknown_entry`, also for one that
 * the caller may not see.
 */
export async function readWhy(context: Context, id: string, sight: Sight): Promise<Why> {
  const { database, organisation, timeZone } = context;
  const entry = await findEntry(database, id);
  if (entry === null) throw new Refusal('unknown_entry');
  const [names, [instance], definition, history, reversedBy] = await Promise.all([
    namesFor(database, [entry]),
    findInstances(database, [entry.instance]),
    findDefinition(database, entry.definition),
    findHistory(database, entry.instance),
    entry.kind === 'award' ? findReversal(database, entry) : null,
  ]);
  const seen = instance !== undefined && sees(sight, instance.summary);
  if (!seen && !(sight.all || sight.owners.includes(entry.person))) throw new Refusal('unknown_entry');

  const line = history.find(({ seq }) => seq === entry.seq);
  const [step] = line === undefined ? [] : historyLines([line], timeZone, organisation);
  if (instance === undefined || line === undefined || step === undefined) {
    throw new Error(`entry ${id} has no step that made it`);
  }
  return {
    entry: entryView(entry, names, organisation),
    basis: await basisOf(context, entry, instance, definition, history),
    transition: { seq: entry.seq, event: step.type, from: step.from, to: step.to, text: step.text },
    definitionHash: entry.definition,
    reversedBy,
  };
}

async function basisOf(
  context: Context,
  entry: EntryDocument,
  instance: InstanceDocument,
  definition: Definition,
  history: readonly HistoryDocument[],
): Promise<Basis> {
  if (definition.kind === 'project') return milestoneBasis(context, entry, definition, history);
  const line = history.find(({ seq }) => seq === entry.seq);
  if (instance.kind === 'project' || line === undefined) throw new Error(`entry ${entry._id} is of no rule`);
  return ruleBasis(context, entry, instance, definition, line);
}
