import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { resourcePolicy } from '../access/policy.ts';
import { problemSchema } from '../contract/problem.ts';
import { problems, titles, type ProblemCode } from '../problems.ts';
import type { Route } from './route.ts';

/** Refusals that any request can meet. */
const always: ProblemCode[] = ['invalid_request', 'database_unavailable', 'internal'];
const withBody: ProblemCode[] = ['broken_json', 'not_json', 'body_too_large'];

/** The OpenAPI 3.1 document of these routes, made from the schemas that check their requests. */
export function openApiDocument(routes: readonly Route[]): object {
  const registry = new OpenAPIRegistry();
  for (const route of routes) registry.registerPath(operationOf(route));
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'jifen' });
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Jifen 积分台',
      version: '1',
      description:
        'Points management. Sign in with `POST /session`; every request that changes something needs the ' +
        'header `X-Requested-With: jifen` and comes from a page of the product or names its Origin. Refusals ' +
        'are RFC 9457 problem documents with a stable `code`, in Chinese or English by Accept-Language. Over ' +
        'https the cookie is called `__Host-jifen`.',
    },
    servers: [{ url: '/api/v1' }],
  });
}

function operationOf({ spec }: Route): RouteConfig {
  const { method, path, about, summary, takes, takesFile, gives, action } = spec;
  const { params, query, body } = takes.shape;
  const changes = method !== 'get';
  const description = action === 'anybody' ? 'Anybody.' : grantText(action);
  const content =
    gives.schema !== undefined
      ? { 'application/json': { schema: gives.schema } }
      : gives.mediaType !== undefined
        ? { [gives.mediaType]: { schema: z.string() } }
        : undefined;
  const requestBody =
    body !== undefined
      ? { required: true, content: { 'application/json': { schema: body } } }
      : takesFile === true
        ? { required: true, content: { 'application/octet-stream': { schema: z.string() } } }
        : undefined;
  return {
    method,
    path: path.replace(/:(\w+)/g, '{$1}'),
    tags: [about],
    operationId: operationId(method, path),
    summary,
    description,
    security: action === 'anybody' ? [] : [{ session: [] }],
    request: {
      ...(params instanceof z.ZodObject ? { params } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
      ...(requestBody === undefined ? {} : { body: requestBody }),
      ...(changes ? { headers: z.object({ 'X-Requested-With': z.literal('jifen') }) } : {}),
    },
    responses: {
      [gives.status]: { description: gives.says, ...(content === undefined ? {} : { content }) },
      ...refusalsOf([
        ...(spec.refusals ?? []),
        ...always,
        ...(body === undefined ? [] : withBody),
        ...(changes ? (['cross_site'] as const) : []),
        ...(action === 'anybody' ? [] : (['not_signed_in', 'not_allowed'] as const)),
      ]),
    },
  };
}

function operationId(method: string, path: string): string {
  const words = path.split(/[/:-]+/).filter((word) => word !== '');
  return [method, ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))].join('');
}

function grantText(action: keyof typeof resourcePolicy): string {
  const grants = Object.entries(resourcePolicy[action]).map(([role, scope]) => `${role}: ${scope}`);
  return `\`${action}\` – ${grants.join(', ')}.`;
}

function refusalsOf(codes: readonly ProblemCode[]): RouteConfig['responses'] {
  const byStatus = new Map<number, Set<ProblemCode>>();
  for (const code of codes) {
    const { status } = problems[code];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      {
        description: `${titles[status]?.en ?? ''}: ${[...names].map((name) => `\`${name}\``).join(', ')}`,
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}
