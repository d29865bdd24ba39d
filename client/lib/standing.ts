import type { LifeState, MilestoneSummary } from '../../workflows/summary.ts';

/** What has become of the points of a milestone. */
export type Fate = 'earned' | 'waiting' | 'open' | 'forfeited';

/** What has become of a milestone's points; a cancelled project gives nothing for what was not accepted. */
export function fateOf({ state }: Pick<MilestoneSummary, 'state'>, life: LifeState): Fate {
  if (state === 'accepted') return 'earned';
  if (state === 'rejected' || life === 'cancelled') return 'forfeited';
  return state === 'submitted' ? 'waiting' : 'open';
}

export type Figures = { total: number } & Record<Fate, number>;

/** Points of a project by their fate; what waits for a decision is no longer counted as open. */
export function figuresOf(project: {
  total: number;
  state: LifeState;
  milestones: readonly Pick<MilestoneSummary, 'state' | 'points'>[];
}): Figures {
  const figures: Figures = { total: project.total, earned: 0, waiting: 0, open: 0, forfeited: 0 };
  for (const milestone of project.milestones) figures[fateOf(milestone, project.state)] += milestone.points;
  return figures;
}
