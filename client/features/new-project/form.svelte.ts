import { SvelteSet } from 'svelte/reactivity';
import { Refused, type Person } from '../../lib/api.ts';
import type { ProjectDraft } from './draft.svelte.ts';
import { judge } from './faults.ts';
import type { MilestoneDraft } from './milestone-draft.svelte.ts';

/** What the server would not take, and what stood there when it said so. */
type Refusal = { path: string; sentence: string; said: string };

/** The paths that have a field of their own. */
const FIELDS =
  /^(title|purpose|points|start|owner|leader|remindDaysBefore|milestones\.\d+\.(title|work|weight|due|dependsOn|criterion\.(text|target\.(atLeast|unit))))$/;

/**
 * Which faults of a draft are shown: those of fields that have been left once, all after the first attempt to
 * send, and what the server said until that field is changed.
 */
export class ProjectForm {
  tried = $state(false);
  readonly #left = new SvelteSet<string>();
  #refusals: Refusal[] = $state.raw([]);
  readonly #people: () => readonly Person[];
  readonly judged = $derived.by(() => judge(this.draft, this.#people()));
  readonly standing = $derived(this.#refusals.filter((one) => one.said === this.#valueAt(one.path)));

  constructor(
    readonly draft: ProjectDraft,
    people: () => readonly Person[],
  ) {
    this.#people = people;
  }

  /** The field has been left; from now on it says what is wrong with it. */
  leave(name: string) {
    this.#left.add(name);
  }

  /** The sentence under a field; `name` says which field it is where its path can change. */
  faultAt(path: string, name = path): string | undefined {
    const refused = this.standing.find((one) => one.path === path);
    if (refused !== undefined) return refused.sentence;
    return this.tried || this.#left.has(name) ? this.judged.faults.get(path) : undefined;
  }

  /** A row can be moved: what has been left is remembered by the row, what is wrong by its place. */
  faultOfRow(row: MilestoneDraft, index: number, field: string): string | undefined {
    return this.faultAt(`milestones.${index}.${field}`, `${row.key}.${field}`);
  }

  leaveRow(row: MilestoneDraft, field: string) {
    this.leave(`${row.key}.${field}`);
  }

  /** How many things are wrong that can be seen by now. */
  get count(): number {
    const own = this.tried ? [...this.judged.faults.keys()] : [];
    return own.length + this.standing.filter(({ path }) => !own.includes(path)).length;
  }

  /** What the server said of things that have no field on the page. */
  get elsewhere(): string[] {
    return this.standing.filter(({ path }) => !FIELDS.test(path)).map(({ sentence }) => sentence);
  }

  /** Takes over the faults of a refusal; false if it names none. */
  take(error: unknown): boolean {
    if (!(error instanceof Refused) || error.problem.faults === undefined) return false;
    this.#refusals = error.problem.faults.map(({ path, message }) => {
      const own = path.replace(/^definition\./, '');
      return { path: own, sentence: message, said: this.#valueAt(own) };
    });
    return this.#refusals.length > 0;
  }

  #valueAt(path: string): string {
    const { definition, owner, leader } = this.draft.content;
    const whole: unknown = { ...definition, owner, leader };
    const found = path
      .split('.')
      .reduce<unknown>(
        (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
        whole,
      );
    return JSON.stringify(found) ?? '';
  }
}
