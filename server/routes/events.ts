import { z } from 'zod';
import { commandSchema } from '../../workflows/events.ts';
import { commandId, instanceId, outcomeSchema } from '../contract/instances.ts';
import { versionIn } from './if-match.ts';
import { route, type Route } from './route.ts';
import { sendEvent } from './send-event.ts';

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
        'rule_not_yet',
        'rule_ended',
        'rule_differs_on_day',
        'not_your_position',
        'stale',
        'command_id_reused',
        'too_busy',
        'outcome_unknown',
      ],
    },
    async (call) => {
      const { params, request } = call;
      const { commandId: id, ...event } = call.body;
      const seen = versionIn(request);
      const expected = seen === undefined ? {} : { expectedVersion: seen };
      return sendEvent(call, { instance: params.id, commandId: id, event, ...expected });
    },
  ),
];
