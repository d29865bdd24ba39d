import type { Database } from '../store/database.ts';
import { answers } from '../store/health.ts';
import { findNextTimer } from '../store/timers.ts';

export type Health = {
  status: 'ready' | 'degraded' | 'unavailable';
  database: 'up' | 'down';
  redis: 'up' | 'down';
  /** By how many seconds the longest overdue timer has not been acted on; 0 if there is none. */
  oldestOverdueTimer: number | null;
};

/**
 * Whether commands can be taken. MongoDB away: unavailable. Redis away: commands go on and the sweep fires the
 * timers, only later; so `degraded`, and still ready.
 */
export async function readHealth({
  database,
  now,
  redisUp,
}: {
  database: Database;
  now: Date;
  redisUp: boolean;
}): Promise<Health> {
  const redis = redisUp ? 'up' : 'down';
  if (!(await answers(database))) {
    return { status: 'unavailable', database: 'down', redis, oldestOverdueTimer: null };
  }
  const next = await findNextTimer(database).catch(() => null);
  const late = next === null ? 0 : Math.max(0, (now.getTime() - Date.parse(next)) / 1_000);
  const status = redisUp ? 'ready' : 'degraded';
  return { status, database: 'up', redis, oldestOverdueTimer: Math.floor(late) };
}
