import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

const YEAR_MS = 365 * 24 * 3_600_000;

/** The built client: its hashed files for ever, and its one page for every address that a page can have. */
export function pageRoutes(folder: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: YEAR_MS, index: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get(/^\/(?!api(?:\/|$)|health(?:\/|$)|assets\/)[^.]*$/, (_request, response, next) => {
    if (!existsSync(join(folder, 'index.html'))) return next();
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder });
  });
  return router;
}
