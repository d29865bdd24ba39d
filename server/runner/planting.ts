import type { Timer } from '../../workflows/statechart.ts';
import type { PlantedTimer } from '../store/documents.ts';

/** What tells one timer of an instance from another: its state, its event and its date. */
export function nameOf({ node, event, at }: Timer): string {
  const days = event.type === 'REMIND' ? event.days : '';
  return `${node}/${event.type}${days}/${Date.parse(at)}`;
}

/**
 * The timers an instance has after a step: exactly those that its state waits for. One that is already there
 * stays as it is, fired or not; a new reminder whose date has passed is left out, a new deadline is not.
 */
export function plant(
  wanted: readonly Timer[],
  planted: readonly PlantedTimer[],
  revision: number,
  at: string,
): PlantedTimer[] {
  const known = new Map(planted.map((timer) => [nameOf(timer), timer]));
  return wanted.flatMap((timer) => {
    const there = known.get(nameOf(timer));
    if (there !== undefined) return [there];
    if (timer.kind === 'reminder' && timer.at <= at) return [];
    return [{ ...timer, revision, fired: false }];
  });
}

/** The timer that has to fire next among those whose date has passed; at the date itself it is still in time. */
export function firstDue(timers: readonly PlantedTimer[], now: string): PlantedTimer | undefined {
  return timers
    .filter((timer) => !timer.fired && timer.at < now)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0];
}

/** When the next timer of an instance is due, or null if it waits for none. */
export function nextAt(timers: readonly PlantedTimer[]): string | null {
  return timers.reduce<string | null>(
    (next, { fired, at }) => (fired || (next !== null && next <= at) ? next : at),
    null,
  );
}
