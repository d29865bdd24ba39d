import { z } from 'zod';
import type { Database } from './database.ts';

const hello = z.object({ localTime: z.date() });

/** What the clock of MongoDB says. */
export async function mongoTime({ db }: Database): Promise<Date> {
  return hello.parse(await db.command({ hello: 1 })).localTime;
}
