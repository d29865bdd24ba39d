import type { RuleSetDraft } from '../../../workflows/rules/draft.ts';
import { Refused, request, type RuleDraftView } from '../../lib/api.ts';
import { session } from '../../lib/session.svelte.ts';
import { listAndIndex, putAt, valueAt } from './paths.ts';

const PAUSE = 1200;
const TRY_AGAIN = 8000;

export type Fault = RuleDraftView['faults'][number];

/**
 * A draft of a rule set while it is written. It is kept on the server a moment after the last change, with the
 * version that was seen: what somebody else has changed meanwhile is not overwritten.
 */
export class DraftForm {
  ruleSet: RuleSetDraft = $state({ kind: 'rules', department: { id: '', name: '' }, areas: [] });
  faults: readonly Fault[] = $state.raw([]);
  state: 'saved' | 'waiting' | 'saving' | 'unsaved' | 'conflict' | 'gone' = $state('saved');
  savedAt = $state('');
  endedHere = false;
  /** What the server said when it would not keep the draft. */
  refusal = $state('');
  #version = 0;
  #changes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(view: RuleDraftView) {
    this.#take(view);
    this.ruleSet = view.ruleSet;
  }

  get department(): string {
    return this.ruleSet.department.id;
  }
  get version(): number {
    return this.#version;
  }
  get address(): string {
    return `/rule-sets/${this.department}/draft`;
  }
  /** Something of what stands here is nowhere else. */
  get dirty(): boolean {
    return this.state !== 'saved' && this.state !== 'gone';
  }

  at(path: string): unknown {
    return valueAt(this.ruleSet, path);
  }

  /** The sentences of the server about what lies exactly at one of these paths. */
  faultsAt(...paths: string[]): string[] {
    return this.faults.filter(({ path }) => paths.includes(path)).map(({ message }) => message);
  }

  /** Those about a thing or anything in it. */
  faultsWithin(path: string): readonly Fault[] {
    return this.faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
  }

  /** Called after every change of what is written. */
  changed(pause = PAUSE) {
    this.#changes += 1;
    if (this.state === 'conflict' || this.state === 'gone') return;
    this.state = 'waiting';
    this.#saveIn(pause);
  }

  put(path: string, value: unknown) {
    putAt(this.ruleSet, path, value);
    this.changed();
  }

  /** Puts something new into a list, at the end or at a place; gives the path of it. */
  add(list: string, thing: object, index?: number): string {
    const things = this.at(list);
    if (!Array.isArray(things)) return list;
    const at = index ?? things.length;
    things.splice(at, 0, thing);
    // The faults that are known name places: what lies elsewhere now needs new ones.
    this.changed(0);
    return `${list}.${at}`;
  }

  remove(path: string) {
    const { list, index } = listAndIndex(path);
    const things = this.at(list);
    if (Array.isArray(things)) things.splice(index, 1);
    this.changed(0);
  }

  /** Whether something can go one place up (-1) or down (1). */
  canMove(path: string, by: -1 | 1): boolean {
    const { list, index } = listAndIndex(path);
    const things = this.at(list);
    return Array.isArray(things) && index + by >= 0 && index + by < things.length;
  }

  /** Puts something one place up or down; gives its new path. */
  move(path: string, by: -1 | 1): string {
    const { list, index } = listAndIndex(path);
    const things = this.at(list);
    if (!Array.isArray(things) || !this.canMove(path, by)) return path;
    things.splice(index + by, 0, ...things.splice(index, 1));
    this.changed(0);
    return `${list}.${index + by}`;
  }

  /** Sends at once what waits to be kept, and waits until it is. */
  async flush() {
    if (this.#timer !== undefined || this.state === 'unsaved') this.#begin();
    await this.#saving;
  }

  /** Takes what the server has in place of what stands here. */
  async reload() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const view = await request<RuleDraftView>(this.address);
    this.ruleSet = view.ruleSet;
    this.#take(view);
  }

  /** It has been published or thrown away from here: nothing of it is kept any more. */
  end() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.endedHere = true;
    this.state = 'gone';
  }

  #take({ version, faults, savedAt }: RuleDraftView) {
    this.#version = version;
    this.faults = faults;
    this.savedAt = savedAt;
    this.refusal = '';
    this.state = 'saved';
  }

  #saveIn(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), ms);
  }

  /** One after the other: each names the version that the one before it made. */
  #begin() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(() => this.#save());
  }

  async #save() {
    if (this.state === 'conflict' || this.state === 'gone') return;
    const changes = this.#changes;
    this.state = 'saving';
    try {
      const body = { version: this.#version, ruleSet: this.ruleSet };
      const view = await request<RuleDraftView>(this.address, { method: 'PUT', body });
      this.#take(view);
      if (changes !== this.#changes) this.state = 'waiting';
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown) {
    session.endIfOver(error);
    if (!(error instanceof Refused)) {
      this.state = 'unsaved';
      this.#saveIn(TRY_AGAIN);
    } else if (error.problem.code === 'stale') this.state = 'conflict';
    else if (error.problem.code === 'unknown_rule_draft') this.state = 'gone';
    else {
      this.refusal = error.problem.faults?.[0]?.message ?? error.message;
      this.state = 'unsaved';
    }
  }
}
