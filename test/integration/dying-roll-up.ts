import { connectDatabase } from '../../server/store/database.ts';
import { rollUpWithin } from '../../server/store/roll-up.ts';

/** A worker that is killed in the middle of a roll-up: everything is written, nothing committed. */
const database = await connectDatabase(process.env['MONGODB_URI'] ?? '');
const session = database.client.startSession();
session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
const movements = await rollUpWithin(database, session, 1_000);
process.stdout.write(`${movements}\n`, () => process.kill(process.pid, 'SIGKILL'));
