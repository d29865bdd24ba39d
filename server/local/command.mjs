// @ts-check
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { prepare, root } from './prepare.mjs';

const USAGE = `npm start [-- 选项 options]
  --port N     网页端口 · port of the pages (3000)
  --data DIR   数据文件夹 · data folder (.jifen)
  --reset      确认后清空数据，重新开始 · begin anew, after asking
  --help       显示本说明 · this text
npm test [-- vitest 的参数 · arguments of vitest]
环境变量 · environment: MONGODB_URI, REDIS_URL, PUBLIC_URL`;

/**
 * What the two npm commands do; answers with the exit code.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function main(args) {
  if (args[0] === '--test') return (await prepared()) ? runTests(args.slice(1)) : 1;
  const options = readOptions(args);
  if (typeof options === 'string') {
    console.error(`${options}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  return (await prepared()) ? runProduct(options) : 1;
}

/**
 * The options of `npm start`, or a sentence that says what is wrong with them.
 * @param {string[]} args
 */
function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '3000' },
        data: { type: 'string', default: resolve(root, '.jifen') },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      return `--port ${values.port}: 端口应为 1–65535 的整数 · a port is a whole number, 1–65535`;
    }
    return { port, dataFolder: resolve(values.data), reset: values.reset, help: values.help };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function prepared() {
  try {
    await prepare();
    return true;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

/** @param {import('./start.ts').StartOptions} options */
async function runProduct(options) {
  /** @type {typeof import('./start.ts')} */
  const { start } = await import(built('server/local/start.js'));
  /** @type {{ runServer: import('./start.ts').RunServer }} */
  const { runServer } = await import(built('server/main.js'));
  return start(options, runServer);
}

/** @param {string} path below dist/ */
function built(path) {
  return pathToFileURL(resolve(root, 'dist', path)).href;
}

/**
 * Runs vitest as a child and stays until it has ended, so that an interrupted run can still put its servers away.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function runTests(args) {
  const vitest = resolve(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--config', 'test/vitest.config.ts', ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, () => child.kill(name));
  }
  return new Promise((settle) => {
    child.once('exit', (code) => settle(code ?? 130));
  });
}
