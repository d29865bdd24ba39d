import { streamEventSchema, type StreamEvent } from '../contract/work.ts';
import type { Change } from '../store/changes.ts';
import { sees } from '../store/visible.ts';
import { route, takesNothing, type Route, type Signed } from './route.ts';

const HEARTBEAT_MS = 25_000;

/** What a change means to the caller: an event, or nothing that concerns them. */
async function eventOf({ parts, caller, sight }: Signed, change: Change): Promise<StreamEvent | null> {
  switch (change.kind) {
    case 'step': {
      const { instance, version, event, owner, leader } = change;
      if (!sees(await sight(), { owner, leader })) return null;
      return { type: 'changed', instance, version, event };
    }
    case 'notification':
      return change.person === caller.id ? { type: 'notified' } : null;
    case 'company':
      return { type: 'clock', now: parts.clock.now().toISOString() };
    case 'gap':
      return { type: 'hello', now: parts.clock.now().toISOString() };
    case 'people':
      return null;
  }
}

export const streamRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/stream',
      about: 'work',
      summary:
        'Server-sent events: that something changed which the caller may see; after `hello` all is told',
      action: 'follow_changes',
      takes: takesNothing,
      gives: {
        status: 200,
        says: `Each \`data\` is JSON of one of the types ${streamEventSchema.options
          .map((option) => option.shape.type.value)
          .join(', ')}`,
        mediaType: 'text/event-stream',
      },
    },
    async (call) => {
      const { parts, response, caller } = call;
      let order = Promise.resolve();
      const end = () => void response.end();
      const tell = (change: Change) => {
        order = order
          .then(() => eventOf(call, change))
          .then(async (event) => {
            if (event === null) return;
            const greets = event.type === 'hello';
            if (greets || (await parts.sessions.stands(caller.session)))
              response.write(`data: ${JSON.stringify(event)}\n\n`);
            else end();
          })
          .catch(end);
      };
      const unsubscribe = await parts.changes.subscribe(tell, end);
      const heartbeat = setInterval(() => {
        response.write(': still here\n\n');
        parts.sessions.stands(caller.session).then((stands) => stands || end(), end);
      }, HEARTBEAT_MS);
      const leave = () => {
        clearInterval(heartbeat);
        unsubscribe();
      };
      if (response.closed) return leave();
      response.on('close', leave);
      response.set({
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      response.write('retry: 2000\n\n');
      tell({ kind: 'gap' });
    },
  ),
];
