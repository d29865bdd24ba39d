import { addDays, type Days } from '../working-days.ts';

/** Days of the company's zone, both ends included; without `to` they go on. */
export type OpenDays = { from: string; to?: string | undefined };

/** What one person has been assigned, and when that person is away. */
export type Staffed = {
  positions: readonly { id: string; areas: readonly string[] }[];
  /** `to` is null as long as the end is not known. */
  assignments: readonly { position: string; from: string; to: string | null }[];
  absences: readonly Days[];
};

/**
 * The days on which one person has the rules of an area: those of every position that has the area, without leave.
 * They are in order, and no two of them touch, so that the same staffing is always written the same.
 */
export function presenceIn(area: string, { positions, assignments, absences }: Staffed): OpenDays[] {
  const having = new Set(positions.filter(({ areas }) => areas.includes(area)).map(({ id }) => id));
  const assigned = assignments
    .filter(({ position }) => having.has(position))
    .map(({ from, to }): OpenDays => (to === null ? { from } : { from, to }));
  const held = merged(assigned);
  const away = held.length === 0 ? [] : merged(absences);
  return held.flatMap((days) => without(days, away));
}

/** The same days in as few stretches as possible, in order; what ends before it begins is no day. */
function merged(stretches: readonly OpenDays[]): OpenDays[] {
  const inOrder = stretches
    .filter(({ from, to }) => to === undefined || from <= to)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const apart: OpenDays[] = [];
  for (const { from, to } of inOrder) {
    const last = apart.at(-1);
    if (last === undefined || (last.to !== undefined && from > addDays(last.to, 1))) {
      apart.push(to === undefined ? { from } : { from, to });
    } else if (last.to !== undefined) {
      last.to = to === undefined || to > last.to ? to : last.to;
    }
  }
  return apart.map(({ from, to }) => (to === undefined ? { from } : { from, to }));
}

/** What is left of some days without others, which are in order and apart. */
function without(days: OpenDays, away: readonly OpenDays[]): OpenDays[] {
  const left: OpenDays[] = [];
  let rest: OpenDays | undefined = days;
  for (const gap of away) {
    if (rest === undefined || (rest.to !== undefined && gap.from > rest.to)) break;
    if (gap.to !== undefined && gap.to < rest.from) continue;
    if (gap.from > rest.from) left.push({ from: rest.from, to: addDays(gap.from, -1) });
    rest = after(gap, rest);
  }
  return rest === undefined ? left : [...left, rest];
}

/** The days that come after a gap; none if it covers them to their end. */
function after(gap: OpenDays, { to }: OpenDays): OpenDays | undefined {
  if (gap.to === undefined || (to !== undefined && gap.to >= to)) return undefined;
  const from = addDays(gap.to, 1);
  return to === undefined ? { from } : { from, to };
}
