import { Queue, Worker, type ConnectionOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';

const QUEUE = 'alarms';
/** In braces, so that a Redis cluster keeps the keys of one queue together. */
const PREFIX = '{jifen}';
/** Its absence tells that Redis has lost everything and the alarms have to be planted again. */
const EPOCH = `${PREFIX}:epoch`;
/** Alarms are planted for the next 48 hours only; later ones when they come near. */
export const HORIZON_MS = 48 * 3_600_000;

/** The alarm of duties, which are closed together, whatever their number. */
export const DUTIES = 'duties';

/** `instance` is the id of one, or `duties`. */
export type Alarm = { instance: string; at: string };

export type Alarms = {
  /** Sets alarms; those beyond the horizon are left out. Fails at once if Redis is away. */
  plant(alarms: readonly Alarm[]): Promise<void>;
  /** Whether Redis has lost the alarms since they were planted. */
  lost(): Promise<boolean>;
  /** Says that all near alarms are planted. */
  planted(): Promise<void>;
  /** Runs `ring` for each alarm whose moment has come; ringing twice or for nothing is harmless. */
  listen(ring: (instance: string) => Promise<void>): void;
  up(): boolean;
  close(): Promise<void>;
};

/**
 * The alarm clock: BullMQ's delayed jobs on Redis. MongoDB knows what is due; a lost, late or doubled alarm
 * changes nothing but the moment at which it is looked at.
 */
export function createAlarms(redisUrl: string, clock: Clock, log: Logger): Alarms {
  const producer = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
  const queue = new Queue(QUEUE, { connection: producer, prefix: PREFIX, skipWaitingForReady: true });
  let worker: Worker<Alarm> | undefined;
  let consumer: Redis | undefined;

  let quietUntil = 0;
  const complain = (error: Error) => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + 30_000;
    log.warn({ error: error.message }, 'Redis is away: commands go on, alarms wait for the sweep');
  };
  producer.on('error', complain);
  queue.on('error', complain);

  return {
    async plant(alarms) {
      const now = clock.now().getTime();
      const near = alarms.filter(({ at }) => Date.parse(at) < now + HORIZON_MS);
      if (near.length === 0) return;
      if (producer.status !== 'ready') throw new Error('Redis is away');
      await queue.addBulk(
        near.map((alarm) => ({
          name: 'ring',
          data: alarm,
          opts: {
            jobId: `${alarm.instance}-${Date.parse(alarm.at)}`,
            delay: Math.max(0, Date.parse(alarm.at) - now + 1),
            removeOnComplete: true,
            removeOnFail: true,
          },
        })),
      );
    },
    lost: async () => (await producer.exists(EPOCH)) === 0,
    planted: async () => void (await producer.set(EPOCH, clock.now().toISOString())),
    listen(ring) {
      consumer = new Redis(redisUrl, { maxRetriesPerRequest: null });
      consumer.on('error', complain);
      const connection: ConnectionOptions = consumer;
      worker = new Worker<Alarm>(QUEUE, (job) => ring(job.data.instance), {
        connection,
        prefix: PREFIX,
        concurrency: 16,
        lockDuration: 30_000,
        stalledInterval: 15_000,
        maxStalledCount: 10,
      });
      worker.on('error', complain);
    },
    up: () => producer.status === 'ready',
    async close() {
      await worker?.close();
      await queue.close().catch(complain);
      consumer?.disconnect();
      producer.disconnect();
    },
  };
}
