import type { Readable } from 'node:stream';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { findFile, openFile, type StoredFile } from '../store/files.ts';
import { findTitles } from '../store/instance-lists.ts';
import { sees, type Sight } from '../store/visible.ts';

/**
 * The file, if its instance may be seen; of a claim that is not filed yet, if one has uploaded it oneself. Throws
 * `unknown_file`, also for one that is not for the caller.
 */
export async function requireFile(
  database: Database,
  id: string,
  caller: string,
  sight: Sight,
): Promise<StoredFile> {
  const file = await findFile(database, id);
  if (file === null) throw new Refusal('unknown_file');
  const titled = (await findTitles(database, [file.instance])).get(file.instance);
  const isSeen = titled === undefined ? file.uploadedBy === caller : sees(sight, titled.summary);
  if (!isSeen) throw new Refusal('unknown_file');
  return file;
}

/** The content of a file. */
export function openFileOf(database: Database, { id }: StoredFile): Readable {
  return openFile(database, id);
}
