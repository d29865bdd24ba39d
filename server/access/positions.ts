import { defaultPositions } from '../../workflows/catalogue/positions.ts';
import { Refusal, type FaultAt } from '../errors.ts';
import { changeStaffing } from '../store/change-staffing.ts';
import type { Database } from '../store/database.ts';
import { newId } from '../store/people.ts';
import type { PositionDocument } from '../store/positions.ts';

/** `knownAreas` are the ids of the areas that there are rules for. */
type Context = { database: Database; knownAreas: ReadonlySet<string> };

/** The positions that a company begins with: they have the areas of the catalogue. */
export function firstPositions(): PositionDocument[] {
  return defaultPositions('zh').map((position) => ({ _id: newId(), ...position }));
}

/** Adds a position; gives its id. Throws `position_name_taken`. */
export async function addPosition(
  { database, knownAreas }: Context,
  given: { name: string; areas: string[] },
): Promise<string> {
  requireAreas(given.areas, knownAreas);
  const position = { _id: newId(), ...given };
  await changeStaffing(database, async (change) => {
    requireFreeName(position, await change.positions());
    await change.keepPosition(position);
  });
  return position._id;
}

/** Changes the name or the areas of a position. An area that it has already stays, also without rules. */
export async function changePosition(
  { database, knownAreas }: Context,
  id: string,
  { name, areas }: { name?: string | undefined; areas?: string[] | undefined },
): Promise<void> {
  await changeStaffing(database, async (change) => {
    const all = await change.positions();
    const before = all.find(({ _id }) => _id === id);
    if (before === undefined) throw new Refusal('unknown_position');
    const after = { _id: id, name: name ?? before.name, areas: areas ?? before.areas };
    requireAreas(after.areas, new Set([...knownAreas, ...before.areas]));
    requireFreeName(after, all);
    await change.keepPosition(after);
  });
}

/** Removes a position that nobody has or had: what was assigned once is needed to settle those days. */
export async function removePosition({ database }: Pick<Context, 'database'>, id: string): Promise<void> {
  await changeStaffing(database, async (change) => {
    if ((await change.positions()).every(({ _id }) => _id !== id)) throw new Refusal('unknown_position');
    if ((await change.assignments({ position: id })).length > 0) throw new Refusal('position_in_use');
    await change.removePosition(id);
  });
}

function requireAreas(areas: readonly string[], known: ReadonlySet<string>): void {
  const faults = areas.flatMap((area, index): FaultAt[] =>
    known.has(area) ? [] : [{ path: `areas.${index}`, code: 'unknown_area', params: { area } }],
  );
  if (faults.length > 0) throw new Refusal('invalid_request', { faults });
}

function requireFreeName(position: PositionDocument, all: readonly PositionDocument[]): void {
  if (all.some(({ _id, name }) => _id !== position._id && name === position.name)) {
    throw new Refusal('position_name_taken', { faults: [{ path: 'name', code: 'name_taken' }] });
  }
}
