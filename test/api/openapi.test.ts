import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { routes } from '../../server/routes/index.ts';
import { startService, type Service } from './service.ts';

const operationSchema = z.object({
  summary: z.string().min(5),
  operationId: z.string(),
  tags: z.array(z.string()).length(1),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/), z.looseObject({ description: z.string().min(1) })),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.string(), schema: z.looseObject({}) }))
    .optional(),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.looseObject({}) })) })
    .optional(),
});
const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string().startsWith('/'), z.record(z.string(), operationSchema)),
  components: z.looseObject({ securitySchemes: z.looseObject({ session: z.looseObject({}) }) }),
});

let service: Service;
let document: z.output<typeof documentSchema>;
beforeAll(async () => {
  service = await startService();
  document = documentSchema.parse((await service.stranger().get('/openapi.json')).body);
});
afterAll(() => service.close());

test('every route is documented, and nothing else', () => {
  const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  const served = routes.map(({ spec }) => `${spec.method} ${spec.path.replace(/:(\w+)/g, '{$1}')}`);
  expect(documented.toSorted()).toEqual(served.toSorted());
});

test('every operation has a name of its own, and every part of its path is a parameter', () => {
  const ids: string[] = [];
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const { operationId, parameters = [] } of Object.values(operations)) {
      ids.push(operationId);
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(inPath.toSorted()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted());
    }
  }
  expect(new Set(ids).size).toBe(ids.length);
});

test('every reference inside leads somewhere', () => {
  const text = JSON.stringify(document);
  for (const [, reference = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = reference
      .split('/')
      .reduce<unknown>((value, key) => Reflect.get(Object(value), key), document);
    expect(target, reference).toBeDefined();
  }
});

test('the body of an event is one of the events that people send', () => {
  const body = JSON.stringify(document.paths['/instances/{id}/events']?.['post']?.requestBody);
  for (const type of ['SUBMIT_PLAN', 'SUBMIT', 'RETURN', 'GRANT_EXTENSION'])
    expect(body).toContain(`"${type}"`);
  for (const type of ['START_DUE', 'REMIND']) expect(body).not.toContain(`"${type}"`);
  expect(body).toContain('commandId');
});

test('the page for people runs nothing inline and takes everything from here', async () => {
  const stranger = service.stranger();
  const { text, headers } = await stranger.get('/docs');
  expect(headers.get('Content-Security-Policy')).toContain("script-src 'self'");
  expect(text).not.toMatch(/<script>|<style|onload=|https?:/);
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'begin.js']) {
    expect((await stranger.get(`/docs/${name}`)).status).toBe(200);
  }
});
