import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient, MongoNetworkError, MongoServerError, type Db } from 'mongodb';
import { z } from 'zod';

const NOT_YET_INITIALIZED = 94;
const PRIMARY_BOUND_MS = 60_000;

/** The name of the replica set of one that makes transactions possible on a single mongod. */
export const REPLICA_SET = 'rs0';

/** Whether a mongod takes commands on this port. */
export async function answersPing(port: number): Promise<boolean> {
  try {
    return await withAdmin(port, async (admin) => (await admin.command({ ping: 1 }))['ok'] === 1);
  } catch {
    return false;
  }
}

/**
 * Makes the mongod on this port the writable primary of its set of one: the first time by founding the set, later,
 * if the port is not the one of last time, by forcing its new address into the configuration it kept. It cuts all
 * connections when its state changes, so each look is a connection of its own.
 */
export async function ensurePrimary(port: number, signal?: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + PRIMARY_BOUND_MS;
  while (!(await isPrimaryOrHelped(port))) {
    signal?.throwIfAborted();
    if (Date.now() > giveUpAt) throw new Error('mongod did not become primary');
    await sleep(50);
  }
}

async function isPrimaryOrHelped(port: number): Promise<boolean> {
  try {
    return await withAdmin(port, async (admin) => {
      const hello = await admin.command({ hello: 1 });
      if (hello['isWritablePrimary'] !== true) await helpTowardsPrimary(admin, `127.0.0.1:${port}`);
      return hello['isWritablePrimary'] === true;
    });
  } catch (error) {
    if (error instanceof MongoNetworkError) return false;
    throw error;
  }
}

async function helpTowardsPrimary(admin: Db, host: string): Promise<void> {
  const kept = await keptConfig(admin);
  if (kept === undefined) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  } else if (kept.members[0].host !== host) {
    const config = { ...kept, version: kept.version + 1, members: [{ ...kept.members[0], host }] };
    await admin.command({ replSetReconfig: config, force: true });
  }
}

const configSchema = z.looseObject({
  version: z.number(),
  members: z.tuple([z.looseObject({ host: z.string() })]),
});

async function keptConfig(admin: Db): Promise<z.infer<typeof configSchema> | undefined> {
  try {
    const answer = await admin.command({ replSetGetConfig: 1 });
    return configSchema.parse(answer['config']);
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}

async function withAdmin<T>(port: number, ask: (admin: Db) => Promise<T>): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1_000,
  });
  try {
    return await ask(client.db('admin'));
  } finally {
    await client.close();
  }
}
