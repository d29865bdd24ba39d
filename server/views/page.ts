import { z } from 'zod';
import { Refusal } from '../errors.ts';

export const PAGE = { usual: 50, longest: 200 };

/** How many lines a page has: what was asked for, at most 200. */
export function limitOf(text: string | undefined): number {
  return text === undefined ? PAGE.usual : Math.min(Number(text), PAGE.longest);
}

/** A place in a list as text that means nothing to the one who keeps it. */
export function toCursor(place: Record<string, string>): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place that a cursor stands for. Throws a Refusal if it is not one of ours. */
export function fromCursor<Place>(cursor: string | undefined, schema: z.ZodType<Place>): Place | null {
  if (cursor === undefined) return null;
  const parsed = schema.safeParse(readJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid_request', { faults: [{ path: 'cursor', code: 'bad_cursor' }] });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One page of what was fetched with one line more than the page has, and the cursor of the next one. */
export function pageOf<Line>(
  lines: readonly Line[],
  limit: number,
  placeOf: (line: Line) => Record<string, string>,
): { items: Line[]; next: string | null } {
  const items = lines.slice(0, limit);
  const last = items.at(-1);
  return { items, next: lines.length > limit && last !== undefined ? toCursor(placeOf(last)) : null };
}

/** Where a list that is sorted by time goes on. */
export const sincePlace = z.strictObject({ at: z.iso.datetime(), id: z.string().max(400) });
