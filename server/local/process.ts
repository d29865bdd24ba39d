import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync, renameSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerDidNotStart } from './errors.ts';
import { freePort } from './port.ts';
import { endStale, recordedServer, recordFile } from './stale.ts';

const START_BOUND_MS = 60_000;
const STOP_BOUND_MS = 20_000;
const PORT_ATTEMPTS = 3;

/** What has to be known to run one of the two servers as a child of this process. */
export interface ServerSpec {
  readonly name: string;
  readonly command: string;
  /** The folder it owns: its data, its log, and the note of its pid and port. */
  readonly folder: string;
  args(port: number): string[];
  answers(port: number): Promise<boolean>;
}

/** A running server that this process started, and the only one who ends it. */
export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  /** Settles when the process is gone, whoever ended it. */
  readonly ended: Promise<void>;
  /** Ends it in order, by force if it takes too long; may be called again. */
  stop(): Promise<void>;
  /** Ends it at once with SIGKILL, as a crash would. */
  kill(): void;
}

/**
 * Starts a server and waits until it answers. It gets a session of its own, so that Ctrl-C reaches this process
 * alone and the order of stopping stays ours; where the system can, it is ended when this process is killed.
 */
export async function launch(spec: ServerSpec, signal?: AbortSignal): Promise<ServerProcess> {
  mkdirSync(spec.folder, { recursive: true });
  await endStale(spec.folder);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? recordedServer(spec.folder)?.port : undefined);
    try {
      return await launchOn(port, spec, signal);
    } catch (error) {
      const portTaken = error instanceof ServerDidNotStart && /address already in use/i.test(error.lastWords);
      if (!portTaken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

async function launchOn(port: number, spec: ServerSpec, signal?: AbortSignal): Promise<ServerProcess> {
  const log = freshLog(spec);
  const [command, ...args] = withParentsDeath([spec.command, ...spec.args(port)]);
  const output = openSync(log, 'w');
  const child = spawn(command, args, { stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const server = controls(child, port, ended);
  writeFileSync(recordFile(spec.folder), JSON.stringify({ pid: server.pid, port }));
  try {
    await untilItAnswers(spec, port, child, signal);
    return server;
  } catch (error) {
    await server.stop();
    signal?.throwIfAborted();
    throw new ServerDidNotStart(spec.name, child.exitCode, log, lastLines(log), { cause: error });
  }
}

async function untilItAnswers(
  spec: ServerSpec,
  port: number,
  child: ChildProcess,
  signal?: AbortSignal,
): Promise<void> {
  const giveUpAt = Date.now() + START_BOUND_MS;
  while (!(await spec.answers(port))) {
    signal?.throwIfAborted();
    if (hasEnded(child)) throw new Error(`${spec.name} ended`);
    if (Date.now() > giveUpAt) throw new Error(`${spec.name} did not answer within ${START_BOUND_MS} ms`);
    await sleep(50);
  }
  if (hasEnded(child)) throw new Error(`${spec.name} ended, and another server answers on its port`);
}

function controls(child: ChildProcess, port: number, ended: Promise<void>): ServerProcess {
  return {
    pid: child.pid ?? -1,
    port,
    ended,
    async stop() {
      if (hasEnded(child)) return;
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_BOUND_MS);
      await ended;
      clearTimeout(force);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

let parentsDeathIsHeard: boolean | undefined;

/** Linux can tell a child that its parent is gone, however it went; util-linux's `setpriv` asks for that. */
function withParentsDeath(command: [string, ...string[]]): [string, ...string[]] {
  parentsDeathIsHeard ??=
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  return parentsDeathIsHeard ? ['setpriv', '--pdeathsig', 'TERM', '--', ...command] : command;
}

function freshLog(spec: ServerSpec): string {
  const log = join(spec.folder, `${spec.name}.log`);
  if (existsSync(log)) renameSync(log, join(spec.folder, `${spec.name}.previous.log`));
  return log;
}

function lastLines(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}
