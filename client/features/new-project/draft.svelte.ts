import type { ProjectDefinition } from '../../../workflows/definition.ts';
import { FULL_WEIGHT, splitByWeight, sumOfWeights } from '../../../workflows/points.ts';

export type Order = ProjectDefinition['order'];

/** A milestone as it is being written: numbers may be missing, the weight is in percent as people write it. */
export type DraftMilestone = {
  /** Stays with the row while it is moved. */
  key: number;
  id: string;
  title: string;
  work: string;
  weight: number | undefined;
  day: string;
  time: string;
  criterion: string;
  atLeast: number | undefined;
  unit: string;
  late: 'allowed' | 'refused';
  dependsOn: string[];
};

let lastKey = 0;

function rowOf(milestone: ProjectDefinition['milestones'][number]): DraftMilestone {
  const [day = '', time = ''] = milestone.due.split('T');
  return {
    key: ++lastKey,
    id: milestone.id,
    title: milestone.title,
    work: milestone.work,
    weight: milestone.weight / 100,
    day,
    time,
    criterion: milestone.criterion.text,
    atLeast: milestone.criterion.target?.atLeast,
    unit: milestone.criterion.target?.unit ?? '',
    late: milestone.late,
    dependsOn: [...milestone.dependsOn],
  };
}

function emptyRow(id: string): DraftMilestone {
  return {
    ...{ key: ++lastKey, id, title: '', work: '', weight: undefined, day: '', time: '', criterion: '' },
    ...{ atLeast: undefined, unit: '', late: 'allowed', dependsOn: [] },
  };
}

/** Percent as written to hundredths of a percent; what has more than two decimals stays a fraction and is refused. */
function hundredths(percent: number | undefined): number {
  return percent === undefined ? 0 : Number((percent * 100).toFixed(4));
}

/** A project that is being written. Whatever the page shows of sums and points follows from it at once. */
export class ProjectDraft {
  title = $state('');
  purpose = $state('');
  points: number | undefined = $state();
  start = $state('');
  order: Order = $state('sequence');
  owner = $state('');
  leader = $state('');
  remindDaysBefore: number[] = $state([7, 1]);
  milestones: DraftMilestone[] = $state([]);

  readonly weights = $derived(this.milestones.map(({ weight }) => hundredths(weight)));
  /** Hundredths of a percent that are still missing; negative if there are too many. */
  readonly remainder = $derived(FULL_WEIGHT - sumOfWeights(this.weights));
  /** Points of each milestone; as long as the weights do not sum to 100 % they are only near. */
  readonly split = $derived(this.#split());

  #clean = $state('');
  readonly dirty = $derived(this.#clean !== JSON.stringify(this.content));

  /** Everything that is sent, whether or not it is right yet. */
  get content() {
    return { definition: this.definition, owner: this.owner, leader: this.leader };
  }

  /** An empty number is written as one that is too small: then everything else is looked at as well. */
  get definition() {
    return {
      kind: 'project' as const,
      title: this.title,
      purpose: this.purpose,
      points: this.points ?? -1,
      start: this.start,
      order: this.order,
      remindDaysBefore: [...this.remindDaysBefore].sort((a, b) => b - a),
      milestones: this.milestones.map((row, index) => ({
        id: row.id,
        title: row.title,
        work: row.work,
        weight: this.weights[index] ?? 0,
        due: row.time === '' ? row.day : `${row.day}T${row.time}`,
        criterion: {
          text: row.criterion,
          ...(row.atLeast === undefined && row.unit.trim() === ''
            ? {}
            : { target: { atLeast: row.atLeast ?? 0, unit: row.unit } }),
        },
        late: row.late,
        dependsOn: this.order === 'dependencies' ? row.dependsOn : [],
      })),
    };
  }

  /** Takes over a whole definition; from here on it counts as untouched. */
  adopt(definition: ProjectDefinition) {
    this.title = definition.title;
    this.purpose = definition.purpose;
    this.points = definition.points;
    this.start = definition.start;
    this.order = definition.order;
    this.remindDaysBefore = [...definition.remindDaysBefore];
    this.milestones = definition.milestones.map(rowOf);
    this.markClean();
  }

  /** Begins anew with one milestone; start and people stay. */
  clear() {
    this.title = '';
    this.purpose = '';
    this.points = undefined;
    this.order = 'sequence';
    this.remindDaysBefore = [7, 1];
    this.milestones = [emptyRow('m1')];
    this.markClean();
  }

  markClean() {
    this.#clean = JSON.stringify(this.content);
  }

  add() {
    const taken = new Set(this.milestones.map(({ id }) => id));
    let number = this.milestones.length + 1;
    while (taken.has(`m${number}`)) number += 1;
    this.milestones.push(emptyRow(`m${number}`));
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
    this.milestones.forEach((row, index) => (row.weight = (share + (index < more ? 1 : 0)) / 100));
  }

  #split(): { points: number[]; exact: boolean } {
    const total = this.points ?? 0;
    const whole = Number.isInteger(total) && this.weights.every(Number.isInteger);
    if (this.remainder === 0 && whole) return { points: splitByWeight(total, this.weights), exact: true };
    return { points: this.weights.map((weight) => Math.round((total * weight) / FULL_WEIGHT)), exact: false };
  }
}
