import { faultOf } from './chart.ts';
import type { MilestoneDefinition, ProjectDefinition } from './definition.ts';
import type { Command, CommandType, DatedEvent } from './events.ts';
import type { Fault } from './faults.ts';
import { mentionedCommands, type ProjectState } from './statechart.ts';

/** An event that can be sent now. */
export type Offer = { type: CommandType; milestone?: string };

/** Later than any date that a definition names. */
const FAR = '9999-12-31';

/**
 * An event as somebody could send it who fills in everything well: to ask a state what it takes. Null if no project
 * takes it.
 */
function wellFilled(
  type: CommandType,
  definition: ProjectDefinition,
  milestone: MilestoneDefinition,
): Command | null {
  const id = milestone.id;
  const reason = '-';
  switch (type) {
    case 'SUBMIT': {
      const value = milestone.criterion.target?.atLeast;
      const evidence = { text: '-', links: [], files: [], list: [], shortfall: '' };
      return { type, milestone: id, evidence: value === undefined ? evidence : { ...evidence, value } };
    }
    case 'ACCEPT':
      return { type, milestone: id, comment: '' };
    case 'RETURN':
    case 'REOPEN':
    case 'ASK_EXTENSION':
      return { type, milestone: id, reason, due: FAR };
    case 'REJECT':
    case 'DECLINE_EXTENSION':
      return { type, milestone: id, reason };
    case 'WITHDRAW':
    case 'URGE':
    case 'GRANT_EXTENSION':
      return { type, milestone: id };
    case 'REVISE_PLAN':
      return { type, definition, owner: 'owner', leader: 'leader' };
    case 'ACCEPT_PLAN':
      return { type, comment: '' };
    case 'RETURN_PLAN':
    case 'SUSPEND':
    case 'CANCEL':
      return { type, reason };
    case 'SUBMIT_PLAN':
    case 'WITHDRAW_PLAN':
    case 'START':
    case 'RESUME':
      return { type };
    case 'SUBMIT_WORK':
    case 'WITHDRAW_WORK':
    case 'URGE_WORK':
    case 'TRANSFER_WORK':
    case 'ACCEPT_WORK':
    case 'RETURN_WORK':
    case 'REJECT_WORK':
    case 'REVERSE_WORK':
      return null;
  }
}

/** The commands that a project takes in a state at that time (ISO, UTC), whoever sends them. */
export function eventsTaken(definition: ProjectDefinition, state: ProjectState, at: string): Offer[] {
  const offers = new Map<string, Offer>();
  for (const { type, path } of mentionedCommands(state)) {
    for (const milestone of definition.milestones) {
      const inRegion = path[0] === 'milestones';
      if (inRegion && path[1] !== milestone.id) continue;
      const event = wellFilled(type, definition, milestone);
      if (event === null || !state.can({ ...event, at })) continue;
      const offer = 'milestone' in event ? { type, milestone: milestone.id } : { type };
      offers.set(`${type} ${offer.milestone ?? ''}`, offer);
      if (offer.milestone === undefined) break;
    }
  }
  return [...offers.values()];
}

/** Why an event is not taken although its type is, in this state: what is wrong with it as it was sent. */
export function whyNot(definition: ProjectDefinition, state: ProjectState, event: DatedEvent): Fault | null {
  const id = 'milestone' in event ? event.milestone : undefined;
  const mentioned = mentionedCommands(state).some(
    ({ type, path: [side, region] }) => type === event.type && (side !== 'milestones' || region === id),
  );
  if (!mentioned) return null;
  if (event.type === 'REVISE_PLAN') return event.owner === event.leader ? 'owner_is_leader' : null;
  const milestone = definition.milestones.find((known) => known.id === id);
  const moves = state.matches({ life: 'active' }) || state.matches({ life: 'completed' });
  return milestone === undefined || !moves ? null : faultOf(state.context, event, milestone);
}
