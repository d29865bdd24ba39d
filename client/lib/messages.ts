import { en } from '../messages/en/index.ts';
import type { Text } from '../messages/text.ts';
import { zh } from '../messages/zh/index.ts';
import { language } from './language.svelte.ts';

type Catalogue = typeof zh;
type Area = keyof Catalogue;

/** Name of a text: its area and its key in there, e.g. `work.submit`. A key that is not there does not compile. */
export type MessageKey = { [A in Area]: `${A}.${keyof Catalogue[A] & string}` }[Area];

type TextOf<Key extends string> = Key extends `${infer A extends Area}.${infer K}`
  ? K extends keyof Catalogue[A]
    ? Catalogue[A][K]
    : never
  : never;
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Params<Key extends string> = [NamesIn<TextOf<Key>>] extends [never]
  ? []
  : [params: Record<NamesIn<TextOf<Key>>, string | number>];

const catalogues: Record<'zh' | 'en', Record<Area, Record<string, Text>>> = { zh, en };

/** The text of a key in the language of the pages, its `{names}` filled in; numbers are written as people write them. */
export function t<Key extends MessageKey>(key: Key, ...[params]: Params<Key>): string {
  const [area, name] = split(key);
  const text = catalogues[language.code][area][name] ?? key;
  const values: Record<string, string | number> = params ?? {};
  const chosen = typeof text === 'string' ? text : text[formFor(values['count'])];
  return chosen.replace(/\{(\w+)\}/g, (whole, param: string) => {
    const value = values[param];
    return value === undefined ? whole : typeof value === 'number' ? number(value) : value;
  });
}

function isArea(text: string): text is Area {
  return text in zh;
}

function split(key: string): [Area, string] {
  const dot = key.indexOf('.');
  const area = key.slice(0, dot);
  if (!isArea(area)) throw new RangeError(`no messages for ${key}`);
  return [area, key.slice(dot + 1)];
}

function formFor(count: string | number | undefined): 'one' | 'other' {
  return Number(count) === 1 ? 'one' : 'other';
}

/** A number with its thousands grouped. */
export function number(value: number): string {
  return new Intl.NumberFormat(language.locale).format(value);
}

/** Points with their sign, as they stand in a ledger: +800, −50. */
export function signed(points: number): string {
  return new Intl.NumberFormat(language.locale, { signDisplay: 'exceptZero' })
    .format(points)
    .replace('-', '−');
}

/** A weight in hundredths of a percent: 4000 is 40 %. */
export function percent(hundredths: number): string {
  return new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 2 }).format(
    hundredths / 10_000,
  );
}

/** Money of so many fen: ¥1,000, ¥2,999.99. */
export function money(fen: number): string {
  const digits = fen % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat(language.locale, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(fen / 100);
}

/** A size of a file for people. */
export function fileSize(bytes: number): string {
  const [value, unit] =
    bytes < 1_000 ? [bytes, 'B'] : bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat(language.locale, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}
