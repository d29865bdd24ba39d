import { Refusal } from '../errors.ts';
import type { InstanceDocument } from '../store/documents.ts';
import { refusalOf } from './file.ts';
import type { Ground } from './ground.ts';
import { claimableRule } from './judge.ts';

/**
 * A claim that is handed in again for another day has to be one that could have been filed for that day, and by the
 * version of the rule that it has. Throws a Refusal.
 */
export function requireDayOf(ground: Ground, { kind, summary }: InstanceDocument, day: string): void {
  if (kind !== 'claim' || day === summary.fact.day) return;
  const { known, problems } = claimableRule(ground, { rule: summary.rule, person: summary.owner, day });
  const [problem] = problems;
  if (problem !== undefined) throw refusalOf(problem);
  if (known?.version !== summary.version) throw new Refusal('rule_differs_on_day');
}
