import type { Text } from '../../lib/messages.ts';
import type { project as zh } from '../zh/project.ts';

export const project = {
  title: 'Projects',
} satisfies Record<keyof typeof zh, Text>;
