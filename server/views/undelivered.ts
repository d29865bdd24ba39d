import type { z } from 'zod';
import type { undeliveredSchema } from '../contract/work.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { findUndelivered } from '../store/undelivered.ts';

const MOST = 200;

/** What could not be delivered: one read. */
export async function readUndelivered(
  database: Database,
  organisation: Organisation,
): Promise<z.output<typeof undeliveredSchema>> {
  const found = await findUndelivered(database, MOST);
  return {
    items: found.map(({ _id: id, channel, to, message, instance, title, attempts, error, at }) => ({
      id,
      channel,
      to: organisation.ref(to),
      message,
      instance,
      title,
      attempts,
      error,
      at,
    })),
  };
}
