import { MongoServerError, Timestamp } from 'mongodb';
import type { Logger } from 'pino';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from './database.ts';

/** Something that happened in the database, as far as open pages have to know of it. */
export type Change =
  | { kind: 'step'; instance: string; version: number; event: string; owner: string; leader: string }
  | { kind: 'notification'; person: string }
  | { kind: 'company' }
  | { kind: 'people' }
  /** Something may have been missed. */
  | { kind: 'gap' };

export type Listener = (change: Change) => void;
export type Changes = {
  /**
   * Tells of every change from the moment on at which this resolves; the function it gives ends it. `ended` is
   * called when nothing more will come.
   */
  subscribe(listener: Listener, ended: () => void): Promise<() => void>;
  close(): Promise<void>;
};

const PAUSE_MS = 1_000;
/** The place to resume at is gone: its collection was capped, it fell out of the oplog, the database was dropped. */
const PLACE_LOST = new Set([136, 260, 286]);

const answerSchema = z.object({ operationTime: z.instanceof(Timestamp) });

/** Whose a line of history is; duties that are closed together share one. */
const oneOrMany = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

const rowSchema = z.looseObject({
  _id: z.unknown(),
  ns: z.object({ coll: z.string() }),
  fullDocument: z
    .object({
      instance: oneOrMany.optional(),
      seq: z.int().optional(),
      event: z.object({ type: z.string() }).optional(),
      owner: oneOrMany.optional(),
      leader: oneOrMany.optional(),
      person: z.string().optional(),
    })
    .optional(),
});

/**
 * Follows the database with one change stream, opened when the first listener comes and closed when the last
 * one goes. For open pages only: nothing that has to happen may depend on it.
 */
export function createChanges(database: Database, log: Logger): Changes {
  const listeners = new Map<Listener, () => void>();
  const end = new AbortController();
  let following: { stop: () => Promise<void> } | undefined;
  let opening: Promise<void> | undefined;

  function tell(change: Change): void {
    for (const listener of listeners.keys()) listener(change);
  }

  function follow(from: Timestamp): { stop: () => Promise<void> } {
    let resume: unknown;
    let start: Timestamp | undefined = from;
    let stopped = false;
    let stream = watch(database, { start });
    const done = (async () => {
      while (!stopped) {
        try {
          for await (const row of stream) {
            resume = row._id;
            start = undefined;
            for (const change of toChanges(row)) tell(change);
          }
        } catch (error) {
          if (stopped) return;
          log.warn({ error }, 'the stream of changes broke off and is taken up again');
          if (error instanceof MongoServerError && PLACE_LOST.has(Number(error.code))) {
            resume = undefined;
            start = undefined;
            tell({ kind: 'gap' });
          }
        }
        if (stopped) return;
        await pause(PAUSE_MS, undefined, { signal: end.signal }).catch(() => undefined);
        if (!stopped) stream = watch(database, { resume, start });
      }
    })();
    return {
      async stop() {
        stopped = true;
        await stream.close().catch(() => undefined);
        await done;
      },
    };
  }

  async function open(): Promise<void> {
    const { operationTime } = answerSchema.parse(await database.db.command({ ping: 1 }));
    following ??= follow(new Timestamp({ t: operationTime.t, i: operationTime.i + 1 }));
  }

  async function stop(): Promise<void> {
    const last = following;
    following = undefined;
    await last?.stop();
  }

  return {
    async subscribe(listener, ended) {
      while (following === undefined) {
        opening ??= open().finally(() => (opening = undefined));
        await opening;
      }
      listeners.set(listener, ended);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) void stop();
      };
    },
    async close() {
      end.abort();
      for (const ended of listeners.values()) ended();
      listeners.clear();
      await stop();
    },
  };
}

function watch(database: Database, { resume, start }: { resume?: unknown; start?: Timestamp | undefined }) {
  const fields = ['instance', 'seq', 'event.type', 'owner', 'leader', 'person'];
  return database.db.watch(
    [
      {
        $match: {
          'ns.coll': { $in: ['history', 'notifications', 'company', 'people', 'departments'] },
          operationType: { $in: ['insert', 'update', 'replace'] },
        },
      },
      {
        $project: {
          ns: 1,
          operationType: 1,
          ...Object.fromEntries(fields.map((field) => [`fullDocument.${field}`, 1])),
        },
      },
    ],
    resume !== undefined
      ? { resumeAfter: resume }
      : start !== undefined
        ? { startAtOperationTime: start }
        : {},
  );
}

function toChanges(row: unknown): Change[] {
  const { ns, fullDocument = {} } = rowSchema.parse(row);
  const { instance, seq, event, owner = [], leader = [], person } = fullDocument;
  switch (ns.coll) {
    case 'history':
      if (instance === undefined || seq === undefined || event === undefined) return [];
      return instance.map((id, index) => ({
        kind: 'step',
        instance: id,
        version: seq,
        event: event.type,
        owner: owner[index] ?? '',
        leader: leader[index] ?? '',
      }));
    case 'notifications':
      return person === undefined ? [] : [{ kind: 'notification', person }];
    case 'company':
      return [{ kind: 'company' }];
    case 'people':
    case 'departments':
      return [{ kind: 'people' }];
    default:
      return [];
  }
}
