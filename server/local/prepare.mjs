// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Makes a fresh or changed clone ready to run: what is up to date is left alone, so that a second start is quick. */
export async function prepare() {
  if (!isInstalled()) {
    console.log('安装依赖 · installing dependencies (npm ci) …');
    await npm(['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']);
  }
  await build(
    'server',
    ['workflows', 'server', 'tsconfig.json'],
    ['typescript/bin/tsc', '-p', 'server/tsconfig.json'],
  );
  await build(
    'client',
    ['workflows', 'client'],
    ['vite/bin/vite.js', 'build', '--config', 'client/vite.config.ts'],
  );
}

/**
 * Whether node_modules holds what the lock file asks for. npm writes its own list of what it installed, at the end,
 * so an interrupted installation has none; optional packages of other systems are rightly absent from it.
 */
function isInstalled() {
  const list = resolve(root, 'node_modules/.package-lock.json');
  if (!existsSync(list)) return false;
  const locked = packagesOf(resolve(root, 'package-lock.json'));
  const installed = packagesOf(list);
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === wanted.version : (wanted.optional ?? wanted.devOptional) === true;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
}

/**
 * Builds one part into dist/ unless it was built from exactly these sources.
 * @param {string} part
 * @param {string[]} sources
 * @param {[string, ...string[]]} command a script below node_modules, and its arguments
 */
async function build(part, sources, command) {
  const stamp = resolve(root, 'dist', `${part}.stamp`);
  const hash = hashOf([...sources, 'package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log(`构建 · building ${part} …`);
  const [script, ...args] = command;
  await run(process.execPath, [resolve(root, 'node_modules', script), ...args]);
  mkdirSync(resolve(root, 'dist'), { recursive: true });
  writeFileSync(stamp, hash);
}

/** @param {string[]} sources files and folders */
function hashOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesIn(resolve(root, source))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

/** @param {string[]} args */
function npm(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? run(process.execPath, [script, ...args]) : run('npm', args);
}

/**
 * Runs a tool in the project folder with its output shown, and fails with its name if it fails.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function run(command, args) {
  return new Promise((settle, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) settle();
      else reject(new Error(`失败 · failed (${code ?? 'interrupted'}): ${[command, ...args].join(' ')}`));
    });
  });
}
