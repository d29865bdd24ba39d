import { z } from 'zod';
import { milestoneId } from '../../workflows/definition.ts';
import {
  diagramSchema,
  instanceId,
  instanceListSchema,
  instanceQuerySchema,
  instanceSchema,
} from '../contract/instances.ts';
import { readDiagram } from '../views/diagram.ts';
import { readInstance } from '../views/instance.ts';
import { readInstances } from '../views/instances.ts';
import { loadVisibleProject } from './load-visible.ts';
import { route, type Route } from './route.ts';

const about = 'instances';
const params = z.strictObject({ id: instanceId });

export const instanceRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/instances',
      about,
      summary: 'The projects that the caller may see: newest first, or by due date if one is asked for',
      action: 'read_instance',
      takes: z.object({ query: instanceQuerySchema }),
      gives: { status: 200, says: 'One page', schema: instanceListSchema },
    },
    async ({ query, parts: { database }, organisation, sight }) =>
      readInstances({ database, organisation: await organisation() }, query, await sight()),
  ),
  route(
    {
      method: 'get',
      path: '/instances/:id',
      about,
      summary: 'A project with its milestones, its history, and the events that the caller may send now',
      action: 'read_instance',
      takes: z.object({ params }),
      gives: { status: 200, says: 'The project; ETag is its version', schema: instanceSchema },
      refusals: ['unknown_instance'],
    },
    async (call) => {
      const loaded = await loadVisibleProject(call, call.params.id);
      const { database, clock } = call.parts;
      call.response.set('ETag', `"${loaded.document.version}"`);
      const context = { database, organisation: await call.organisation(), now: clock.now().toISOString() };
      return readInstance(context, loaded, call.caller);
    },
  ),
  route(
    {
      method: 'get',
      path: '/instances/:id/diagram',
      about,
      summary:
        'The statechart of a project, or of one of its milestones, laid out, with the way it has taken',
      action: 'read_instance',
      takes: z.object({ params, query: z.strictObject({ milestone: milestoneId.optional() }) }),
      gives: { status: 200, says: 'Boxes and lines', schema: diagramSchema },
      refusals: ['unknown_instance', 'unknown_milestone'],
    },
    async (call) => {
      const loaded = await loadVisibleProject(call, call.params.id);
      const { database, clock } = call.parts;
      const now = clock.now().toISOString();
      return readDiagram({ database, now }, loaded, call.caller, call.query.milestone ?? null);
    },
  ),
];
