import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startMongo, type MongoServer } from '../../server/local/mongo.ts';
import { startRedis, type RedisServer } from '../../server/local/redis.ts';

interface RunServers {
  readonly mongo: MongoServer;
  readonly redis: RedisServer;
  readonly scratch: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    mongodbUri: string;
    redisUrl: string;
    scratchFolder: string;
  }
}

declare global {
  /** Each vitest project loads this file anew; the servers are one pair for all of them. */
  var jifenTestServers: Promise<RunServers> | undefined;
}

/** Starts one MongoDB and one Redis for the whole run, the first time that a project which needs them has tests. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const first = globalThis.jifenTestServers === undefined;
  globalThis.jifenTestServers ??= startServers();
  const { mongo, redis, scratch } = await globalThis.jifenTestServers;
  project.provide('mongodbUri', mongo.uri);
  project.provide('redisUrl', redis.url);
  project.provide('scratchFolder', scratch);
  if (!first) return undefined;
  return async () => {
    await Promise.all([mongo.stop(), redis.stop()]);
    rmSync(scratch, { recursive: true, force: true });
  };
}

async function startServers(): Promise<RunServers> {
  const scratch = mkdtempSync(join(tmpdir(), 'jifen-test-'));
  const started: (MongoServer | RedisServer)[] = [];
  process.once('exit', () => {
    for (const server of started) server.kill();
    rmSync(scratch, { recursive: true, force: true });
  });
  // Vitest leaves at the first signal; the same one coming again (under npm it does) must not cut its leaving short.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined);
  const mongo = await startMongo(join(scratch, 'mongo'));
  started.push(mongo);
  const redis = await startRedis(join(scratch, 'redis'));
  started.push(redis);
  return { mongo, redis, scratch };
}
