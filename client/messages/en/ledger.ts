import type { Text } from '../../lib/messages.ts';
import type { ledger as zh } from '../zh/ledger.ts';

export const ledger = {
  title: 'Ledger',
  kind_award: 'Award',
  kind_reverse: 'Reversal',
} satisfies Record<keyof typeof zh, Text>;
