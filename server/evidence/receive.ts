import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../errors.ts';

export const MAX_FILE_BYTES = 20_000_000;
/** So much of a file that is too large is still read and thrown away, so that its sender gets the answer. */
export const MAX_READ_BYTES = 64_000_000;

export type Received = { path: string; size: number; sha256: string };

/**
 * Takes a file in as it streams, into a temporary file that is gone when `use` has ended: nothing reaches the
 * database before the whole of it is there and has been looked at. More than 20 MB is refused while it comes.
 */
export async function receiving<Result>(
  content: Readable,
  use: (file: Received) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'jifen-upload-'));
  try {
    const path = join(folder, 'content');
    const hash = createHash('sha256');
    let size = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        if (size > MAX_READ_BYTES) return done(new Refusal('file_too_large'));
        if (size > MAX_FILE_BYTES) return done();
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(content, counted, createWriteStream(path));
    if (size > MAX_FILE_BYTES) throw new Refusal('file_too_large');
    return await use({ path, size, sha256: hash.digest('hex') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
