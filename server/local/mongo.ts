import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import {
  DataOfOtherVersion,
  MongoWithoutTransactions,
  ServerDidNotStart,
  ServerNotReached,
} from './errors.ts';
import { findMongod } from './mongod-program.ts';
import { launch, type ServerProcess } from './process.ts';
import { answersPing, ensurePrimary, REPLICA_SET } from './replica-set.ts';
import type { Program } from './search.ts';

const DATA_OF_OTHER_VERSION = 62;
const REACH_BOUND_MS = 5_000;

/** A mongod of our own, and the address under which the product uses it. */
export interface MongoServer extends ServerProcess {
  readonly uri: string;
}

/**
 * Runs a mongod on the data in this folder, as a replica set of one, because only a replica set has transactions.
 * Small caches: it shares the machine with everything else its user does. No server-side JavaScript: nothing needs it.
 */
export async function startMongo(
  folder: string,
  program?: Program,
  signal?: AbortSignal,
): Promise<MongoServer> {
  const mongod = program ?? (await findMongod(signal));
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const settings = ['--replSet', REPLICA_SET, '--bind_ip', '127.0.0.1', '--nounixsocket', '--noscripting'];
  const sizes = ['--wiredTigerCacheSizeGB', '0.5', '--oplogSize', '512'];
  const quiet = ['--quiet', '--setParameter', 'diagnosticDataCollectionEnabled=false'];
  // A process that is killed leaves its transaction open, and what it holds stays locked until this time is over.
  const soon = ['--setParameter', 'transactionLifetimeLimitSeconds=5'];
  const server = await launch(
    {
      name: 'mongod',
      command: mongod.path,
      folder,
      args: (port) => ['--dbpath', data, '--port', String(port), ...settings, ...sizes, ...quiet, ...soon],
      answers: answersPing,
    },
    signal,
  ).catch((error: unknown) => {
    const other = error instanceof ServerDidNotStart && error.exitCode === DATA_OF_OTHER_VERSION;
    throw other ? new DataOfOtherVersion(data, mongod.version) : error;
  });
  try {
    await ensurePrimary(server.port, signal);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, uri: `mongodb://127.0.0.1:${server.port}/jifen?replicaSet=${REPLICA_SET}` };
}

/** Refuses a MongoDB given by address that cannot be reached, or that would fail at the first transaction. */
export async function requireTransactions(uri: string): Promise<void> {
  const shown = withoutPassword(uri);
  const hello = await sayHello(uri).catch((error: unknown) => {
    throw new ServerNotReached('MongoDB', shown, error);
  });
  if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid')
    throw new MongoWithoutTransactions(shown);
}

async function sayHello(uri: string): Promise<Record<string, unknown>> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: REACH_BOUND_MS });
  try {
    return await client.db('admin').command({ hello: 1 });
  } finally {
    await client.close();
  }
}

/** An address as it may be shown on a screen. */
export function withoutPassword(uri: string): string {
  return uri.replace(/\/\/[^@/]*@/, '//…@');
}
