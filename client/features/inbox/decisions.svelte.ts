import type { CommandType } from '../../../workflows/events.ts';
import type { Outcome } from '../../lib/api.ts';
import { explain, isOutdated, sendCommand, type SentCommand } from '../../lib/commands.ts';
import { number, signed, t } from '../../lib/messages.ts';
import { queries } from '../../lib/queries.ts';
import { queryClient } from '../../lib/query-client.ts';
import { toasts } from '../../lib/toasts.svelte.ts';
import { instanceOf, isRuleWork, itemsOf, pointsOf, taskOf, titleOf, type InboxItem } from './items.ts';
import { leave } from './leave.ts';
import { keyOf, type Selection } from './selection.svelte.ts';

export type DecisionType = Extract<
  CommandType,
  | 'ACCEPT'
  | 'RETURN'
  | 'REJECT'
  | 'ACCEPT_PLAN'
  | 'RETURN_PLAN'
  | 'GRANT_EXTENSION'
  | 'DECLINE_EXTENSION'
  | 'ACCEPT_WORK'
  | 'RETURN_WORK'
  | 'REJECT_WORK'
>;

/** The three keys; what each means depends on what is waited for. */
export type Choice = 'accept' | 'return' | 'reject';

/** What may be decided about an item, by the key that does it. */
export function choicesOf(item: InboxItem): Partial<Record<Choice, DecisionType>> {
  switch (taskOf(item)) {
    case 'decide':
      return { accept: 'ACCEPT', return: 'RETURN', reject: 'REJECT' };
    case 'decide_plan':
      return { accept: 'ACCEPT_PLAN', return: 'RETURN_PLAN' };
    case 'decide_extension':
      return { accept: 'GRANT_EXTENSION', return: 'DECLINE_EXTENSION' };
    case 'decide_overdue':
      return { reject: 'REJECT' };
    case 'decide_duty':
    case 'decide_claim':
      return { accept: 'ACCEPT_WORK', return: 'RETURN_WORK', reject: 'REJECT_WORK' };
    case 'hand_in':
    case 'submit_plan':
    case 'hand_in_duty':
    case 'mend_claim':
      return {};
  }
}

/** How serious something was, in points that the reviewer chooses. */
export type Chosen = { points: number; level?: 'light' | 'moderate' | 'serious' | 'critical' };

/** What is said with a decision, a reason or a comment; `due` is a day or empty. */
export type Said = { reason: string; due: string; chosen?: Chosen };
export const NOTHING_SAID: Said = { reason: '', due: '' };

export function commandOf(type: DecisionType, item: InboxItem, { reason, due, chosen }: Said): SentCommand {
  const milestone = isRuleWork(item) ? '' : (item.milestone?.id ?? '');
  const until = due === '' || (isRuleWork(item) && item.kind === 'claim') ? {} : { due };
  switch (type) {
    case 'ACCEPT':
    case 'GRANT_EXTENSION':
      return { type, milestone };
    case 'RETURN':
      return { type, milestone, reason, ...until };
    case 'REJECT':
    case 'DECLINE_EXTENSION':
      return { type, milestone, reason };
    case 'ACCEPT_PLAN':
      return { type };
    case 'RETURN_PLAN':
    case 'REJECT_WORK':
      return { type, reason };
    case 'ACCEPT_WORK':
      return { type, comment: reason, ...chosen };
    case 'RETURN_WORK':
      return { type, reason, ...until };
  }
}

/** What a decision is about: if this is the same, a newer version changed something else of the project. */
function substanceOf(item: InboxItem): string {
  if (isRuleWork(item)) return String(item.version);
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
  async decide(type: DecisionType, item: InboxItem, said: Said): Promise<{ done: boolean; fault?: string }> {
    if (this.busy !== null) return { done: false };
    this.busy = type;
    this.selection.held = item;
    const next = this.selection.after(item);
    const title = titleOf(item);
    try {
      await this.#send(type, item, said);
      toasts.show('done', doneText(type, item, said));
      await leave(this.selection, [item], next);
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
  async #send(type: DecisionType, item: InboxItem, said: Said): Promise<Outcome> {
    const command = commandOf(type, item, said);
    try {
      return await sendCommand(instanceOf(item), command, item.version);
    } catch (error) {
      if (!isOutdated(error)) throw error;
      const fresh = await queryClient.fetchQuery({ ...queries.inbox(), staleTime: 0 });
      const same = itemsOf(fresh).find((one) => keyOf(one) === keyOf(item));
      if (same === undefined || substanceOf(same) !== substanceOf(item) || same.version === item.version)
        throw error;
      return await sendCommand(instanceOf(item), command, same.version);
    }
  }
}

function doneText(type: DecisionType, item: InboxItem, { chosen }: Said): string {
  const title = titleOf(item);
  const points = chosen?.points ?? pointsOf(item) ?? 0;
  if (type !== 'ACCEPT_WORK') return t(`inbox.done_${type}`, { title, points: number(points) });
  return points === 0
    ? t('inbox.done_ACCEPT_WORK_later', { title })
    : t('inbox.done_ACCEPT_WORK', { title, points: signed(points) });
}
