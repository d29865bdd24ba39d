import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { countFilesOf, storeFile, type StoredFile } from '../store/files.ts';
import { safeName } from './file-name.ts';
import { allowedType } from './file-type.ts';
import { receiving } from './receive.ts';

/** Bounds what one project can fill the disk with. */
const MAX_FILES = 500;

type Upload = { instance: string; name: string; uploadedBy: string; uploadedAt: string };

/**
 * Keeps an uploaded file as evidence of an instance. Throws `file_too_large`, `file_empty`,
 * `file_type_not_allowed` (judged by the content, whatever the name says), `too_many_files`.
 */
export async function keepFile(database: Database, content: Readable, upload: Upload): Promise<StoredFile> {
  const { instance, uploadedBy, uploadedAt } = upload;
  if ((await countFilesOf(database, instance)) >= MAX_FILES) {
    throw new Refusal('too_many_files', { params: { limit: MAX_FILES } });
  }
  const name = safeName(upload.name);
  return receiving(content, async ({ path, size, sha256 }) => {
    if (size === 0) throw new Refusal('file_empty');
    const type = await allowedType(path, name);
    if (type === null) throw new Refusal('file_type_not_allowed');
    return storeFile(database, createReadStream(path), name, {
      instance,
      uploadedBy,
      uploadedAt,
      type,
      sha256,
    });
  });
}
