import { dueInstant } from '../../workflows/calendar.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import { tallyId, type TallyDocument } from '../store/tallies.ts';
import type { Change } from './steps.ts';

/** A change with the running sum that it moves; `before` is that sum as it was, null if nothing was counted yet. */
export function tallied(change: Change, before: TallyDocument | null): Change {
  const [count, ...others] = change.counts;
  if (count === undefined) return change;
  if (others.length > 0) throw new Error('a command moves one sum at most');
  const { document, workflow, state } = change.after;
  const { by, ...key } = count;
  const settles = workflow.definition.kind !== 'project' && settlesAtItsEnd(workflow.definition.rule);
  const after = {
    ...key,
    _id: tallyId(key),
    sum: (before?.sum ?? 0) + by,
    version: (before?.version ?? 0) + 1,
    settleAt: settles ? laterOf(endOf(key.to, state.timeZone), document.updatedAt) : null,
  };
  return { ...change, tally: { before, after } };
}

/** Whether a period of this rule comes to points or progress when it is over, beside what its claims gave. */
export function settlesAtItsEnd(rule: Rule): boolean {
  switch (rule.kind) {
    case 'proportional':
    case 'target':
      return true;
    case 'count':
      return rule.target !== undefined;
    case 'duty':
    case 'amount':
    case 'sla':
    case 'severity':
      return false;
  }
}

/** The first moment (ISO, UTC) after a local day of the company. */
export function endOf(day: string, timeZone: string): string {
  return new Date(Date.parse(dueInstant(day, timeZone)) + 1).toISOString();
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}
