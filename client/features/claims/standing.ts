import type { RuleWork } from '../../lib/api.ts';
import { signed, t } from '../../lib/messages.ts';

/** What has become of a duty or a claim, in a sentence, and what that means for whoever owes or owns it. */
export function standingOf(work: RuleWork): { title: string; hint?: string } {
  const { kind, state, leader, points } = work;
  switch (state) {
    case 'due':
    case 'filed':
      return { title: t('claims.state_due', { owner: work.owner.name }) };
    case 'submitted':
      return {
        title: t('claims.state_submitted', { leader: leader.name }),
        hint: t('claims.hint_submitted'),
      };
    case 'returned':
      return { title: t('claims.state_returned') };
    case 'accepted':
      return points === 0
        ? { title: t('claims.state_accepted_none'), ...laterHint(work) }
        : { title: t('claims.state_accepted', { points: signed(points) }) };
    case 'rejected':
      return { title: t('claims.state_rejected') };
    case 'withdrawn':
      return { title: t('claims.state_withdrawn') };
    case 'missed':
      return points === 0
        ? { title: t('claims.state_missed') }
        : { title: t('claims.state_missed_costs', { points: signed(points) }) };
    case 'lifted':
      return { title: t('claims.state_lifted') };
    case 'reversed':
      return { title: t(kind === 'duty' ? 'claims.state_reversed_duty' : 'claims.state_reversed') };
  }
}

/** Why there are no points of an accepted one: they come later, or the step is not complete. */
function laterHint({ rule }: RuleWork): { hint?: string } {
  switch (rule.kind) {
    case 'proportional':
      return { hint: t('claims.hint_period_end') };
    case 'amount':
    case 'target':
      return { hint: t('claims.hint_adds_up') };
    case 'duty':
    case 'count':
    case 'sla':
    case 'severity':
      return {};
  }
}
