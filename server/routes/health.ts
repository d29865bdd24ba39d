import { Router } from 'express';
import { readHealth } from '../views/health.ts';
import type { Parts } from './parts.ts';

/** Whether the process lives, and whether it can do its work. Redis being away is said, and is no reason to stop. */
export function healthRoutes({ database, clock, redisUp }: Parts): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  router.get('/health/ready', async (_request, response) => {
    const health = await readHealth({ database, now: clock.now(), redisUp: redisUp() });
    if (health.status === 'unavailable') response.set('Retry-After', '2');
    response.status(health.status === 'unavailable' ? 503 : 200).json(health);
  });
  return router;
}
