import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { projectTemplates } from '../../workflows/catalogue/projects.ts';
import { projectDefinitionSchema } from '../../workflows/definition.ts';
import { requireProjectPeople } from '../access/project-people.ts';
import { newProjectSchema, outcomeSchema } from '../contract/instances.ts';
import { route, type Route } from './route.ts';

const about = 'projects';

export const projectRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/templates',
      about,
      summary: 'Projects to start from, with dates that follow from the start',
      action: 'read_templates',
      takes: z.object({ query: z.strictObject({ start: localDate, language: z.enum(['zh', 'en']) }) }),
      gives: {
        status: 200,
        says: 'The templates',
        schema: z.object({
          items: z.array(z.object({ id: z.string(), definition: projectDefinitionSchema })),
        }),
      },
    },
    async ({ query: { start, language } }) => ({
      items: projectTemplates.map(({ id, definition }) => ({
        id,
        definition: projectDefinitionSchema.parse(definition(start, language)),
      })),
    }),
  ),
  route(
    {
      method: 'post',
      path: '/projects',
      about,
      summary: 'Make a project from a definition',
      action: 'create_project',
      takes: z.object({ body: newProjectSchema }),
      gives: { status: 201, says: 'Made; Location is its address', schema: outcomeSchema },
      refusals: ['owner_is_leader', 'unknown_person', 'not_a_leader', 'command_id_reused', 'outcome_unknown'],
    },
    async ({ body, caller, parts, response, organisation }) => {
      requireProjectPeople(await organisation(), body);
      const outcome = await parts.runner.create({ ...body, actor: caller });
      response.location(`/api/v1/instances/${outcome.instance}`);
      return outcome;
    },
  ),
];
