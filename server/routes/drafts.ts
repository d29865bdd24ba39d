import { z } from 'zod';
import { milestoneId } from '../../workflows/definition.ts';
import { draftSchema, draftViewSchema, instanceId } from '../contract/instances.ts';
import { draftPlace, dropDraft, keepDraft, readDraft } from '../evidence/drafts.ts';
import { loadVisibleProject } from './load-visible.ts';
import { route, type Route } from './route.ts';

const about = 'evidence';
const path = '/instances/:id/milestones/:milestone/draft';
const action = 'write_evidence';
const params = z.strictObject({ id: instanceId, milestone: milestoneId });
const refusals = ['unknown_instance', 'unknown_milestone', 'not_allowed'] as const;

export const draftRoutes: Route[] = [
  route(
    {
      method: 'get',
      path,
      about,
      summary: 'What the owner has written so far',
      action,
      takes: z.object({ params }),
      gives: { status: 200, says: 'The draft, or null', schema: draftViewSchema },
      refusals,
    },
    async (call) => {
      const loaded = await loadVisibleProject(call, call.params.id);
      return readDraft(call.parts.database, draftPlace(loaded, call.params.milestone, call.caller.id));
    },
  ),
  route(
    {
      method: 'put',
      path,
      about,
      summary: 'Keep what the owner has written so far',
      action,
      takes: z.object({ params, body: draftSchema }),
      gives: { status: 200, says: 'Kept', schema: draftViewSchema },
      refusals,
    },
    async (call) => {
      const loaded = await loadVisibleProject(call, call.params.id);
      const { database, clock } = call.parts;
      const place = draftPlace(loaded, call.params.milestone, call.caller.id);
      return keepDraft(database, place, call.body.evidence, clock.now().toISOString());
    },
  ),
  route(
    {
      method: 'delete',
      path,
      about,
      summary: 'Throw the draft away',
      action,
      takes: z.object({ params }),
      gives: { status: 204, says: 'Gone' },
      refusals,
    },
    async (call) => {
      const loaded = await loadVisibleProject(call, call.params.id);
      await dropDraft(call.parts.database, draftPlace(loaded, call.params.milestone, call.caller.id));
    },
  ),
];
