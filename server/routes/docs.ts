import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from 'express';
import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';

const page = `<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jifen 积分台 API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<div id="api"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/begin.js"></script>
</html>
`;

const begin = `SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers['X-Requested-With'] = 'jifen';
    return request;
  },
});
`;

/** The API's description, for programs and as a page; everything comes from the own origin, nothing is inline. */
export function docsRoutes(routes: readonly Route[]): Router {
  let document: object | undefined;
  const router = Router();
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  router.get('/openapi.json', (_request, response) => {
    document ??= openApiDocument(routes);
    response.json(document);
  });
  router.get('/docs', (_request, response) => void response.type('html').send(page));
  router.get('/docs/begin.js', (_request, response) => void response.type('js').send(begin));
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    router.get(`/docs/${name}`, (_request, response) => response.sendFile(name, { root: assets }));
  }
  return router;
}
