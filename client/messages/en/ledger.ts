import type { Text } from '../../lib/messages.ts';
import type { ledger as zh } from '../zh/ledger.ts';

export const ledger = {
  title: 'Points ledger',
} satisfies Record<keyof typeof zh, Text>;
