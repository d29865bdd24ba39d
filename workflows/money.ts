import { z } from 'zod';

const FEN_IN_YUAN = 100;
/** Ten billion yuan: sums of a thousand such amounts are still exact. */
export const MAX_FEN = 1_000_000_000_000;
const YUAN = /^¥?(\d{1,3}(?:,\d{3})+|\d{1,10})(?:\.(\d{1,2}))?$/u;

/** An amount of money in fen: ¥1.00 is 100. Never a fraction, never a float of yuan. */
export const fen = z.number().multipleOf(1).min(1).max(MAX_FEN).describe('Money in fen: ¥1.00 is 100');

/** Fen of an amount as people write it (`2999.99`, `¥2,999.99`, `２９９９`); nothing if it is no such amount. */
export function fenOf(text: string): number | undefined {
  const [, yuan, part = ''] = YUAN.exec(text.normalize('NFKC').trim()) ?? [];
  if (yuan === undefined) return undefined;
  return Number(yuan.replaceAll(',', '')) * FEN_IN_YUAN + Number(part.padEnd(2, '0'));
}

/** Yuan with two digits, `2999.99`, as a text that no float has touched. */
export function yuanOf(amount: number): string {
  const part = String(Math.abs(amount) % FEN_IN_YUAN).padStart(2, '0');
  return `${amount < 0 ? '-' : ''}${Math.floor(Math.abs(amount) / FEN_IN_YUAN)}.${part}`;
}
