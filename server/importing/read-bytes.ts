import type { Readable } from 'node:stream';
import { Refusal } from '../errors.ts';
import { MAX_FILE } from '../spreadsheet/limits.ts';

/** So much of a file that is too large is still read and thrown away, so that its sender gets the answer. */
const MAX_READ = 4 * MAX_FILE;

/** A spreadsheet as it comes. Throws a Refusal if it is too large. */
export async function readBytes(content: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a request comes in bytes');
    size += chunk.length;
    if (size > MAX_READ) break;
    if (size <= MAX_FILE) chunks.push(chunk);
  }
  if (size > MAX_FILE) throw new Refusal('spreadsheet_too_large');
  return Buffer.concat(chunks);
}
