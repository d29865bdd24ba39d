import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from './local/data-folder.ts';
import { startMongo } from './local/mongo.ts';
import { verify } from './runner/verify.ts';
import { connectDatabase } from './store/database.ts';

/**
 * `npm run verify [-- folder]`: replays everything and compares; ends with 1 if anything differs. Only reads.
 * Looks into MONGODB_URI, or else into the data folder of a stopped `npm start`.
 */
async function uri(): Promise<{ address: string; close: () => Promise<void> }> {
  const given = process.env['MONGODB_URI'];
  if (given !== undefined && given !== '') return { address: given, close: () => Promise.resolve() };
  const path = process.argv[2] ?? '.jifen';
  if (!existsSync(join(path, 'mongo'))) {
    throw new Error(`${path} 里没有积分台的数据 · there is no data of Jifen in ${path}`);
  }
  const folder = openDataFolder(path);
  const mongo = await startMongo(folder.mongo);
  const close = async () => {
    await mongo.stop();
    folder.release();
  };
  return { address: mongo.uri, close };
}

async function main(): Promise<number> {
  const { address, close } = await uri();
  const database = await connectDatabase(address);
  const { instances, steps, entries, findings } = await verify(database);
  for (const { instance, what } of findings) console.error(`${instance}: ${what}`);
  console.log(`${instances} instances, ${steps} steps, ${entries} entries: ${findings.length} findings`);
  await database.client.close();
  await close();
  return findings.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
