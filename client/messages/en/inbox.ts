import type { Text } from '../../lib/messages.ts';
import type { inbox as zh } from '../zh/inbox.ts';

export const inbox = {
  title: 'Inbox',
} satisfies Record<keyof typeof zh, Text>;
