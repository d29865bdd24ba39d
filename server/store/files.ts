import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ObjectId } from 'mongodb';
import { z } from 'zod';
import type { Database } from './database.ts';
import { fileMetadataSchema, type FileMetadata } from './documents.ts';

const MAX_TIME_MS = 5_000;

const storedSchema = z.object({
  _id: z.instanceof(ObjectId),
  filename: z.string(),
  length: z.int(),
  metadata: fileMetadataSchema,
});
/** A file of an instance, without its content; `size` is in bytes. */
export type StoredFile = FileMetadata & { id: string; name: string; size: number };

function toStored(document: unknown): StoredFile {
  const { _id, filename, length, metadata } = storedSchema.parse(document);
  return { id: _id.toHexString(), name: filename, size: length, ...metadata };
}

/** Stores a file whole or not at all: if the content breaks off, nothing of it stays. */
export async function storeFile(
  database: Database,
  content: Readable,
  name: string,
  metadata: FileMetadata,
): Promise<StoredFile> {
  const upload = database.files.openUploadStream(name, { metadata });
  try {
    await pipeline(content, upload);
  } catch (error) {
    await upload.abort().catch(() => undefined);
    throw error;
  }
  return { id: upload.id.toHexString(), name, size: upload.length, ...metadata };
}

export async function findFile(database: Database, id: string): Promise<StoredFile | null> {
  const [found] = await database.files.find({ _id: new ObjectId(id) }, { maxTimeMS: MAX_TIME_MS }).toArray();
  return found === undefined ? null : toStored(found);
}

/** The files of some instances, the oldest first. */
export async function findFilesOf(database: Database, instances: readonly string[]): Promise<StoredFile[]> {
  const found = await database.files
    .find({ 'metadata.instance': { $in: [...instances] } }, { maxTimeMS: MAX_TIME_MS })
    .sort({ _id: 1 })
    .toArray();
  return found.map(toStored);
}

/** Gives files of one instance to another; those that are not of the first one stay where they are. */
export async function moveFiles(
  { db }: Database,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  await db
    .collection('evidence.files')
    .updateMany(
      { _id: { $in: ids.map((id) => new ObjectId(id)) }, 'metadata.instance': from },
      { $set: { 'metadata.instance': to } },
    );
}

export function openFile(database: Database, id: string): Readable {
  return database.files.openDownloadStream(new ObjectId(id));
}

/** How many files an instance has. */
export async function countFilesOf(database: Database, instance: string): Promise<number> {
  return database.db
    .collection('evidence.files')
    .countDocuments({ 'metadata.instance': instance }, { maxTimeMS: MAX_TIME_MS });
}
