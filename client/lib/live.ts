import type { StreamEvent } from './api.ts';
import { API, trusted } from './api.ts';
import { clock } from './clock.svelte.ts';
import { queryClient } from './query-client.ts';
import { session } from './session.svelte.ts';

/** Many changes at one moment (a deadline of a hundred projects) are one refetch. */
const GATHER = 120;
/** What no event changes. */
const LASTING = new Set<unknown>(['people', 'templates', 'rules']);

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/**
 * Listens to what changes on the server until the returned function is called. A line that breaks is taken up again
 * by the browser, but any answer other than 200 ends it for good: then it is opened anew, with growing pauses.
 */
export function listen(): () => void {
  let source: EventSource;
  let pause = FIRST_PAUSE;
  let again: ReturnType<typeof setTimeout> | undefined;
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

  const open = () => {
    source = new EventSource(`${API}/stream`);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = trusted<StreamEvent>(data);
      pause = FIRST_PAUSE;
      if (event.type === 'hello' || event.type === 'clock') clock.set(event.now);
      gathered.push(event);
      timer ??= setTimeout(act, GATHER);
    };
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      // Nothing tells why it was refused; if the session has ended, asking leads to the sign-in page.
      void session.check();
      again = setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    clearTimeout(again);
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
