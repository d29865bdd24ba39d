import { clausesOf, takes, type Clause } from './clauses.ts';
import type { Item } from './item.ts';
import { kindOf } from './kind-of.ts';
import { withDigits } from './numbers.ts';
import type { TableRow } from './outline.ts';
import { plain } from './plain-text.ts';
import { deliveryIn, speaksOfLateness } from './timed-words.ts';

/** One rule of a row of a table that people write. */
export type RowItem = { row: TableRow; part: number; clause: Clause; item: Item };
/** What was taken in by another item, as the penalty for being late. */
export type TakenIn = { row: TableRow; part: number; clause: Clause; by: RowItem };

const HAN = /\p{Script=Han}/u;

export function read(text: string): string {
  return withDigits(plain(text));
}

/**
 * The rules of a key result, without those that say by themselves what they are. What is taken for being late belongs to the timed rule before it; the words of the key
 * result speak for the only rule that gives points.
 */
export function itemsOf(
  rows: readonly TableRow[],
  keyResult: string,
  start: string,
): { items: RowItem[]; takenIn: TakenIn[] } {
  const written = rows.filter((row) => !row.isExact);
  const all = written.flatMap((row) =>
    clausesOf(row.points, row.criterion).map((clause, index) => ({ row, part: index + 1, clause })),
  );
  const alone = written.length === rows.length && all.filter(({ clause }) => !takes(clause)).length === 1;
  const items: RowItem[] = [];
  const takenIn: TakenIn[] = [];
  let timed: RowItem | undefined;
  for (const { row, part, clause } of all) {
    const words = read([clause.label, clause.criterion].filter((text) => text !== '').join('\n'));
    const item: Item = {
      notation: clause.notation,
      penalty: undefined,
      words,
      context: read(keyResult),
      alone: alone && !takes(clause),
      language: HAN.test(keyResult + row.criterion + row.points) ? 'zh' : 'en',
    };
    const penalty = timed && latenessPenalty(item, timed, start);
    if (timed !== undefined && penalty !== undefined) {
      timed.item.penalty = penalty;
      takenIn.push({ row, part, clause, by: timed });
      continue;
    }
    const found = { row, part, clause, item };
    items.push(found);
    if (kindOf(item, start).kind === 'sla') timed = found;
  }
  return { items, takenIn };
}

/** For each day late of a delivery, or once for whatever took too long. */
function latenessPenalty({ notation, words }: Item, timed: RowItem, start: string): Item['penalty'] {
  if (timed.item.penalty !== undefined || notation?.form !== 'each' || notation.points >= 0) return undefined;
  const { points, per } = notation;
  const perDay = per?.of === 'period' && per.every === 'day';
  const delivery = deliveryIn(`${timed.item.words}\n${timed.item.context}`, start) !== undefined;
  if (perDay && (delivery || speaksOfLateness(words))) return { points, per: 'day_late' };
  return speaksOfLateness(words) && !perDay ? { points, per: 'breach' } : undefined;
}
