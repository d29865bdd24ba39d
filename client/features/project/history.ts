import type { HistoryLine } from '../../lib/api.ts';

/** Which steps of the history are shown: of one milestone or of the project's own life, and of one state. */
export type HistoryFilter = {
  /** A milestone, `project` for what concerns the whole project, or empty for everything. */
  of: string;
  /** A state as the history writes it, or empty. */
  state: string;
};

function touches({ from, to }: HistoryLine, state: string): boolean {
  return [from, to].some((name) => name === state || name.startsWith(`${state}.`));
}

/** The steps that a filter leaves, newest first. */
export function stepsOf(history: readonly HistoryLine[], { of, state }: HistoryFilter): HistoryLine[] {
  return history
    .filter(
      (line) =>
        (of === '' || (of === 'project' ? line.milestone === null : line.milestone === of)) &&
        (state === '' || touches(line, state)),
    )
    .reverse();
}

/** The states that occur in the part of the history that is looked at. */
export function statesOf(history: readonly HistoryLine[], of: string): string[] {
  const names = stepsOf(history, { of, state: '' }).flatMap(({ from, to }) => [to, from]);
  return [...new Set(names)].filter((name) => name !== '').reverse();
}
