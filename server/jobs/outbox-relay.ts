import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../store/database.ts';
import type { OutboxDocument } from '../store/documents.ts';
import { deliverInApp, findPending, markDone, markFailed } from '../store/outbox.ts';

const BATCH = 200;
const MAX_ATTEMPTS = 20;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

type Channel = OutboxDocument['channel'];
type Deliver = (messages: readonly OutboxDocument[]) => Promise<void>;
type Options = { database: Database; clock: Clock; log: Logger; channels?: Record<Channel, Deliver> };

/**
 * Delivers what commits have left in the outbox, at least once: a message is marked done only by who has
 * delivered it. A delivery that fails comes again after 2 s, 4 s, 8 s … up to 6 h; after 20 times it is dead.
 */
export function createOutboxRelay({ database, clock, log, channels }: Options): () => Promise<void> {
  const deliver = channels ?? { in_app: (messages) => deliverInApp(database, messages) };

  async function deliverBatch(channel: Channel, messages: readonly OutboxDocument[]): Promise<void> {
    const ids = messages.map(({ _id }) => _id);
    try {
      await deliver[channel](messages);
      await markDone(database, ids);
    } catch (error) {
      const attempts = Math.max(...messages.map((message) => message.attempts)) + 1;
      const dead = attempts >= MAX_ATTEMPTS;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** attempts);
      const nextAt = new Date(clock.now().getTime() + pauseMs).toISOString();
      const reason = error instanceof Error ? error.message : 'unknown';
      log.error({ error, channel, messages: ids.length, dead }, 'messages could not be delivered');
      await markFailed(database, ids, { error: reason, nextAt, dead });
    }
  }

  return async () => {
    for (;;) {
      const pending = await findPending(database, clock.now().toISOString(), BATCH);
      if (pending.length === 0) return;
      for (const channel of new Set(pending.map((message) => message.channel))) {
        await deliverBatch(
          channel,
          pending.filter((message) => message.channel === channel),
        );
      }
      if (pending.length < BATCH) return;
    }
  };
}
