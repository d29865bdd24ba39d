import type { EventType } from '../../workflows/events.ts';
import type { ClaimStateName, DutyStateName, LifeState, MilestoneState } from '../../workflows/summary.ts';
import { t } from './messages.ts';

/** Names of what the server writes into histories and diagrams: its words are keys of our message files. */

const lives: Record<LifeState, true> = {
  draft: true,
  submitted: true,
  planned: true,
  active: true,
  suspended: true,
  completed: true,
  cancelled: true,
};
const milestoneStates: Record<MilestoneState, true> = {
  locked: true,
  open: true,
  submitted: true,
  returned: true,
  accepted: true,
  rejected: true,
};
const workStates: Record<DutyStateName | ClaimStateName, true> = {
  due: true,
  filed: true,
  submitted: true,
  returned: true,
  accepted: true,
  rejected: true,
  missed: true,
  lifted: true,
  withdrawn: true,
  reversed: true,
};
const innerStates: Record<'inTime' | 'overdue' | 'editing', true> = {
  inTime: true,
  overdue: true,
  editing: true,
};
const events: Record<EventType, true> = {
  SUBMIT_PLAN: true,
  WITHDRAW_PLAN: true,
  ACCEPT_PLAN: true,
  RETURN_PLAN: true,
  REVISE_PLAN: true,
  START: true,
  SUSPEND: true,
  RESUME: true,
  CANCEL: true,
  SUBMIT: true,
  WITHDRAW: true,
  URGE: true,
  ACCEPT: true,
  RETURN: true,
  REJECT: true,
  REOPEN: true,
  ASK_EXTENSION: true,
  GRANT_EXTENSION: true,
  DECLINE_EXTENSION: true,
  START_DUE: true,
  REMIND: true,
  DUE: true,
  SUBMIT_WORK: true,
  WITHDRAW_WORK: true,
  URGE_WORK: true,
  TRANSFER_WORK: true,
  ACCEPT_WORK: true,
  RETURN_WORK: true,
  REJECT_WORK: true,
  REVERSE_WORK: true,
  DUTY_DUE: true,
  LIFT: true,
  MOVE_DUE: true,
  OWE: true,
  SETTLE: true,
};

function isIn<Name extends string>(names: Record<Name, true>, name: string): name is Name {
  return name in names;
}

/** What somebody did, or what time brought; an event without a name of ours keeps its own. */
export function eventName(type: string): string {
  if (type === 'CREATE') return t('project.event_CREATE');
  if (type === 'BEGIN') return t('domain.event_BEGIN');
  if (type === 'PLAN') return t('domain.event_PLAN');
  return isIn(events, type) ? t(`domain.event_${type}`) : type;
}

/**
 * A state of a milestone, of the life of a project, or of a duty or claim (`work`): 待验收; with what is known inside
 * of it: 进行中 · 已逾期.
 */
export function stateName(state: string, of: 'milestone' | 'project' | 'work'): string {
  return state
    .split('.')
    .map((part) => {
      if (of === 'milestone' && isIn(milestoneStates, part)) return t(`domain.milestone_${part}`);
      if (of === 'project' && isIn(lives, part)) return t(`domain.life_${part}`);
      if (of === 'work' && isIn(workStates, part)) return t(`domain.work_${part}`);
      return isIn(innerStates, part) ? t(`domain.state_${part}`) : part;
    })
    .join(' · ');
}
