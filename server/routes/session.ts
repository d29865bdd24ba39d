import { z } from 'zod';
import { signIn } from '../access/sign-in.ts';
import { sessionSchema, signInSchema } from '../contract/people.ts';
import { Refusal } from '../errors.ts';
import { readSession } from '../views/session.ts';
import { openRoute, takesNothing, tokenOf, type Route } from './route.ts';

const about = 'session';

export const sessionRoutes: Route[] = [
  openRoute(
    {
      method: 'post',
      path: '/session',
      about,
      summary: 'Sign in',
      takes: z.object({ body: signInSchema }),
      gives: { status: 200, says: 'Signed in; the cookie is the session', schema: sessionSchema },
      refusals: ['sign_in_failed', 'too_many_attempts', 'cross_site'],
    },
    async ({ body, parts, request, response, organisation }) => {
      const { database, realClock, sessions, cookie, clock } = parts;
      const person = await signIn({ database, clock: realClock }, body, request.ip ?? '');
      await sessions.end(tokenOf(request, parts));
      parts.directory.forget();
      response.cookie(cookie.name, await sessions.begin(person), cookie.attributes);
      return readSession(await organisation(), person, clock.now().toISOString());
    },
  ),
  openRoute(
    {
      method: 'get',
      path: '/session',
      about,
      summary: 'Who is signed in',
      takes: takesNothing,
      gives: { status: 200, says: 'The person and the company', schema: sessionSchema },
      refusals: ['not_signed_in'],
    },
    async ({ parts, request, organisation }) => {
      const caller = await parts.sessions.callerOf(tokenOf(request, parts));
      if (caller === null) throw new Refusal('not_signed_in');
      return readSession(await organisation(), caller.id, parts.clock.now().toISOString());
    },
  ),
  openRoute(
    {
      method: 'delete',
      path: '/session',
      about,
      summary: 'Sign out',
      takes: takesNothing,
      gives: { status: 204, says: 'Signed out, also if one was not signed in' },
      refusals: ['cross_site'],
    },
    async ({ parts, request, response }) => {
      await parts.sessions.end(tokenOf(request, parts));
      const { maxAge: _, ...attributes } = parts.cookie.attributes;
      response.clearCookie(parts.cookie.name, attributes);
    },
  ),
];
