import type { TaskKind } from '../../../workflows/summary.ts';
import type { SeverityRule } from '../../../workflows/rules/severity.ts';
import type { Inbox, RuleTask, WorkItem } from '../../lib/api.ts';

/** What waits for a decision: something of a project, or a duty or a claim. */
export type InboxItem = WorkItem | RuleTask;

export function isRuleWork(item: InboxItem): item is RuleTask {
  return 'task' in item;
}

export function instanceOf(item: InboxItem): string {
  return isRuleWork(item) ? item.id : item.instance;
}

export function taskOf(item: InboxItem): TaskKind {
  return isRuleWork(item) ? item.task : item.kind;
}

export function titleOf(item: InboxItem): string {
  return isRuleWork(item) ? item.title : (item.milestone?.title ?? item.title);
}

/** Points that an acceptance gives now; null where the reviewer chooses them, or they come later. */
export function pointsOf(item: InboxItem): number | null {
  return isRuleWork(item) ? item.gives : (item.milestone?.points ?? item.total);
}

/** The rule that has the reviewer choose the points, or null. */
export function chosenBy(item: InboxItem): SeverityRule | null {
  return isRuleWork(item) && item.rule.kind === 'severity' ? item.rule : null;
}

/** Whether it can be decided together with others: nothing has to be chosen for it. */
export function goesWithOthers(item: InboxItem): item is RuleTask {
  return isRuleWork(item) && item.rule.kind !== 'severity';
}

/** Whether it is a duty whose due moment is over: returned, it needs a new one. */
export function isPastDue(item: InboxItem, now: number): boolean {
  return isRuleWork(item) && item.kind === 'duty' && item.due !== null && Date.parse(item.due) < now;
}

/** Everything that waits, longest waiting first; what has no such moment comes last. */
export function itemsOf({ items, tasks }: Inbox): InboxItem[] {
  const since = (item: InboxItem) => item.since ?? '9999';
  return [...items, ...tasks].toSorted((a, b) => since(a).localeCompare(since(b)));
}
