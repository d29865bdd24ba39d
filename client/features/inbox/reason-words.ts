import { number, t } from '../../lib/messages.ts';
import type { DecisionType } from './decisions.svelte.ts';
import { isRuleWork, pointsOf, titleOf, type InboxItem } from './items.ts';

type Words = { title: string; lead: string; confirm: string; placeholder: string; dueNeeded: string };

/** What a dialog says that asks for the reason of a decision about one item, or about several. */
export function wordsFor(
  type: DecisionType | undefined,
  [item, ...others]: readonly [InboxItem, ...InboxItem[]],
): Words {
  const title = titleOf(item);
  const dueNeeded = t(isRuleWork(item) ? 'inbox.new_due_needed_duty' : 'inbox.new_due_needed');
  switch (type) {
    case 'RETURN':
    case 'RETURN_WORK':
      return {
        title:
          others.length === 0
            ? t('inbox.return_title', { title })
            : t('inbox.return_together', { count: others.length + 1 }),
        lead: t(others.length === 0 ? 'inbox.return_lead' : 'inbox.return_together_lead'),
        confirm: t('inbox.return'),
        placeholder: t('inbox.return_placeholder'),
        dueNeeded,
      };
    case 'RETURN_PLAN':
      return {
        title: t('inbox.return_plan_title', { title }),
        lead: t('inbox.return_lead'),
        confirm: t('inbox.return_plan'),
        placeholder: t('inbox.return_placeholder'),
        dueNeeded,
      };
    case 'DECLINE_EXTENSION':
      return {
        title: t('inbox.decline_title', { title }),
        lead: t('inbox.decline_lead'),
        confirm: t('inbox.decline'),
        placeholder: t('inbox.decline_placeholder'),
        dueNeeded,
      };
    default:
      return {
        title: t('inbox.reject_title', { title }),
        lead: rejectLead(item),
        confirm: t('inbox.reject'),
        placeholder: t('inbox.reject_placeholder'),
        dueNeeded,
      };
  }
}

function rejectLead(item: InboxItem): string {
  if (!isRuleWork(item)) return t('inbox.reject_lead', { points: number(pointsOf(item) ?? 0) });
  return t(item.kind === 'duty' ? 'inbox.reject_lead_duty' : 'inbox.reject_lead_claim');
}
