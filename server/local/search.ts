import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { MissingLibrary, NoServerToBeHad } from './errors.ts';

const run = promisify(execFile);
const VERSION_BOUND_MS = 10_000;

/** One place where a server program may be had from. */
export interface Source {
  readonly name: string;
  /** The path of the program, or undefined if this place does not have it. */
  find(signal?: AbortSignal): Promise<string> | string | undefined;
}

/** A server program that runs on this machine. */
export interface Program {
  readonly path: string;
  readonly version: string;
  readonly source: string;
}

/** What is looked for, and how its user can give it instead. */
export interface Wanted {
  readonly product: string;
  /** The environment variable that names a running one. */
  readonly variable: string;
  /** The oldest version, as [major, minor], that does what the product needs. */
  readonly oldest: readonly [number, number];
  readonly sources: readonly Source[];
}

/**
 * Goes through the sources in their order and takes the first program that really runs here. Why each of the
 * others did not serve is kept for the error: that is what the reader of it needs.
 */
export async function firstThatRuns(wanted: Wanted, signal?: AbortSignal): Promise<Program> {
  const tried: string[] = [];
  let lacking: MissingLibrary | undefined;
  for (const source of wanted.sources) {
    try {
      const path = await source.find(signal);
      if (path === undefined) throw new Error('none · 没有');
      const version = await versionOf(path);
      requireVersion(version, wanted.oldest);
      return { path, version, source: source.name };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof MissingLibrary) lacking = error;
      tried.push(`${source.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw lacking ?? new NoServerToBeHad(wanted.product, wanted.variable, tried);
}

/** The first of these programs on the PATH. */
export function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function versionOf(path: string): Promise<string> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: VERSION_BOUND_MS });
    const version = /\bv=?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    if (version === undefined) throw new Error(`${path} --version names no version`);
    return version;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const library = /error while loading shared libraries: ([^:\s]+):/.exec(words)?.[1];
    if (library === undefined) throw error;
    throw new MissingLibrary(path, library, debianPackageOf(library));
  }
}

function requireVersion(version: string, [major, minor]: readonly [number, number]): void {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
    throw new Error(`${version} is too old, ${major}.${minor} is needed`);
  }
}

/** Debian names the package of a library after the library and its number: libcurl.so.4 is in libcurl4. */
function debianPackageOf(library: string): string | undefined {
  if (/^lib(ssl|crypto)\.so\.3$/.test(library)) return 'libssl3';
  const [, name, number] = /^(lib[a-z_]+)\.so\.(\d+)$/.exec(library) ?? [];
  return name === undefined ? undefined : `${name.replaceAll('_', '-')}${number}`;
}
