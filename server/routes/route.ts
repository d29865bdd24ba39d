import { json, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { scopeOf, sightOf, type Action, type Scope } from '../access/policy.ts';
import { readCookie } from '../access/cookie.ts';
import type { Caller } from '../access/session.ts';
import { Refusal, type FaultAt } from '../errors.ts';
import { faultsOf } from '../faults.ts';
import type { ProblemCode } from '../problems.ts';
import type { Organisation } from '../store/directory.ts';
import type { Sight } from '../store/visible.ts';
import { within } from '../store/within.ts';
import type { Parts } from './parts.ts';

/** What a route takes: any of params, query and body, each with its schema; what is not named must be empty. */
type Takes = z.ZodObject<{ params?: z.ZodType; query?: z.ZodType; body?: z.ZodType }>;
export const takesNothing = z.object({});

type Spec<T extends Takes, A extends z.ZodType> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: `/${string}`;
  about: string;
  summary: string;
  takes: T;
  /** The most bytes that the JSON body may have, where many things are sent at once; else 512 kB. */
  bodyBytes?: number;
  /** The body is not JSON but a stream that the handler reads. */
  takesFile?: true;
  gives: {
    status: 200 | 201 | 204;
    says: string;
    /** What is sent as JSON; without it the handler answers by itself, or there is nothing to say. */
    schema?: A;
    mediaType?: string;
  };
  refusals?: readonly ProblemCode[];
};

/** A route with its documentation: one cannot be without the other. */
export type Route = {
  spec: Spec<Takes, z.ZodType> & { action: Action | 'anybody' };
  handler(parts: Parts): RequestHandler;
};

/** What a handler works with, beside what the request gave. */
export type Base = {
  parts: Parts;
  request: Request;
  response: Response;
  /** The company as it is known now. */
  organisation(): Promise<Organisation>;
};
export type Signed = Base & {
  caller: Caller;
  /** Whose projects and points the caller may see: by the action of this route, or by another one. */
  sight(by?: Action): Promise<Sight>;
};

/** Declares a route for people who are signed in and may do what it is for. */
export function route<T extends Takes, A extends z.ZodType>(
  spec: Spec<T, A> & { action: Action },
  handle: (call: z.output<T> & Signed) => Promise<z.output<A> | void>,
): Route {
  return {
    spec,
    handler: (parts) => async (request, response) => {
      const caller = await soon(parts, 'get', parts.sessions.callerOf(tokenOf(request, parts)));
      if (caller === null) throw new Refusal('not_signed_in');
      requireScope(spec.action, caller);
      const given = await check(spec, request, response);
      const sight = (by: Action = spec.action) => seen(parts, caller, requireScope(by, caller));
      const organisation = () => parts.directory.read();
      const call = { ...given, parts, request, response, caller, organisation, sight };
      const work = handle(call);
      send(response, spec, isLong(spec) ? await work : await soon(parts, spec.method, work));
    },
  };
}

/** Declares a route for anybody, signed in or not. */
export function openRoute<T extends Takes, A extends z.ZodType>(
  spec: Spec<T, A>,
  handle: (call: z.output<T> & Base) => Promise<z.output<A> | void>,
): Route {
  return {
    spec: { ...spec, action: 'anybody' },
    handler: (parts) => async (request, response) => {
      const given = await check(spec, request, response);
      const organisation = () => parts.directory.read();
      const work = handle({ ...given, parts, request, response, organisation });
      send(response, spec, await soon(parts, spec.method, work));
    },
  };
}

/** Uploads, downloads and streams take as long as they take. */
function isLong({ takesFile, gives }: Pick<Spec<Takes, z.ZodType>, 'takesFile' | 'gives'>): boolean {
  return takesFile === true || gives.mediaType !== undefined;
}

/** Of what was to be read it is said that it cannot be, of what was to be written that nobody knows. */
function soon<Result>({ patienceMs }: Parts, method: string, work: Promise<Result>): Promise<Result> {
  const code = method === 'get' ? 'database_unavailable' : 'outcome_unknown';
  return within(patienceMs, work, () => new Refusal(code, { retryAfter: 2 }));
}

/** The token in the session cookie of a request. */
export function tokenOf(request: Request, { cookie }: Parts): string | undefined {
  return readCookie(request.headers.cookie, cookie.name);
}

function requireScope(action: Action, { roles }: Caller): Scope {
  const scope = scopeOf(action, roles);
  if (scope === null) throw new Refusal('not_allowed');
  return scope;
}

async function seen({ directory }: Parts, caller: Caller, scope: Scope): Promise<Sight> {
  return scope === 'all' ? { all: true } : sightOf(scope, caller.id, await directory.read());
}

async function check<T extends Takes>(
  { takes, bodyBytes }: { takes: T; bodyBytes?: number },
  request: Request,
  response: Response,
): Promise<z.output<T>> {
  const { query, body } = takes.shape;
  const given = {
    params: { ...request.params },
    query: { ...request.query },
    body: body === undefined ? undefined : await readBody(request, response, bodyBytes),
  };
  const parsed = takes.safeParse(given);
  const strangers = query === undefined ? Object.keys(given.query) : [];
  if (parsed.success && strangers.length === 0) return parsed.data;
  const faults = strangers.map((field): FaultAt => ({
    path: field,
    code: 'unknown_field',
    params: { field },
  }));
  // The first step of a path is the part of the request, which a reader does not need.
  if (!parsed.success) faults.push(...faultsOf(parsed.error, given, 1));
  throw new Refusal('invalid_request', { faults });
}

const USUAL_BODY_BYTES = 512 * 1024;

function readBody(request: Request, response: Response, limit = USUAL_BODY_BYTES): Promise<unknown> {
  if (!request.is('application/json')) throw new Refusal('not_json');
  return new Promise((resolve, reject) => {
    json({ limit, strict: true })(request, response, (error?: unknown) => {
      if (error === undefined) resolve(request.body);
      else reject(error instanceof Error ? error : new Error('the body could not be read'));
    });
  });
}

function send(response: Response, { gives }: Pick<Spec<Takes, z.ZodType>, 'gives'>, value: unknown): void {
  if (gives.schema !== undefined) response.status(gives.status).json(value);
  else if (gives.status === 204) response.status(204).end();
}
