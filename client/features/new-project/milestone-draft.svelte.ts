import type { ProjectDefinition } from '../../../workflows/definition.ts';

let lastKey = 0;

/** Percent as written to hundredths of a percent; what has more than two decimals stays a fraction and is refused. */
function hundredths(percent: number | undefined): number {
  return percent === undefined ? 0 : Number((percent * 100).toFixed(4));
}

/** A milestone as it is being written: numbers may be missing, the weight is in percent as people write it. */
export class MilestoneDraft {
  /** Stays with the row while it is moved. */
  readonly key = ++lastKey;
  title = $state('');
  work = $state('');
  percent: number | undefined = $state();
  day = $state('');
  time = $state('');
  criterion = $state('');
  atLeast: number | undefined = $state();
  unit = $state('');
  late: 'allowed' | 'refused' = $state('allowed');
  dependsOn: string[] = $state([]);

  /** `id` names it in the definition; people never see it. */
  constructor(readonly id: string) {}

  static of(milestone: ProjectDefinition['milestones'][number]): MilestoneDraft {
    const [day = '', time = ''] = milestone.due.split('T');
    return Object.assign(new MilestoneDraft(milestone.id), {
      title: milestone.title,
      work: milestone.work,
      percent: milestone.weight / 100,
      day,
      time,
      criterion: milestone.criterion.text,
      atLeast: milestone.criterion.target?.atLeast,
      unit: milestone.criterion.target?.unit ?? '',
      late: milestone.late,
      dependsOn: [...milestone.dependsOn],
    });
  }

  get weight(): number {
    return hundredths(this.percent);
  }

  /** As the definition has it. An empty number is written as one that is too small, so that nothing hides it. */
  get content() {
    const target =
      this.atLeast === undefined && this.unit.trim() === ''
        ? {}
        : { target: { atLeast: this.atLeast ?? 0, unit: this.unit } };
    return {
      id: this.id,
      title: this.title,
      work: this.work,
      weight: this.weight,
      due: this.time === '' ? this.day : `${this.day}T${this.time}`,
      criterion: { text: this.criterion, ...target },
      late: this.late,
      dependsOn: [...this.dependsOn],
    };
  }
}
