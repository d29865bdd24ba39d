import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const STOP_BOUND_MS = 20_000;
const recordSchema = z.object({ pid: z.int().positive(), port: z.int().positive() });

/** Where a server's pid and port are noted while it runs. */
export function recordFile(folder: string): string {
  return join(folder, 'server.json');
}

/** The server that last ran in this folder, if a readable note of it is left. */
export function recordedServer(folder: string): z.infer<typeof recordSchema> | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(recordFile(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Ends a server that outlived the process that started it, so that two never open the same files.
 * It is ended only if its command line names this very folder: the number may long belong to another program.
 */
export async function endStale(folder: string): Promise<void> {
  const pid = recordedServer(folder)?.pid;
  if (pid === undefined || !runsIn(pid, folder)) return;
  process.kill(pid, 'SIGTERM');
  const forceAt = Date.now() + STOP_BOUND_MS;
  while (runsIn(pid, folder)) {
    if (Date.now() > forceAt) process.kill(pid, 'SIGKILL');
    await sleep(100);
  }
}

function runsIn(pid: number, folder: string): boolean {
  return commandOf(pid)?.includes(folder) ?? false;
}

/** The command line of a process, or undefined if there is none; a zombie has an empty one. */
export function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}
