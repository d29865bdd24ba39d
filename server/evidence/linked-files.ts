import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { findFilesOf } from '../store/files.ts';

/** Refuses evidence that names files which are not there or belong to another instance. */
export async function requireFilesOf(
  database: Database,
  instance: string,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const known = new Set((await findFilesOf(database, [instance])).map(({ id }) => id));
  const faults = files.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `evidence.files.${index}`, code: 'unknown_file' }],
  );
  if (faults.length > 0) throw new Refusal('invalid_request', { faults });
}
