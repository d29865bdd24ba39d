import type { CommandType } from '../../../workflows/events.ts';
import type { Inbox, Outcome, WorkItem } from '../../lib/api.ts';
import { explain, isOutdated, sendCommand, type SentCommand } from '../../lib/commands.ts';
import { number, t } from '../../lib/messages.ts';
import { queries } from '../../lib/queries.ts';
import { queryClient } from '../../lib/query-client.ts';
import { toasts } from '../../lib/toasts.svelte.ts';
import { keyOf, type Selection } from './selection.svelte.ts';

export type DecisionType = Extract<
  CommandType,
  'ACCEPT' | 'RETURN' | 'REJECT' | 'ACCEPT_PLAN' | 'RETURN_PLAN' | 'GRANT_EXTENSION' | 'DECLINE_EXTENSION'
>;

/** The three keys; what each means depends on what is waited for. */
export type Choice = 'accept' | 'return' | 'reject';

/** What may be decided about an item, by the key that does it. */
export function choicesOf(item: WorkItem): Partial<Record<Choice, DecisionType>> {
  switch (item.kind) {
    case 'decide':
      return { accept: 'ACCEPT', return: 'RETURN', reject: 'REJECT' };
    case 'decide_plan':
      return { accept: 'ACCEPT_PLAN', return: 'RETURN_PLAN' };
    case 'decide_extension':
      return { accept: 'GRANT_EXTENSION', return: 'DECLINE_EXTENSION' };
    case 'decide_overdue':
      return { reject: 'REJECT' };
    case 'hand_in':
    case 'submit_plan':
      return {};
  }
}

export type Reasons = { reason: string; due: string };

function commandOf(type: DecisionType, item: WorkItem, { reason, due }: Reasons): SentCommand {
  const milestone = item.milestone?.id ?? '';
  switch (type) {
    case 'ACCEPT':
    case 'GRANT_EXTENSION':
      return { type, milestone };
    case 'RETURN':
      return due === '' ? { type, milestone, reason } : { type, milestone, reason, due };
    case 'REJECT':
    case 'DECLINE_EXTENSION':
      return { type, milestone, reason };
    case 'ACCEPT_PLAN':
      return { type };
    case 'RETURN_PLAN':
      return { type, reason };
  }
}

/** What a decision is about: if this is the same, a newer version changed something else of the project. */
function substanceOf(item: WorkItem): string {
  const { kind, milestone } = item;
  return JSON.stringify([kind, milestone, milestone === null ? item.version : null]);
}

/** Sends decisions and goes on to the next item. */
export class Decisions {
  busy: DecisionType | null = $state(null);

  constructor(private readonly selection: Selection) {}

  /**
   * Whether it was carried out. What is wrong with the reasons comes back as a text, to be shown beside them;
   * of what has changed meanwhile a notice says so.
   */
  async decide(
    type: DecisionType,
    item: WorkItem,
    reasons: Reasons,
  ): Promise<{ done: boolean; fault?: string }> {
    if (this.busy !== null) return { done: false };
    this.busy = type;
    this.selection.held = item;
    const next = this.selection.after(item);
    const title = item.milestone?.title ?? item.title;
    try {
      await this.#send(type, item, reasons);
      toasts.show('done', t(`inbox.done_${type}`, { title, points: number(item.milestone?.points ?? 0) }));
      await this.#leave(item, next);
      return { done: true };
    } catch (error) {
      if (!isOutdated(error)) return { done: false, fault: explain(error) };
      toasts.show('note', t('inbox.outdated', { title }));
      await queryClient.invalidateQueries();
      return { done: false };
    } finally {
      this.busy = null;
      this.selection.held = null;
    }
  }

  /** A version conflict that has nothing to do with this item is nobody's business: then it is sent once more. */
  async #send(type: DecisionType, item: WorkItem, reasons: Reasons): Promise<Outcome> {
    const command = commandOf(type, item, reasons);
    try {
      return await sendCommand(item.instance, command, item.version);
    } catch (error) {
      if (!isOutdated(error)) throw error;
      const fresh = await queryClient.fetchQuery({ ...queries.inbox(), staleTime: 0 });
      const same = fresh.items.find((one) => keyOf(one) === keyOf(item));
      if (same === undefined || substanceOf(same) !== substanceOf(item) || same.version === item.version)
        throw error;
      return await sendCommand(item.instance, command, same.version);
    }
  }

  /** Shows the next item at once, without waiting for the list to be asked for again. */
  async #leave(item: WorkItem, next: WorkItem | undefined) {
    await this.selection.show(next);
    queryClient.setQueryData<Inbox>(['inbox'], (inbox) =>
      inbox === undefined
        ? inbox
        : { ...inbox, items: inbox.items.filter((one) => keyOf(one) !== keyOf(item)) },
    );
  }
}
