import { countedIn, said, type Item } from './item.ts';
import type { Json } from './json.ts';
import type { Asker } from './questions.ts';
import { moneyIn, receivablesIn } from './target-words.ts';

const FEN_IN_YUAN = 100;

/** What a target wants reached: a share of receivables, a sum of money or a number of units. */
export function goalOf(item: Item, ask: Asker, start: string): Json | undefined {
  const percent = said(item, receivablesIn);
  if (percent !== undefined) return { of: 'receivables', percent };
  const fen = said(item, moneyIn);
  if (fen !== undefined) return { of: 'money', fen };
  const counted = countedIn(item, start);
  const usual = item.language === 'zh' ? '个' : 'units';
  const unit = counted === undefined || counted.unit === '' ? usual : counted.unit;
  if (counted !== undefined) return { of: 'units', units: counted.value, unit };
  switch (ask.choice('target_of', ['money', 'units', 'receivables'], { needed: true })) {
    case 'money': {
      const yuan = ask.number('target_money', 1, 100_000_000, { needed: true });
      return yuan === undefined ? undefined : { of: 'money', fen: yuan * FEN_IN_YUAN };
    }
    case 'units': {
      const units = ask.number('target', 1, 1_000_000, { needed: true });
      return units === undefined ? undefined : { of: 'units', units, unit };
    }
    case 'receivables': {
      const share = ask.number('target_percent', 1, 100, { needed: true, suggested: 100 });
      return share === undefined ? undefined : { of: 'receivables', percent: share };
    }
    case undefined:
      return undefined;
  }
}
