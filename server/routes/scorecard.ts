import { z } from 'zod';
import { scorecardQuerySchema, scorecardSchema } from '../contract/scorecard.ts';
import { readScorecard } from '../views/scorecard.ts';
import { route, type Route } from './route.ts';

export const scorecardRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/scorecard',
      about: 'ledger',
      summary: 'What a person or a department reached in some months, by area, key result and rule',
      action: 'read_scorecard',
      takes: z.object({ query: scorecardQuerySchema }),
      gives: { status: 200, says: 'The scorecard', schema: scorecardSchema },
      refusals: ['not_allowed'],
    },
    async ({ query, parts: { database }, organisation, sight, caller }) =>
      readScorecard(
        { database, organisation: await organisation(), caller: caller.id },
        query,
        await sight(),
      ),
  ),
];
