import type { Command } from '../../workflows/events.ts';
import type { Outcome } from './api.ts';
import { NoAnswer, Refused, request } from './api.ts';
import { newId } from './ids.ts';
import { t } from './messages.ts';
import { queryClient } from './query-client.ts';
import { toasts } from './toasts.svelte.ts';

const LONGEST_PAUSE = 15_000;

/** An event as a person sends it; what has a default in the schema may be left out. */
type Sent<C> = C extends { comment: string } ? Omit<C, 'comment'> & { comment?: string } : C;
export type SentCommand = Sent<Command>;

/**
 * Sends an event to an instance. The id of the command is made once, so that sending again is safe: as long as
 * there is no answer it is sent again and the page says so; it never says "failed" of what may have happened.
 * With `version`, the event counts only if nothing has changed since. Throws Refused.
 */
export function sendCommand(instance: string, command: SentCommand, version?: number): Promise<Outcome> {
  return sendSurely(`/instances/${instance}/events`, { commandId: newId(), ...command }, version);
}

/** Sends a body that carries its own `commandId` until there is an answer. Throws Refused. */
export function sendSurely(path: string, body: { commandId: string }, version?: number): Promise<Outcome> {
  return untilAnswered<Outcome>(path, body, version);
}

/** Sends what is safe to be sent again, because of the ids in it, until there is an answer. Throws Refused. */
export async function untilAnswered<Answer>(path: string, body: object, version?: number): Promise<Answer> {
  let notice: number | undefined;
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        const options = { method: 'POST' as const, body };
        return await request<Answer>(path, version === undefined ? options : { ...options, version });
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        notice ??= toasts.hold(t('shell.sending_again'));
        await pause(error.retryAfter === null ? 1000 * 2 ** attempt : error.retryAfter * 1000);
      }
    }
  } finally {
    if (notice !== undefined) toasts.close(notice);
    void queryClient.invalidateQueries();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(ms, LONGEST_PAUSE)));
}

/** Somebody or something was quicker: the page showed what no longer holds. */
export function isOutdated(error: unknown): boolean {
  return error instanceof Refused && (error.problem.status === 412 || error.problem.status === 409);
}

/** A sentence for the person about an error of any kind, in their language. */
export function explain(error: unknown): string {
  if (error instanceof Refused) {
    const faults = error.problem.faults?.map((fault) => fault.message) ?? [];
    return faults.length > 0 ? faults.join('\n') : error.problem.detail;
  }
  return error instanceof NoAnswer ? t('shell.no_answer') : t('shell.went_wrong');
}
