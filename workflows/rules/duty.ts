import { z } from 'zod';
import { MAX_POINTS } from '../definition.ts';
import { dutyDueSchema, dutyPeriods, type DutyPeriod } from './duty-periods.ts';
import { isAfter, type FactOf } from './fact.ts';
import { common, days, whole } from './fields.ts';
import { entryOf, factsOf, groupedBy, isOver, isPresent, type Findings, type Given } from './settlement.ts';

/** An obligation every day, week or month, with a due moment. */
export const dutySchema = z.strictObject({
  kind: z.literal('duty'),
  ...common,
  days,
  due: dutyDueSchema,
  points: whole.min(0).max(MAX_POINTS).describe('Points when accepted; 0 counts for attainment alone'),
  missed: whole.min(-MAX_POINTS).max(0).default(0).describe('Points when missed: 0, or a penalty'),
});
export type DutyRule = z.output<typeof dutySchema>;

/**
 * Each period gives points when what was handed in in time is accepted, and the penalty once its due moment is over
 * without anything in time that was accepted or waits for it; dated by the period's last day. What was accepted
 * counts, present or not; nobody misses what was not theirs.
 */
export function settleDuty(rule: DutyRule, given: Given): Findings {
  const findings: Findings = { entries: [], progress: [], moments: [] };
  const submissions = groupedBy(factsOf('submission', given), (submission) => submission.period);
  for (const period of dutyPeriods(rule, given.during, given.calendar)) {
    const inTime = (submissions.get(period.from) ?? []).filter(
      (submission) => !isAfter(submission.handedInAt, period.due),
    );
    const accepted = inTime.filter((submission) => submission.outcome === 'accepted');
    if (accepted.length === 0 && !isPresent(period.decidedOn, given)) continue;

    const over = isOver(period.due, given);
    const waiting = inTime.some((submission) => submission.outcome === 'waiting');
    if (accepted.length > 0) findings.entries.push(acceptance(rule, period, accepted, given));
    else if (over && !waiting) findings.entries.push(missing(rule, period, given));

    const { from, to } = period;
    const reached = accepted.length > 0 ? 1 : 0;
    findings.progress.push({ from, to, reached, target: 1, due: over || reached === 1 });
    findings.moments.push(period.due);
  }
  return findings;
}

function acceptance(
  rule: DutyRule,
  period: DutyPeriod,
  accepted: readonly FactOf<'submission'>[],
  given: Given,
) {
  return entryOf(rule, given, {
    key: `accepted/${period.from}`,
    points: rule.points,
    day: period.to,
    reason: 'duty_accepted',
    facts: accepted.map((submission) => submission.id).toSorted(),
  });
}

function missing(rule: DutyRule, period: DutyPeriod, given: Given) {
  return entryOf(rule, given, {
    key: `missed/${period.from}`,
    points: rule.missed,
    day: period.to,
    reason: 'duty_missed',
    facts: [],
  });
}
