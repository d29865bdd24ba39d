import type { StreamEvent } from './api.ts';
import { API, trusted } from './api.ts';
import { clock } from './clock.svelte.ts';
import { queryClient } from './query-client.ts';

/** Many changes at one moment (a deadline of a hundred projects) are one refetch. */
const GATHER = 120;
/** What no event changes. */
const LASTING = new Set<unknown>(['people', 'templates']);

/** Listens to what changes on the server until the returned function is called; the browser reconnects by itself. */
export function listen(): () => void {
  const source = new EventSource(`${API}/stream`);
  let gathered: StreamEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const act = () => {
    const events = gathered;
    gathered = [];
    timer = undefined;
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => events.some((event) => concerns(event, queryKey)),
    });
  };

  source.onmessage = ({ data }: MessageEvent<string>) => {
    const event = trusted<StreamEvent>(data);
    if (event.type === 'hello' || event.type === 'clock') clock.set(event.now);
    gathered.push(event);
    timer ??= setTimeout(act, GATHER);
  };
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function concerns(event: StreamEvent, [kind, id]: readonly unknown[]): boolean {
  if (LASTING.has(kind)) return false;
  switch (event.type) {
    case 'hello':
    case 'clock':
      // After a gap in the connection nobody knows what was missed.
      return true;
    case 'notified':
      return kind === 'notifications';
    case 'changed':
      return kind === 'instance' || kind === 'diagram' ? id === event.instance : kind !== 'notifications';
  }
}
