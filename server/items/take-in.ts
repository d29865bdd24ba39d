import { itemInputSchema, type Taken } from '../contract/items.ts';
import { Refusal, type FaultAt } from '../errors.ts';
import { faultsOf } from '../faults.ts';
import type { Database } from '../store/database.ts';
import { itemId, type ItemDocument } from '../store/item-document.ts';
import { changeItems, type ItemChange } from '../store/items.ts';
import { readItem, type Against, type ReadItem } from './read-item.ts';

/** An item as it was sent; `path` is where in the request, and `number` its line for a person, from 1. */
export type Line = { path: string; number: number; input: unknown };

type Ready = ReadItem & { path: string };

/**
 * Takes items in, all of them or none: those that are new, and corrections of those that are known; their tallies
 * are settled next. Sent again, the same changes nothing. Throws a Refusal that names every fault of every line.
 */
export async function takeIn(database: Database, lines: readonly Line[], against: Against): Promise<Taken> {
  const ready = readLines(lines, against);
  const taken: Taken = { added: 0, corrected: 0, unchanged: 0, removed: 0 };
  await changeItems(database, ready.map(itemId), against.now, (known) => {
    Object.assign(taken, { added: 0, corrected: 0, unchanged: 0, removed: 0 });
    const change: ItemChange = { items: [], tallies: [] };
    const faults: FaultAt[] = [];
    for (const item of ready) {
      const before = known.get(itemId(item));
      if (before !== undefined && !isRecordable(before, against)) {
        faults.push({ path: join(item.path, 'externalId'), code: 'item_of_others' });
      } else if (before !== undefined && saysTheSame(before, item)) {
        taken[before.removed ? 'removed' : 'unchanged'] += 1;
      } else {
        taken[before === undefined ? 'added' : 'corrected'] += 1;
        const after = revised(before, item, against);
        change.items.push(after);
        change.tallies.push(after, ...(before === undefined ? [] : [before]));
      }
    }
    if (faults.length > 0) throw new Refusal('invalid_request', { faults });
    return change;
  });
  return taken;
}

function readLines(lines: readonly Line[], against: Against): Ready[] {
  const faults: FaultAt[] = [];
  const ready: Ready[] = [];
  const numbers = new Map<string, number>();
  for (const { path, number, input } of lines) {
    const parsed = itemInputSchema.safeParse(input);
    if (!parsed.success) {
      faults.push(...within(path, faultsOf(parsed.error, input, 0)));
      continue;
    }
    const id = itemId(parsed.data);
    const first = numbers.get(id);
    numbers.set(id, first ?? number);
    if (first !== undefined) {
      faults.push({ path: join(path, 'externalId'), code: 'sent_twice', params: { line: first } });
    }
    const read = readItem(parsed.data, against);
    if (Array.isArray(read)) faults.push(...within(path, read));
    else ready.push({ ...read, path });
  }
  if (faults.length > 0) throw new Refusal('invalid_request', { faults });
  return ready;
}

function within(path: string, faults: FaultAt[]): FaultAt[] {
  return faults.map((fault) => ({ ...fault, path: join(path, fault.path) }));
}

function join(path: string, field: string): string {
  return path === '' || field === '' ? `${path}${field}` : `${path}.${field}`;
}

/** Nobody records what earns themselves points, and a leader only what is their people's, before and after. */
function isRecordable({ person }: ItemDocument, { by, sight }: Against): boolean {
  return person !== by && (sight.all || sight.owners.includes(person));
}

const SAID = ['type', 'person', 'at', 'category', 'doneAt', 'fen'] as const;

function saysTheSame(before: ItemDocument, item: ReadItem): boolean {
  return SAID.every((field) => before[field] === item[field]);
}

function revised(
  before: ItemDocument | undefined,
  { path: _, ...item }: Ready,
  { now, by, rules }: Against,
): ItemDocument {
  return {
    ...item,
    _id: itemId(item),
    revision: (before?.revision ?? 0) + 1,
    placedBy: rules.calendarVersion,
    removed: false,
    reason: '',
    takenAt: now,
    takenBy: by,
    earlier: before === undefined ? [] : earlierOf(before),
  };
}

function earlierOf({
  _id,
  rule: _rule,
  externalId: _external,
  placedBy: _by,
  earlier,
  ...last
}: ItemDocument) {
  return [...earlier, last];
}

/**
 * Takes an item out: a correction like any other, with a reason. One that is out already stays as it is. Throws a
 * Refusal if there is none that this person may record.
 */
export async function removeItem(
  database: Database,
  id: string,
  reason: string,
  against: Pick<Against, 'by' | 'sight' | 'now'>,
): Promise<void> {
  const { now, by, sight } = against;
  await changeItems(database, [id], now, (known) => {
    const before = known.get(id);
    if (before === undefined || !(sight.all || sight.owners.includes(before.person))) {
      throw new Refusal('unknown_item');
    }
    if (before.person === by) throw new Refusal('own_work');
    if (before.removed) return { items: [], tallies: [] };
    const revision = before.revision + 1;
    const after = { ...before, revision, removed: true, reason, takenAt: now, takenBy: by };
    return { items: [{ ...after, earlier: earlierOf(before) }], tallies: [before] };
  });
}
