import { milestoneOf } from './chart.ts';
import type { ProjectDefinition } from './definition.ts';
import { pointsOfMilestones } from './project.ts';
import type { ProjectState, StateValue } from './statechart.ts';
import {
  lifeStates,
  milestoneStates,
  type LifeState,
  type MilestoneState,
  type MilestoneSummary,
  type ProjectSummary,
  type Standing,
  type Task,
} from './summary.ts';

function nameOf<Name extends string>(
  value: StateValue | undefined,
  names: readonly Name[],
): { name: Name; inner: string | null } {
  const [outer, inner] =
    typeof value === 'string' ? [value, null] : (Object.entries(value ?? {})[0] ?? ['', null]);
  const name = names.find((known) => known === outer);
  if (name === undefined) throw new RangeError(`no such state: ${JSON.stringify(value)}`);
  return { name, inner: typeof inner === 'string' ? inner : null };
}

/** State of the project's life; a submitted draft is a state of its own. */
export function lifeOf(state: ProjectState): LifeState {
  const { name, inner } = nameOf(state.value.life, lifeStates);
  return inner === 'submitted' ? 'submitted' : name;
}

/** State of one milestone, and whether the chart knows it to be overdue. */
export function milestoneStateOf(
  state: ProjectState,
  id: string,
): { state: MilestoneState; overdue: boolean } {
  const { name, inner } = nameOf(state.value.milestones[id], milestoneStates);
  return { state: name, overdue: inner === 'overdue' };
}

/** Sums up a project for lists, pages and the task list of everybody who is waited for. */
export function summarizeProject(definition: ProjectDefinition, state: ProjectState): ProjectSummary {
  const { context } = state;
  const points = pointsOfMilestones(definition);
  const life = lifeOf(state);
  const milestones = definition.milestones.map(({ id, title, weight }): MilestoneSummary => {
    const { due, rounds } = milestoneOf(context, id);
    return { id, title, weight, due, rounds, points: points.get(id) ?? 0, ...milestoneStateOf(state, id) };
  });
  const worked = milestones.filter(({ state }) => state === 'open' || state === 'returned');
  return {
    title: definition.title,
    total: definition.points,
    owner: context.owner,
    leader: context.leader,
    state: life,
    milestones,
    standing: standingOf(life, milestones),
    tasks: tasksOf(state, life, milestones),
    nextDue: life === 'active' ? (worked.map(({ due }) => due).sort()[0] ?? null) : null,
    overdue: life === 'active' && worked.some(({ overdue }) => overdue),
  };
}

function standingOf(life: LifeState, milestones: readonly MilestoneSummary[]): Standing {
  const standing: Standing = { awarded: 0, open: 0, forfeited: 0 };
  for (const { state, points } of milestones) {
    if (state === 'accepted') standing.awarded += points;
    else if (state === 'rejected' || life === 'cancelled') standing.forfeited += points;
    else standing.open += points;
  }
  return standing;
}

function tasksOf(
  { context }: ProjectState,
  life: LifeState,
  milestones: readonly MilestoneSummary[],
): Task[] {
  const { owner, leader } = context;
  switch (life) {
    case 'draft':
      return [{ person: owner, kind: 'submit_plan', milestone: null, due: null, since: null }];
    case 'submitted':
      return [
        { person: leader, kind: 'decide_plan', milestone: null, due: null, since: context.planSubmittedAt },
      ];
    case 'active':
      return milestones.flatMap(({ id, state, overdue, due }): Task[] => {
        const { submission, extension } = milestoneOf(context, id);
        switch (state) {
          case 'submitted':
            return [{ person: leader, kind: 'decide', milestone: id, due, since: submission?.at ?? null }];
          case 'open':
          case 'returned': {
            const tasks: Task[] = [{ person: owner, kind: 'hand_in', milestone: id, due, since: null }];
            if (extension !== null) {
              tasks.push({
                person: leader,
                kind: 'decide_extension',
                milestone: id,
                due,
                since: extension.askedAt,
              });
            } else if (overdue) {
              tasks.push({ person: leader, kind: 'decide_overdue', milestone: id, due, since: due });
            }
            return tasks;
          }
          case 'locked':
          case 'accepted':
          case 'rejected':
            return [];
        }
      });
    case 'planned':
    case 'suspended':
    case 'completed':
    case 'cancelled':
      return [];
  }
}
