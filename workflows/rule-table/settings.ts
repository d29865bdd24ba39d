import { z } from 'zod';
import { jsonObjectIn, type JsonObject } from './json.ts';

/** Names that a cell cannot show to the letter. */
const namesSchema = z.object({
  area: z.string().optional(),
  process: z.string().optional(),
  keyResult: z.string().optional(),
});
export type Names = z.output<typeof namesSchema>;

/** What the notation cannot carry: changes to the rule that a row reads as, and names that no cell shows. */
export type Settings = { changes: JsonObject; names: Names };

/** Control characters but line breaks, halves of characters, and what programs turn into something else. */
const UNSHOWN = /[^\P{Cc}\n]|[\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Cs}/gu;
const UNSAFE = new RegExp(`${UNSHOWN.source}|_x`, 'gu');

/** A text as a cell can show it. */
export function shownText(text: string): string {
  const shown = text.replace(/\r\n?/gu, '\n').replace(UNSHOWN, '').trim();
  return shown === '' && text !== '' ? '?' : shown;
}

/** The text of a settings cell; empty if there is nothing to set. */
export function settingsText({ changes, names }: Settings): string {
  const all = { ...changes, ...(Object.keys(names).length === 0 ? {} : { names }) };
  if (Object.keys(all).length === 0) return '';
  return JSON.stringify(all).replace(UNSAFE, (unsafe) =>
    unsafe.replace(/^./u, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

/** What a settings cell sets; none if it cannot be read. */
export function settingsIn(text: string): Settings | undefined {
  if (text === '') return { changes: {}, names: {} };
  const { names = {}, ...changes } = jsonObjectIn(text) ?? { names: null };
  const known = namesSchema.safeParse(names).data;
  return known === undefined ? undefined : { changes, names: known };
}
