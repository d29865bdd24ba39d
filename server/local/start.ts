import { createInterface } from 'node:readline/promises';
import { pino } from 'pino';
import type { DemoAccount } from '../contract/people.ts';
import type { runServer } from '../main.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { ResetNotConfirmed, StartError } from './errors.ts';
import { requireTransactions, startMongo, withoutPassword } from './mongo.ts';
import { findMongod } from './mongod-program.ts';
import { portError, requireFreePort } from './port.ts';
import type { ServerProcess } from './process.ts';
import { findRedis, requireRedis, startRedis } from './redis.ts';
import type { Program } from './search.ts';
import { stopOnSignals } from './signals.ts';

export type RunServer = typeof runServer;

export interface StartOptions {
  readonly port: number;
  readonly dataFolder: string;
  readonly reset: boolean;
}

/** `npm start`, once all is built: runs the product until it is told to stop, and answers with the exit code. */
export async function start(options: StartOptions, run: RunServer): Promise<number> {
  const signal = stopOnSignals();
  const closers: Closers = [];
  try {
    await requireFreePort(options.port);
    const folder = openDataFolder(options.dataFolder);
    closers.unshift(() => folder.release());
    if (options.reset) await resetAfterAsking(folder, options.dataFolder, signal);
    const mongo = await useMongo(folder, closers, signal);
    const redis = await useRedis(folder, closers, signal);
    const app = await run({
      mongodbUri: mongo.address,
      redisUrl: redis.address,
      port: options.port,
      // The passwords of a demo are known to everybody: only this machine may come in.
      ...(mongo.own === undefined ? {} : { host: '127.0.0.1' }),
      services: ['api', 'worker'],
      seedDemo: mongo.own !== undefined,
      log: pino({ level: process.env['LOG_LEVEL'] || 'warn' }),
      ...(process.env['PUBLIC_URL'] ? { publicUrl: process.env['PUBLIC_URL'] } : {}),
    }).catch((error: unknown) => {
      throw portError(options.port, error);
    });
    closers.unshift(() => app.close());
    welcome(app.url, app.demoAccounts);
    return await untilTheEnd(signal, [mongo, redis]);
  } catch (error) {
    if (signal.aborted) return 0;
    console.error(error instanceof StartError ? `\n${error.message}\n` : error);
    return 1;
  } finally {
    for (const close of closers) await close();
  }
}

/** A server in use: at an address, and our own to end if we started it. */
interface Used {
  readonly address: string;
  readonly name: string;
  readonly own?: ServerProcess;
}

/** What has been started so far, the last first: the order in which it is put away. */
type Closers = (() => Promise<void> | void)[];

async function useMongo(folder: DataFolder, closers: Closers, signal: AbortSignal): Promise<Used> {
  const given = process.env['MONGODB_URI'];
  if (given) {
    await requireTransactions(given);
    console.log(`MongoDB: MONGODB_URI (${withoutPassword(given)})`);
    return { address: given, name: 'MongoDB' };
  }
  const program = await findMongod(signal);
  say('MongoDB', program);
  const own = await startMongo(folder.mongo, program, signal);
  closers.unshift(() => own.stop());
  return { address: own.uri, name: 'MongoDB', own };
}

async function useRedis(folder: DataFolder, closers: Closers, signal: AbortSignal): Promise<Used> {
  const given = process.env['REDIS_URL'];
  if (given) {
    await requireRedis(given);
    console.log(`Redis: REDIS_URL (${withoutPassword(given)})`);
    return { address: given, name: 'Redis' };
  }
  const program = await findRedis(signal);
  say('Redis', program);
  const own = await startRedis(folder.redis, program, signal);
  closers.unshift(() => own.stop());
  return { address: own.url, name: 'Redis', own };
}

function say(product: string, program: Program): void {
  console.log(`${product}: ${program.version}, ${program.source} (${program.path})`);
}

function welcome(url: string, accounts: readonly DemoAccount[]): void {
  console.log(`\n积分台已启动 · Jifen is running: ${url}\n`);
  if (accounts.length > 0) {
    console.log(
      '演示账号 · demo accounts (账号 account / 密码 password / 姓名 name, 部门 department, 角色 roles):',
    );
    for (const { account, password, name, department, roles } of accounts) {
      console.log(`  ${account} / ${password} / ${name}, ${department}, ${roles.join(' + ')}`);
    }
    console.log();
  }
  console.log('按 Ctrl-C 停止 · Ctrl-C stops it\n');
}

/** Waits for the order to stop; a server of ours that ends before it takes everything down, loudly. */
async function untilTheEnd(signal: AbortSignal, servers: Used[]): Promise<number> {
  const told = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const gone = servers.flatMap(({ own, name }) => (own === undefined ? [] : [own.ended.then(() => name)]));
  const lost = await Promise.race([told, ...gone]);
  if (lost === undefined) {
    console.log('\n正在停止 · stopping …');
    return 0;
  }
  console.error(`\n${lost} 意外退出，正在停止 · ${lost} ended unexpectedly; stopping\n`);
  return 1;
}

async function resetAfterAsking(folder: DataFolder, path: string, signal: AbortSignal): Promise<void> {
  if (!folder.holdsData()) return;
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => ask.once('close', () => resolve('')));
  const question = `将删除 ${path} 里的全部数据。确定吗？\nThis deletes all data in ${path}. Sure? (yes/no) `;
  try {
    const answer = await Promise.race([ask.question(question, { signal }), closed]);
    if (answer.trim().toLowerCase() !== 'yes') throw new ResetNotConfirmed();
  } finally {
    ask.close();
  }
  await folder.reset();
  console.log('数据已删除 · the data is deleted');
}
