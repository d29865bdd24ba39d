import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DataFolderInUse, DataFolderNotWritable, NotADataFolder } from './errors.ts';
import { commandOf, endStale } from './stale.ts';

const MARK = 'jifen-data.json';
const LOCK = 'start.pid';

/** The folder in which one `npm start` keeps everything, taken for as long as the process lives. */
export interface DataFolder {
  readonly mongo: string;
  readonly redis: string;
  /** Whether there is anything in it that `--reset` would delete. */
  holdsData(): boolean;
  /** Deletes the data of both servers, and nothing else. */
  reset(): Promise<void>;
  release(): void;
}

/**
 * Makes the folder if need be and takes it. A folder that holds something and does not bear our mark is left alone:
 * a mistyped `--data` must neither be written into nor, with `--reset`, be emptied.
 */
export function openDataFolder(folder: string): DataFolder {
  const lock = join(folder, LOCK);
  try {
    makeFolder(folder);
    const mark = join(folder, MARK);
    if (!existsSync(mark)) {
      if (readdirSync(folder).length > 0) throw new NotADataFolder(folder);
      writeFileSync(mark, JSON.stringify({ product: 'jifen' }));
    }
    take(folder, lock);
  } catch (error) {
    if (error instanceof NotADataFolder || error instanceof DataFolderInUse) throw error;
    throw new DataFolderNotWritable(folder, error);
  }
  const mongo = join(folder, 'mongo');
  const redis = join(folder, 'redis');
  return {
    mongo,
    redis,
    holdsData: () => existsSync(mongo) || existsSync(redis),
    async reset() {
      for (const own of [mongo, redis]) {
        await endStale(own);
        rmSync(own, { recursive: true, force: true });
      }
    },
    release: () => rmSync(lock, { force: true }),
  };
}

/** `mkdir` of Node never returns in places like /proc if it is to make the parents too. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function take(folder: string, lock: string): void {
  if (existsSync(lock)) {
    const holder = Number(readFileSync(lock, 'utf8'));
    const alive = holder !== process.pid && (commandOf(holder)?.includes('start.mjs') ?? false);
    if (alive) throw new DataFolderInUse(folder, holder, lock);
    rmSync(lock, { force: true });
  }
  writeFileSync(lock, String(process.pid), { flag: 'wx' });
}
