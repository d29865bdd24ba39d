import type { Text } from '../../lib/messages.ts';
import type { work as zh } from '../zh/work.ts';

export const work = {
  title: 'My work',
} satisfies Record<keyof typeof zh, Text>;
