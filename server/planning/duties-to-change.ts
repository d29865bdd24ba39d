import { dutyPeriods } from '../../workflows/rules/duty-periods.ts';
import { isWithin } from '../../workflows/working-days.ts';
import type { SystemOrder } from '../runner/system.ts';
import type { PlannedDuty } from '../store/duties.ts';
import type { Company } from './duties-to-plan.ts';

/**
 * What duties have to be told after the calendar, the staffing or the rules have changed: that they are not owed
 * after all, or are owed although they were lifted, or are due at another moment. None is moved to a moment that is
 * over at `now` (ISO, UTC): nobody misses what was in time a moment ago. What was handed in stays with its
 * reviewer.
 */
export function dutiesToChange(company: Company, duties: readonly PlannedDuty[], now: string): SystemOrder[] {
  return duties.flatMap((duty): SystemOrder[] => {
    const event = changeOf(company, duty, now);
    const isSo = event === null || (event.type === 'LIFT' && duty.state === 'lifted');
    return isSo ? [] : [{ instance: duty._id, event }];
  });
}

function changeOf(
  { book, staffing, calendar }: Company,
  duty: PlannedDuty,
  now: string,
): SystemOrder['event'] | null {
  const { rule: id, owner, version, period, due, state } = duty;
  const rule = book.rule(id, version);
  const place = book.versionsOf(id).find((known) => known.version === version);
  if (rule?.kind !== 'duty' || place === undefined) return { type: 'LIFT', reason: 'rule' };
  if (book.version(id, period.from)?.version !== version) return { type: 'LIFT', reason: 'rule' };
  const [planned] = dutyPeriods(rule, { from: period.to, to: period.to }, calendar);
  if (planned?.from !== period.from) return { type: 'LIFT', reason: 'calendar' };
  const isPresent = staffing.presence(owner, place.area).some((days) => isWithin(planned.decidedOn, days));
  if (!isPresent) return { type: 'LIFT', reason: 'absent' };
  if (state === 'lifted') return { type: 'OWE', due: planned.due };
  const isMoved = planned.due !== due && planned.due > now;
  return state === 'due' && isMoved ? { type: 'MOVE_DUE', due: planned.due } : null;
}
