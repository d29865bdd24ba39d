import { readEnvironment } from './config.ts';
import { verify } from './runner/verify.ts';
import { connectDatabase } from './store/database.ts';

/** `npm run verify`: replays everything and compares; ends with 1 if anything differs. Only reads. */
const database = await connectDatabase(
  readEnvironment({ REDIS_URL: 'redis://unused', ...process.env }).MONGODB_URI,
);
const { findings, ...counted } = await verify(database);
for (const { instance, what } of findings) console.error(`${instance}: ${what}`);
console.log(
  `${counted.instances} instances, ${counted.steps} steps, ${counted.entries} entries: ${findings.length} findings`,
);
await database.client.close();
process.exitCode = findings.length === 0 ? 0 : 1;
