import { Refused, request, type Session } from './api.ts';
import { clock } from './clock.svelte.ts';
import { queryClient } from './query-client.ts';

type Status = 'asking' | 'signedOut' | 'signedIn' | 'unreachable';

/** Who is signed in at this browser. */
class SignedIn {
  current: Session | null = $state(null);
  status: Status = $state('asking');

  /** Asks the server who we are. */
  async ask() {
    try {
      this.#take(await request<Session>('/session'));
    } catch (error) {
      if (error instanceof Refused) this.end();
      else this.status = 'unreachable';
    }
  }

  /** Asks whether the session still holds, while pages are open; what cannot be reached is no end of it. */
  async check() {
    await request<Session>('/session').catch((error: unknown) => this.endIfOver(error));
  }

  /** Ends it if an answer says that nobody is signed in any more. */
  endIfOver(error: unknown) {
    if (error instanceof Refused && error.problem.status === 401 && this.status === 'signedIn') this.end();
  }

  async signIn(account: string, password: string) {
    this.#take(await request<Session>('/session', { method: 'POST', body: { account, password } }));
  }

  async signOut() {
    await request('/session', { method: 'DELETE' });
    this.end();
  }

  /** The server does not know us any more: nothing of what was shown may stay. */
  end() {
    this.current = null;
    this.status = 'signedOut';
    queryClient.clear();
  }

  #take(session: Session) {
    clock.set(session.now);
    clock.timeZone = session.company.timeZone;
    this.current = session;
    this.status = 'signedIn';
  }
}

export const session = new SignedIn();

/** A session can end while pages are open; then whoever asks next leads to the sign-in page. */
export function endSessionOn401() {
  return queryClient.getQueryCache().subscribe(({ query }) => {
    session.endIfOver(query.state.error);
  });
}
