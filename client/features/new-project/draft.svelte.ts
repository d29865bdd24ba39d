import type { ProjectDefinition } from '../../../workflows/definition.ts';
import { FULL_WEIGHT, splitByWeight, sumOfWeights } from '../../../workflows/points.ts';
import { MilestoneDraft } from './milestone-draft.svelte.ts';

export type Order = ProjectDefinition['order'];
const REMIND_BEFORE = [7, 1];

/** A project that is being written. Whatever the page shows of sums and points follows from it at once. */
export class ProjectDraft {
  title = $state('');
  purpose = $state('');
  points: number | undefined = $state();
  start = $state('');
  order: Order = $state('sequence');
  owner = $state('');
  leader = $state('');
  remindDaysBefore: number[] = $state(REMIND_BEFORE);
  milestones: MilestoneDraft[] = $state([]);

  readonly weights = $derived(this.milestones.map(({ weight }) => weight));
  /** Hundredths of a percent that are still missing; negative if there are too many. */
  readonly remainder = $derived(FULL_WEIGHT - sumOfWeights(this.weights));
  /** Points of each milestone; as long as the weights do not sum to 100 % they are only near. */
  readonly split = $derived(this.#split());

  #clean = $state('');
  readonly dirty = $derived(this.#clean !== JSON.stringify(this.content));

  /** Everything that is sent, whether or not it is right yet. */
  get content() {
    const definition = {
      kind: 'project' as const,
      title: this.title,
      purpose: this.purpose,
      points: this.points ?? -1,
      start: this.start,
      order: this.order,
      remindDaysBefore: [...this.remindDaysBefore].sort((a, b) => b - a),
      milestones: this.milestones.map(({ content }) =>
        this.order === 'dependencies' ? content : { ...content, dependsOn: [] },
      ),
    };
    return { definition, owner: this.owner, leader: this.leader };
  }

  /** Takes over a whole definition; from here on it counts as untouched. */
  adopt(definition: ProjectDefinition) {
    this.title = definition.title;
    this.purpose = definition.purpose;
    this.points = definition.points;
    this.start = definition.start;
    this.order = definition.order;
    this.remindDaysBefore = [...definition.remindDaysBefore];
    this.milestones = definition.milestones.map((milestone) => MilestoneDraft.of(milestone));
    this.markClean();
  }

  /** Begins anew with one milestone; start and people stay. */
  clear() {
    this.title = '';
    this.purpose = '';
    this.points = undefined;
    this.order = 'sequence';
    this.remindDaysBefore = REMIND_BEFORE;
    this.milestones = [new MilestoneDraft('m1')];
    this.markClean();
  }

  markClean() {
    this.#clean = JSON.stringify(this.content);
  }

  add() {
    const taken = this.milestones.map(({ id }) => id);
    let number = this.milestones.length + 1;
    while (taken.includes(`m${number}`)) number += 1;
    this.milestones.push(new MilestoneDraft(`m${number}`));
  }

  remove(index: number) {
    const [gone] = this.milestones.splice(index, 1);
    for (const row of this.milestones) row.dependsOn = row.dependsOn.filter((id) => id !== gone?.id);
  }

  /** Puts a milestone one place up (-1) or down (1). */
  move(index: number, by: -1 | 1) {
    const row = this.milestones[index];
    const other = this.milestones[index + by];
    if (row === undefined || other === undefined) return;
    this.milestones[index] = other;
    this.milestones[index + by] = row;
  }

  /** The same weight for all, as exactly as hundredths of a percent allow. */
  distribute() {
    const count = this.milestones.length;
    const share = Math.floor(FULL_WEIGHT / count);
    const more = FULL_WEIGHT - share * count;
    this.milestones.forEach((row, index) => (row.percent = (share + (index < more ? 1 : 0)) / 100));
  }

  #split(): { points: number[]; exact: boolean } {
    const total = this.points ?? 0;
    const whole = Number.isInteger(total) && total >= 0 && this.weights.every(Number.isInteger);
    if (this.remainder === 0 && whole) return { points: splitByWeight(total, this.weights), exact: true };
    return { points: this.weights.map((weight) => Math.round((total * weight) / FULL_WEIGHT)), exact: false };
  }
}
