import { z } from 'zod';
import { commandSchema } from '../../workflows/events.ts';
import { requireProjectPeople } from '../access/project-people.ts';
import { commandId, instanceId, outcomeSchema } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import { dropDraft } from '../evidence/drafts.ts';
import { requireFilesOf } from '../evidence/linked-files.ts';
import { versionIn } from './if-match.ts';
import { loadVisible } from './load-visible.ts';
import { route, type Route } from './route.ts';

const [first, ...others] = commandSchema.options.map((option) => option.safeExtend({ commandId }));
if (first === undefined) throw new RangeError('there are no commands');
const body = z.discriminatedUnion('type', [first, ...others]);

export const eventRoutes: Route[] = [
  route(
    {
      method: 'post',
      path: '/instances/:id/events',
      about: 'instances',
      summary: 'Send an event; If-Match with the version that one saw makes it count only for that version',
      action: 'send_event',
      takes: z.object({ params: z.strictObject({ id: instanceId }), body }),
      gives: {
        status: 200,
        says: 'Taken; the same commandId gives the same answer again',
        schema: outcomeSchema,
      },
      refusals: [
        'not_taken',
        'not_allowed',
        'own_work',
        'unknown_instance',
        'unknown_milestone',
        'stale',
        'command_id_reused',
        'too_busy',
        'outcome_unknown',
      ],
    },
    async (call) => {
      const { parts, params, caller, request } = call;
      const { commandId: id, ...event } = call.body;
      const seen = versionIn(request);
      try {
        if (event.type === 'SUBMIT') await requireFilesOf(parts.database, params.id, event.evidence.files);
        if (event.type === 'REVISE_PLAN') requireProjectPeople(await call.organisation(), event);
        const expected = seen === undefined ? {} : { expectedVersion: seen };
        const command = { instance: params.id, commandId: id, actor: caller, event, ...expected };
        const outcome = await parts.runner.advance(command);
        if (event.type === 'SUBMIT') {
          const place = { person: caller.id, instance: params.id, milestone: event.milestone };
          // Nobody has to wait for it: what was handed in is what counts now.
          dropDraft(parts.database, place).catch((error: unknown) => parts.log.warn({ error }, 'draft kept'));
        }
        return outcome;
      } catch (error) {
        // Who may send an event may also see the instance: only a refusal has to be kept from strangers.
        if (error instanceof Refusal && error.status < 500) await loadVisible(call, params.id);
        throw error;
      }
    },
  ),
];
