import type { Text } from '../../lib/messages.ts';
import type { dashboard as zh } from '../zh/dashboard.ts';

export const dashboard = {
  title: 'Dashboard',
} satisfies Record<keyof typeof zh, Text>;
