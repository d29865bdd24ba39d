import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import type {} from './servers-setup.ts';

/** A database of its own for one test file, so that files can run side by side on the one MongoDB of the run. */
export function testDatabase(): { uri: string; name: string } {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/${name}`;
  return { uri: uri.href, name };
}

/** A numbered database of its own on the one Redis of the run; tests that kill or flush Redis start their own. */
export async function testRedis(): Promise<string> {
  const redis = new Redis(inject('redisUrl'));
  try {
    return `${inject('redisUrl')}/${await redis.incr('test:databases')}`;
  } finally {
    redis.disconnect();
  }
}

/** An empty folder that goes away with the run: for servers that a test starts, and kills, itself. */
export function scratchFolder(name: string): string {
  return mkdtempSync(join(inject('scratchFolder'), `${name}-`));
}
