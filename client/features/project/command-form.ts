import type { CommandType } from '../../../workflows/events.ts';
import type { InstanceView, MilestoneView } from '../../lib/api.ts';
import type { SentCommand } from '../../lib/commands.ts';

type AnyOffer = InstanceView['offers'][number];
/** The commands that a project takes; those of duties and claims are offered on their own pages. */
export type ProjectCommand = Exclude<CommandType, `${string}_WORK`>;
export type Offer = Omit<AnyOffer, 'type'> & { type: ProjectCommand };

function isOfProject(offer: AnyOffer): offer is Offer {
  return !offer.type.endsWith('_WORK');
}

/** What the caller may do with a project now. */
export function offersOf({ offers }: Pick<InstanceView, 'offers'>): Offer[] {
  return offers.filter(isOfProject);
}

/** What has to be said with an event before it can be sent. */
export type Asks = {
  text: 'none' | 'comment' | 'reason';
  due: 'none' | 'optional' | 'required';
};
export type Said = { text: string; due: string };

const reason = { text: 'reason', due: 'none' } as const;
const asks: Partial<Record<ProjectCommand, Asks>> = {
  ACCEPT_PLAN: { text: 'comment', due: 'none' },
  RETURN_PLAN: reason,
  SUSPEND: reason,
  CANCEL: reason,
  REJECT: reason,
  REOPEN: { text: 'reason', due: 'optional' },
  ASK_EXTENSION: { text: 'reason', due: 'required' },
  DECLINE_EXTENSION: reason,
};

/** What an event asks for, or null if it can be sent as it is. A milestone that takes nothing late needs a new date. */
export function asksOf({ type }: Offer, milestone: MilestoneView | undefined, now: number): Asks | null {
  const asked = asks[type];
  if (asked === undefined) return null;
  const past = milestone !== undefined && milestone.late === 'refused' && Date.parse(milestone.due) < now;
  return asked.due === 'optional' && past ? { ...asked, due: 'required' } : asked;
}

/** The command that an offer becomes with what was said; null for one that has a page of its own. */
export function commandOf({ type, milestone = '' }: Offer, { text, due }: Said): SentCommand | null {
  switch (type) {
    case 'SUBMIT_PLAN':
    case 'WITHDRAW_PLAN':
    case 'START':
    case 'RESUME':
      return { type };
    case 'ACCEPT_PLAN':
      return { type, comment: text };
    case 'RETURN_PLAN':
    case 'SUSPEND':
    case 'CANCEL':
      return { type, reason: text };
    case 'WITHDRAW':
    case 'URGE':
    case 'GRANT_EXTENSION':
      return { type, milestone };
    case 'REJECT':
    case 'DECLINE_EXTENSION':
      return { type, milestone, reason: text };
    case 'REOPEN':
      return { type, milestone, reason: text, ...(due === '' ? {} : { due }) };
    case 'ASK_EXTENSION':
      return { type, milestone, reason: text, due };
    case 'REVISE_PLAN':
    case 'SUBMIT':
    case 'ACCEPT':
    case 'RETURN':
      return null;
  }
}
