import { z } from 'zod';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
export type JsonObject = Record<string, Json | undefined>;

const jsonObject = z.record(z.string(), z.json());

/** A text that is a JSON object; none if it is anything else. */
export function jsonObjectIn(text: string): JsonObject | undefined {
  try {
    return jsonObject.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A value as JSON: what is undefined is not there. */
export function jsonOf(value: object): JsonObject {
  return jsonObjectIn(JSON.stringify(value)) ?? {};
}

function isObject(value: Json | undefined): value is { [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What has to be merged into `from` to make it `to` (a JSON merge patch, RFC 7396): null takes away. */
export function difference(from: JsonObject, to: JsonObject): JsonObject {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return Object.fromEntries(
    keys.flatMap((key): [string, Json][] => {
      const [before, after] = [own(from, key), own(to, key)];
      if (after === undefined) return before === undefined ? [] : [[key, null]];
      if (isObject(after)) {
        const inner = difference(isObject(before) ? before : {}, after);
        return isObject(before) && Object.keys(inner).length === 0 ? [] : [[key, inner]];
      }
      return JSON.stringify(before) === JSON.stringify(after) ? [] : [[key, after]];
    }),
  );
}

/** Merges such a difference into a value. */
export function merged(from: JsonObject, changes: JsonObject): JsonObject {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(changes)])];
  return Object.fromEntries(
    keys.flatMap((key): [string, Json | undefined][] => {
      const [before, change] = [own(from, key), own(changes, key)];
      if (change === null) return [];
      if (isObject(change)) return [[key, merged(isObject(before) ? before : {}, change)]];
      return [[key, change ?? before]];
    }),
  );
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
