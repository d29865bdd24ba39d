import type { AnyMachineSnapshot } from 'xstate';
import type { Command, CommandType, DatedEvent } from './events.ts';
import type { Offer } from './offers.ts';
import { mentionedCommands } from './statechart.ts';

/** Later than any date that somebody can choose. */
const FAR = '9999-12-31';

/** Nobody in particular. */
const SOMEBODY = '';

/** An event as somebody could send it who fills in everything well; null if it is none of duties and claims. */
function wellFilled(type: CommandType, chosen: number | undefined): Command | null {
  const reason = '-';
  switch (type) {
    case 'SUBMIT_WORK':
      return { type, evidence: { text: '-', links: [], files: [], list: [], shortfall: '' } };
    case 'ACCEPT_WORK':
      return { type, comment: '', ...(chosen === undefined ? {} : { points: chosen }) };
    case 'RETURN_WORK':
      return { type, reason, due: FAR };
    case 'TRANSFER_WORK':
      return { type, to: SOMEBODY, reason };
    case 'REJECT_WORK':
    case 'REVERSE_WORK':
      return { type, reason };
    case 'WITHDRAW_WORK':
    case 'URGE_WORK':
      return { type };
    default:
      return null;
  }
}

/** As much of a state as tells what it takes. */
type Asked = AnyMachineSnapshot & { can(event: DatedEvent): boolean };

/**
 * The commands that a duty or a claim takes in a state at that time (ISO, UTC), whoever sends them. `chosen` are
 * points that a reviewer could choose, where the rule asks for them.
 */
export function workTaken(state: Asked, at: string, chosen?: number): Offer[] {
  const types = new Set(mentionedCommands(state).map(({ type }) => type));
  return [...types].flatMap((type): Offer[] => {
    const event = wellFilled(type, chosen);
    return event !== null && state.can({ ...event, at }) ? [{ type }] : [];
  });
}

/** Whether a state takes events of this type, if they are sent well. */
export function mentions(state: AnyMachineSnapshot, { type }: DatedEvent): boolean {
  return mentionedCommands(state).some((mentioned) => mentioned.type === type);
}
