import type { RuleInput, RuleKind } from '../../../workflows/rules/rule.ts';
import { today } from '../../lib/dates.ts';
import { t } from '../../lib/messages.ts';
import { newThingId } from './new-things.ts';
import type { RuleFields } from './rule-fields.ts';

/** A key result that is new has a weight to fill in; what is still missing it says by itself. */
export const emptyArea = () => ({ id: newThingId('area'), name: '', processes: [emptyProcess()] });
export const emptyProcess = () => ({ id: newThingId('process'), name: '', keyResults: [emptyKeyResult()] });
export const emptyKeyResult = () => ({ id: newThingId('result'), name: '', weight: null, rules: [] });

/** A rule that is new: complete but for its name, so that only what matters has to be thought of. */
export function newRule(): RuleInput {
  return { ...ofKind('duty'), id: newThingId('rule') };
}

/** What a rule of a kind says beside its name, before anybody has said otherwise. */
function ofKind(kind: RuleKind): RuleInput {
  const unnamed = { id: '', name: '' };
  switch (kind) {
    case 'duty':
      return { ...unnamed, kind, due: { every: 'day' }, points: 10 };
    case 'count':
      return { ...unnamed, kind, unit: t('rules.unit_default'), points: 10 };
    case 'amount':
      return { ...unnamed, kind, points: 50, step: 100_000, period: { every: 'month' } };
    case 'target':
      return {
        ...unnamed,
        kind,
        points: 100,
        goal: { of: 'money', fen: 1_000_000 },
        period: { every: 'month' },
      };
    case 'proportional':
      return {
        ...unnamed,
        kind,
        unit: t('rules.unit_default'),
        points: 100,
        target: 20,
        period: { every: 'week' },
      };
    case 'sla':
      return {
        ...unnamed,
        kind,
        due: { by: 'minutes', minutes: 30 },
        points: { per: 'day', points: 30, when: 'all_in_time' },
      };
    case 'severity':
      return { ...unnamed, kind, range: { min: -1000, max: -50 } };
  }
}

/** What a rule keeps when its kind changes, where both have it. */
const KEPT = ['id', 'name', 'criterion', 'acceptance'];
const ALIKE = ['points', 'unit', 'target', 'period'];

/** The rule as one of another kind: what both kinds have stays. */
export function changeKind(rule: RuleFields, kind: RuleKind) {
  const next: Record<string, unknown> = { ...ofKind(kind) };
  for (const [field, value] of Object.entries<unknown>({ ...rule.whole })) {
    const fits = ALIKE.includes(field) && field in next && typeof value === typeof next[field];
    if (KEPT.includes(field) || fits) next[field] = value;
  }
  rule.replace(next);
}

/** The month that runs, for a period that comes once. */
export function thisMonth(): { every: 'once'; from: string; to: string } {
  const month = today().slice(0, 7);
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { every: 'once', from: `${month}-01`, to: `${month}-${last}` };
}
