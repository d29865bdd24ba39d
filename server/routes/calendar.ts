import { z } from 'zod';
import { changedDays, markDays, tidy } from '../../workflows/named-days.ts';
import { readLines } from '../calendar/read-lines.ts';
import {
  calendarChangedSchema,
  calendarQuerySchema,
  calendarViewSchema,
  enteredCalendarSchema,
  importBodySchema,
  importResultSchema,
} from '../contract/calendar.ts';
import { Refusal } from '../errors.ts';
import { findCalendar, replaceCalendar } from '../store/calendar.ts';
import { enteredView, readCalendarView } from '../views/calendar.ts';
import { versionIn } from './if-match.ts';
import { route, type Route } from './route.ts';

const about = 'calendar';

export const calendarRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/calendar',
      about,
      summary: 'The calendar of the company, and with a year each of its days and what makes it what it is',
      action: 'read_calendar',
      takes: z.object({ query: calendarQuerySchema }),
      gives: { status: 200, says: 'The calendar; ETag is its version', schema: calendarViewSchema },
    },
    async ({ query, parts: { database }, response, organisation, sight }) => {
      const context = { database, organisation: await organisation() };
      const view = await readCalendarView(context, query.year, await sight('read_instance'));
      response.set('ETag', `"${view.version}"`);
      return view;
    },
  ),
  route(
    {
      method: 'put',
      path: '/calendar',
      about,
      summary: 'Replace the calendar; If-Match with the version that one saw is needed',
      action: 'manage_calendar',
      takes: z.object({ body: enteredCalendarSchema }),
      gives: { status: 200, says: 'Replaced', schema: calendarChangedSchema },
      refusals: ['stale', 'outcome_unknown'],
    },
    async ({ body, parts: { database, clock }, request, caller }) => {
      const seen = versionIn(request);
      if (seen === undefined) refuse('If-Match', 'required');
      const stored = await findCalendar(database);
      if (stored.version !== seen) throw new Refusal('stale');
      // Due moments that stand already were worked out in the zone of the company.
      if (body.timeZone !== stored.timeZone) refuse('timeZone', 'time_zone_stays');
      const change = { at: clock.now().toISOString(), by: caller.id };
      const version = await replaceCalendar(database, stored.version, { ...body, ...tidy(body) }, change);
      if (version === null) throw new Refusal('stale');
      return { version };
    },
  ),
  route(
    {
      method: 'post',
      path: '/calendar/import',
      about,
      summary: 'Enter holidays and working days by lines, all of them or none; or see what that would change',
      action: 'manage_calendar',
      takes: z.object({ body: importBodySchema }),
      gives: { status: 200, says: 'What was understood and what it changed', schema: importResultSchema },
      refusals: ['stale', 'outcome_unknown'],
    },
    async ({ body, parts: { database, clock }, request, caller }) => {
      const seen = versionIn(request);
      const lines = readLines(body);
      const stored = await findCalendar(database);
      if (seen !== undefined && stored.version !== seen) throw new Refusal('stale');
      const knownUntil = body.knownUntil ?? stored.knownUntil;
      const after = markDays(stored, lines);
      const changes = changedDays(stored, after);
      const isSame = changes.length === 0 && knownUntil === stored.knownUntil;
      if (body.preview || isSame) return { version: stored.version, lines, changes };
      const entered = { ...enteredView(stored), ...after, knownUntil };
      const change = { at: clock.now().toISOString(), by: caller.id };
      const version = await replaceCalendar(database, stored.version, entered, change);
      if (version === null) throw new Refusal('stale');
      return { version, lines, changes };
    },
  ),
];

function refuse(path: string, code: string): never {
  throw new Refusal('invalid_request', { faults: [{ path, code }] });
}
