import { tick } from 'svelte';
import { t } from '../../lib/messages.ts';
import type { DraftForm } from './draft-form.svelte.ts';
import { emptyArea, emptyKeyResult, emptyProcess, newRule } from './new-rule.ts';
import { newThingId } from './new-things.ts';
import { listAndIndex } from './paths.ts';

/** What the person at the table is doing with a draft: which rule is open, what is about to be taken away. */
export class Editing {
  /** The path of the rule whose fields are shown. */
  rule: string | null = $state(null);
  removing: { path: string; name: string } | null = $state(null);
  /** What a reader of the screen is told. */
  said = $state('');

  constructor(readonly form: DraftForm) {}

  /** Puts something new at the end of a list, and the focus on it. */
  add(list: string) {
    const path = this.form.add(list, partOf(list));
    if (list.endsWith('rules')) this.rule = path;
    else void focusOn(path);
  }

  duplicate(path: string) {
    const { list, index } = listAndIndex(path);
    const rule = this.form.at(path);
    if (typeof rule !== 'object' || rule === null) return;
    this.rule = this.form.add(list, { ...$state.snapshot(rule), id: newThingId('rule') }, index + 1);
  }

  move(path: string, by: -1 | 1) {
    const moved = this.form.move(path, by);
    this.said = t('rules.moved', { count: listAndIndex(moved).index + 1 });
    void focusOn(moved);
  }

  /** Alt with an arrow moves what has the focus. */
  moveByAlt(event: KeyboardEvent, path: string) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    this.move(path, event.key === 'ArrowUp' ? -1 : 1);
  }

  askToRemove(path: string, name: string) {
    this.removing = { path, name };
  }

  remove() {
    if (this.removing === null) return;
    const { path, name } = this.removing;
    this.form.remove(path);
    this.removing = null;
    this.said = t('rules.removed', { name });
  }

  /** Goes to what is wrong first: the cell, or the rule with its fields. */
  showFirstFault() {
    const [first] = this.form.faults;
    if (first === undefined) return;
    const rule = /^areas\.\d+\.processes\.\d+\.keyResults\.\d+\.rules\.\d+/.exec(first.path)?.[0];
    if (rule !== undefined) this.rule = rule;
    else void focusOn(first.path.replace(/\.(name|id|weight|processes|keyResults|rules)$/, ''));
  }
}

function partOf(list: string): object {
  if (list.endsWith('rules')) return newRule();
  if (list.endsWith('keyResults')) return emptyKeyResult();
  return list.endsWith('processes') ? emptyProcess() : emptyArea();
}

async function focusOn(path: string) {
  await tick();
  document.querySelector<HTMLElement>(`[data-path="${path}"]`)?.focus();
}
