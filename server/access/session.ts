import type { Actor } from '../../workflows/permissions.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../store/database.ts';
import {
  deleteSession,
  extendSession,
  findSessions,
  insertSession,
  type SignedIn,
} from '../store/sessions.ts';
import { together } from '../store/together.ts';
import { hashToken, newToken } from './tokens.ts';

const IDLE_MS = 8 * 3_600_000;
export const ABSOLUTE_MS = 7 * 24 * 3_600_000;
/** A session in use is prolonged at most this often, so that reading costs no write. */
const PROLONG_EVERY_MS = 5 * 60_000;

/** Somebody who is signed in, with their roles of this moment. */
export type Caller = Actor & { session: string };

export type Sessions = {
  /** Begins a session; gives its token, which is kept nowhere. */
  begin(person: string): Promise<string>;
  /** Who holds this token, or null. */
  callerOf(token: string | undefined): Promise<Caller | null>;
  /** Whether a session still stands. */
  stands(session: string): Promise<boolean>;
  end(token: string | undefined): Promise<void>;
};

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Sessions end 8 hours after they were last used, and after 7 days in any case. `clock` is the real one, also
 * in a demo: moving the clock of the company signs nobody out.
 */
export function createSessions(database: Database, clock: Clock): Sessions {
  const find = together<SignedIn>((hashes) => findSessions(database, hashes));

  async function standing(hash: string): Promise<SignedIn | null> {
    const session = await find(hash);
    if (session === null || session.who === null || !session.who.active) return null;
    const now = clock.now().getTime();
    const { expiresAt, createdAt } = session;
    if (now >= expiresAt.getTime() || now >= createdAt.getTime() + ABSOLUTE_MS) return null;
    return session;
  }

  return {
    async begin(person) {
      const token = newToken();
      const createdAt = clock.now();
      const expiresAt = new Date(createdAt.getTime() + IDLE_MS);
      await insertSession(database, { _id: hashToken(token), person, createdAt, expiresAt });
      return token;
    },
    async callerOf(token) {
      if (token === undefined || !TOKEN.test(token)) return null;
      const hash = hashToken(token);
      const session = await standing(hash);
      if (session === null || session.who === null) return null;
      const longest = session.createdAt.getTime() + ABSOLUTE_MS;
      const prolonged = Math.min(clock.now().getTime() + IDLE_MS, longest);
      if (prolonged - session.expiresAt.getTime() > PROLONG_EVERY_MS) {
        await extendSession(database, hash, new Date(prolonged));
      }
      return { id: session.person, roles: session.who.roles, session: hash };
    },
    stands: async (session) => (await standing(session)) !== null,
    async end(token) {
      if (token !== undefined && TOKEN.test(token)) await deleteSession(database, hashToken(token));
    },
  };
}
