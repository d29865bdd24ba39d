import type { Notation } from './points-notation.ts';
import { quantitiesIn, type Quantity } from './target-words.ts';

/** What is known of one rule before its kind is; texts are `plain`. */
export type Item = {
  notation: Notation | undefined;
  /** What is taken for being late, where that is said beside what is given. */
  penalty: { points: number; per: 'breach' | 'day_late' } | undefined;
  /** Its own label and criterion. */
  words: string;
  /** The key result, which speaks for a rule that says nothing itself. */
  context: string;
  /** Whether the key result gives points for nothing else: then its words are about this. */
  alone: boolean;
  language: 'zh' | 'en';
};

/** What its own words say, or (for the only rule of a key result) those of the key result. */
export function said<Value>(item: Item, read: (text: string) => Value | undefined): Value | undefined {
  return read(item.words) ?? (item.alone ? read(item.context) : undefined);
}

/** The one thing that is counted, if there is just one; in the key result too if it is counted in the same unit. */
export function countedIn(item: Item, start: string): Quantity | undefined {
  const one = (quantities: readonly Quantity[]) => (quantities.length === 1 ? quantities[0] : undefined);
  const own = quantitiesIn(item.words, start);
  if (own.length > 0) return one(own);
  const around = quantitiesIn(item.context, start);
  const { notation } = item;
  const unit = notation?.form === 'each' && notation.per?.of === 'unit' ? notation.per.unit : undefined;
  const same = around.filter((quantity) => quantity.unit !== '' && quantity.unit === unit);
  return one(same) ?? (item.alone ? one(around) : undefined);
}
