import type { Decided, RuleTask } from '../../lib/api.ts';
import { explain, untilAnswered } from '../../lib/commands.ts';
import { newId } from '../../lib/ids.ts';
import { t } from '../../lib/messages.ts';
import { toasts } from '../../lib/toasts.svelte.ts';
import { commandOf, type DecisionType, type Said } from './decisions.svelte.ts';
import { leave } from './leave.ts';
import type { Choosing } from './choosing.svelte.ts';
import { keyOf, type Selection } from './selection.svelte.ts';

export type TogetherType = Extract<DecisionType, 'ACCEPT_WORK' | 'RETURN_WORK'>;
export type Refusal = { item: RuleTask; why: string };

/** Decides several duties and claims in one go; each stands or falls by itself. */
export class Together {
  busy: TogetherType | null = $state(null);
  /** What was refused the last time, with the reason for each. */
  refused: Refusal[] = $state.raw([]);

  constructor(
    private readonly choosing: Choosing,
    private readonly selection: Selection,
  ) {}

  /** Whether they were sent; what went wrong with all of them comes back as a text. */
  async decide(type: TogetherType, said: Said): Promise<{ done: boolean; fault?: string }> {
    const items = this.choosing.chosen;
    if (this.busy !== null || items.length === 0) return { done: false };
    this.busy = type;
    try {
      const sent = items.map((item) => ({
        instance: item.id,
        commandId: newId(),
        event: commandOf(type, item, said),
      }));
      const answers = (await untilAnswered<Decided>('/decisions', { items: sent })).items;
      const isDone = (item: RuleTask) =>
        answers.some(({ instance, outcome }) => instance === item.id && outcome !== null);
      const decided = items.filter(isDone);
      this.refused = items.flatMap((item) => {
        const problem = answers.find(({ instance }) => instance === item.id)?.problem ?? null;
        return problem === null ? [] : [{ item, why: problem.detail }];
      });
      this.choosing.clear();
      if (decided.length > 0)
        toasts.show('done', t(`inbox.together_done_${type}`, { count: decided.length }));
      const current = this.selection.item;
      const isGone = current !== undefined && decided.some((item) => keyOf(item) === keyOf(current));
      await leave(this.selection, decided, isGone ? undefined : current);
      return { done: true };
    } catch (error) {
      return { done: false, fault: explain(error) };
    } finally {
      this.busy = null;
    }
  }
}
