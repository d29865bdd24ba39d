import Ban from '@lucide/svelte/icons/ban';
import BellRing from '@lucide/svelte/icons/bell-ring';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CalendarPlus from '@lucide/svelte/icons/calendar-plus';
import CalendarX from '@lucide/svelte/icons/calendar-x';
import Check from '@lucide/svelte/icons/check';
import Pause from '@lucide/svelte/icons/pause';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import Play from '@lucide/svelte/icons/play';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Send from '@lucide/svelte/icons/send';
import Undo from '@lucide/svelte/icons/undo-2';
import { t } from '../../lib/messages.ts';
import type { ButtonKind, Icon } from '../../ui/Button.svelte';
import type { ProjectCommand } from './command-form.ts';

/** How the button of an event looks: one that moves the project on stands out, one that ends something warns. */
export const actionLooks: Record<ProjectCommand, { icon: Icon; kind: ButtonKind }> = {
  SUBMIT_PLAN: { icon: Send, kind: 'primary' },
  REVISE_PLAN: { icon: PencilLine, kind: 'plain' },
  WITHDRAW_PLAN: { icon: Undo, kind: 'plain' },
  ACCEPT_PLAN: { icon: Check, kind: 'primary' },
  RETURN_PLAN: { icon: Undo, kind: 'warn' },
  START: { icon: Play, kind: 'primary' },
  SUSPEND: { icon: Pause, kind: 'plain' },
  RESUME: { icon: Play, kind: 'primary' },
  CANCEL: { icon: Ban, kind: 'danger' },
  SUBMIT: { icon: Send, kind: 'primary' },
  WITHDRAW: { icon: Undo, kind: 'plain' },
  URGE: { icon: BellRing, kind: 'plain' },
  ACCEPT: { icon: Check, kind: 'primary' },
  RETURN: { icon: Undo, kind: 'warn' },
  REJECT: { icon: Ban, kind: 'danger' },
  REOPEN: { icon: RotateCcw, kind: 'plain' },
  ASK_EXTENSION: { icon: CalendarPlus, kind: 'plain' },
  GRANT_EXTENSION: { icon: CalendarCheck, kind: 'primary' },
  DECLINE_EXTENSION: { icon: CalendarX, kind: 'warn' },
};

/** Ends something that people have worked on. */
export function isGrave(type: ProjectCommand): boolean {
  return actionLooks[type].kind === 'danger';
}

/** What will happen, where the name alone does not tell. */
export function hintOf(type: ProjectCommand): string | undefined {
  switch (type) {
    case 'SUSPEND':
      return t('project.hint_SUSPEND');
    case 'CANCEL':
      return t('project.hint_CANCEL');
    case 'REOPEN':
      return t('project.hint_REOPEN');
    case 'ACCEPT_PLAN':
      return t('project.hint_ACCEPT_PLAN');
    case 'REJECT':
      return t('project.hint_REJECT');
    default:
      return undefined;
  }
}
