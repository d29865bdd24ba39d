import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join, resolve } from 'node:path';
import { MongoClient } from 'mongodb';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findMongod } from '../../server/local/mongod-program.ts';
import { freePort } from '../../server/local/port.ts';
import { commandOf, recordedServer } from '../../server/local/stale.ts';
import { scratchFolder } from '../support/servers.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LEFT_BEHIND = new Set(['node_modules', 'dist', '.git', '.jifen', 'test-results']);
const BUILD_BOUND_MS = 240_000;

let clone: string;

// The tree as a clone would have it, built nowhere yet. Only the installed packages are lent to it: to fetch them
// again takes the network and half a minute, and .ci/run has just done so.
beforeAll(async () => {
  clone = scratchFolder('clone');
  await cp(ROOT, clone, { recursive: true, filter: (path) => !LEFT_BEHIND.has(basename(path)) });
  await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
});

describe('npm start in an empty clone', () => {
  it(
    'builds, runs, stops in order, and goes on with the same data',
    { timeout: BUILD_BOUND_MS },
    async () => {
      const port = await freePort();
      const first = run('npm', ['start', '--', '--port', String(port)]);
      await first.says('Ctrl-C stops it');
      expect(first.output()).toContain('building server');
      expect(first.output()).toContain('demo accounts');
      expect((await fetch(`http://localhost:${port}/health/ready`)).status).toBe(200);
      expect(await (await fetch(`http://localhost:${port}/`)).text()).toContain('<html');
      await withDatabase((database) => database.collection('kept').insertOne({ note: 'still here' }));
      const servers = ['mongo', 'redis'].map((name) => recordedServer(join(clone, '.jifen', name))?.pid ?? 0);

      first.process.kill('SIGINT');
      await first.ended;
      expect(first.output()).toContain('stopping');
      expect(servers.map(commandOf)).toEqual([undefined, undefined]);

      const second = run('node', ['server/local/start.mjs', '--port', String(port)]);
      await second.says('Ctrl-C stops it');
      expect(second.output()).not.toContain('building');
      const kept = await withDatabase((database) => database.collection('kept').countDocuments());
      expect(kept).toBe(1);
      second.process.kill('SIGINT');
      expect(await second.ended).toBe(0);
    },
  );
});

describe('npm start says what is wrong and fails', () => {
  it('names a port that is in use', async () => {
    const port = await freePort();
    const holder = createServer().listen(port);
    onTestFinished(() => void holder.close());
    await once(holder, 'listening');
    await refuses(['--port', String(port)], {}, `Port ${port} is in use`);
  });

  it('names a data folder that cannot be written', async () => {
    const file = join(scratchFolder('data'), 'a-file');
    await writeFile(file, '');
    await refuses(['--data', file], {}, `The data folder ${file} cannot be written`);
  });

  it('leaves a folder alone that is not its own', async () => {
    const folder = scratchFolder('foreign');
    await writeFile(join(folder, 'thesis.txt'), 'years of work');
    await refuses(['--data', folder, '--reset'], {}, 'is no data folder of Jifen');
    expect(await readFile(join(folder, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  it('names a MongoDB that does not answer, without its password', async () => {
    const output = await refuses(
      [],
      { MONGODB_URI: 'mongodb://me:secret@127.0.0.1:1/x' },
      'Cannot reach MongoDB',
    );
    expect(output).not.toContain('secret');
  });

  it('refuses a MongoDB without transactions', async () => {
    const uri = await standaloneMongo();
    await refuses([], { MONGODB_URI: uri }, 'has no transactions');
  });
});

/** Runs `npm start` on a free port and a new data folder unless told otherwise, and expects it to give up. */
async function refuses(args: string[], env: Record<string, string>, words: string): Promise<string> {
  const port = args.includes('--port') ? [] : ['--port', String(await freePort())];
  const data = args.includes('--data') ? [] : ['--data', scratchFolder('data')];
  const started = run('node', ['server/local/start.mjs', ...args, ...port, ...data], env);
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain(words);
  return started.output();
}

interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  says(words: string): Promise<void>;
}

function run(command: string, args: string[], env: Record<string, string> = {}): Run {
  const { MONGODB_URI: _mongo, REDIS_URL: _redis, NODE_ENV: _mode, ...inherited } = process.env;
  const child = spawn(command, args, {
    cwd: clone,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'close').then(() => child.exitCode);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const look of heard) look();
    });
  }
  return {
    process: child,
    ended,
    output: () => output,
    says: (words) =>
      new Promise((settle, reject) => {
        const look = () => output.includes(words) && settle();
        heard.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without saying "${words}":\n${output}`)));
      }),
  };
}

async function withDatabase<T>(ask: (database: ReturnType<MongoClient['db']>) => Promise<T>): Promise<T> {
  const port = recordedServer(join(clone, '.jifen/mongo'))?.port;
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/jifen?directConnection=true`);
  try {
    return await ask(client.db());
  } finally {
    await client.close();
  }
}

async function standaloneMongo(): Promise<string> {
  const [mongod, port] = await Promise.all([findMongod(), freePort()]);
  const settings = [
    '--dbpath',
    scratchFolder('standalone'),
    '--port',
    String(port),
    '--bind_ip',
    '127.0.0.1',
  ];
  const child = spawn(mongod.path, settings, { stdio: 'ignore' });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return `mongodb://127.0.0.1:${port}/x`;
}
