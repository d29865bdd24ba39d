import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongo } from '../../server/local/mongo.ts';
import { connectDatabase, type Database } from '../../server/store/database.ts';
import { prepareCollections } from '../../server/store/indexes.ts';
import { benchCommands } from './commands.ts';
import { benchDuties } from './duties.ts';
import { benchRules } from './rules.ts';
import { benchScorecard } from './scorecard.ts';

/** `npm run bench [-- rules|commands|duties|scorecard …]`: each part on a MongoDB of its own; without a name, all. */
const parts: Record<string, (database: Database, uri: string) => Promise<void>> = {
  rules: benchRules,
  commands: benchCommands,
  duties: benchDuties,
  scorecard: (_, uri) => benchScorecard(uri),
};
const asked = process.argv.slice(2);
const chosen = asked.length === 0 ? Object.keys(parts) : asked;

console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}`);
for (const name of chosen) {
  const part = parts[name];
  if (part === undefined) throw new Error(`there is no part ${name}: ${Object.keys(parts).join(', ')}`);
  console.log(`\n=== ${name}`);
  const folder = mkdtempSync(join(tmpdir(), 'jifen-bench-'));
  const mongo = await startMongo(folder);
  const database = await connectDatabase(mongo.uri);
  try {
    await prepareCollections(database);
    await part(database, mongo.uri);
  } finally {
    await database.client.close();
    await mongo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
