import type { DayKind } from '../../../workflows/day-kinds.ts';

/** How a day of each kind looks: by colour, and where it matters by a mark that needs none. */
export const looks: Record<DayKind, string> = {
  working: 'text-ink',
  rest: 'bg-sunken text-ink-3',
  holiday: 'bg-accent-soft font-medium text-accent-text',
  make_up: 'bg-warn-soft font-medium text-warn-text',
};
