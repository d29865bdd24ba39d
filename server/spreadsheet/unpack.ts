import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { Refusal } from '../errors.ts';
import { MAX_PARTS, MAX_UNPACKED } from './limits.ts';

/** What goes in at once: so much packs at most a thousand times as much, and then it is counted. */
const CHUNK = 16 * 1024;

const LONGEST_TEXT = 32_767 * 8;

/** A packed file: the names of all its parts, and those that are XML, unpacked. */
export type Parts = { names: string[]; xml: Map<string, string> };

/**
 * Unpacks what is XML in a file that is packed as .xlsx files are. What it says of its sizes is not believed: it is
 * refused as soon as more comes out than may.
 */
export function unpack(file: Uint8Array): Parts {
  const names: string[] = [];
  const pieces = new Map<string, Uint8Array[]>();
  let unpacked = 0;
  const unzip = new Unzip((part) => {
    names.push(part.name);
    if (names.length > MAX_PARTS) throw new Refusal('spreadsheet_too_large');
    if (!isXml(part)) return;
    const collected: Uint8Array[] = [];
    pieces.set(part.name, collected);
    part.ondata = (error, piece) => {
      if (error !== null) throw error;
      unpacked += piece.length;
      if (unpacked > MAX_UNPACKED) throw new Refusal('spreadsheet_too_large');
      collected.push(piece);
    };
    part.start();
  });
  unzip.register(UnzipInflate);
  for (let from = 0; from < file.length; from += CHUNK) {
    unzip.push(file.subarray(from, from + CHUNK), from + CHUNK >= file.length);
  }
  return { names, xml: new Map([...pieces].map(([name, bytes]) => [name, textOf(bytes)])) };
}

function isXml({ name }: UnzipFile): boolean {
  return /\.(?:xml|rels)$/iu.test(name);
}

/** A tag that does not end, or not soon: no program writes one, and reading on for its end takes for ever. */
const ENDLESS_TAG = /<(?![^<>]{0,8192}>)/u;

/** XML in UTF-8 without definitions of its own, as every program writes it; throws for any other. */
function textOf(pieces: readonly Uint8Array[]): string {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  if (/\0|<!DOCTYPE|<!ENTITY/iu.test(text) || ENDLESS_TAG.test(text) || isEndless(text))
    throw new Refusal('spreadsheet_not_readable');
  return text;
}

/** Whether anything goes on between two tags for longer than a cell can hold, with every sign of it escaped. */
function isEndless(text: string): boolean {
  let before = 0;
  for (let tag = text.indexOf('<'); tag >= 0; tag = text.indexOf('<', tag + 1)) {
    if (tag - before > LONGEST_TEXT) return true;
    before = tag;
  }
  return text.length - before > LONGEST_TEXT;
}
