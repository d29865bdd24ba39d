import { and } from 'xstate';
import { dueInstant, moveByDays, startedDaysBetween, startOfDay } from './calendar.ts';
import { chart, tell, type MilestoneContext, type ProjectContext } from './chart.ts';
import { prerequisites, type ProjectDefinition } from './definition.ts';
import type { DatedEvent } from './events.ts';
import type { ProjectInput } from './input.ts';
import { isSettled, mayReopen, milestoneRegion } from './milestone.ts';
import { splitByWeight } from './points.ts';
import { review } from './review.ts';

/** Points of each milestone by its id: total × weight, split so that they sum exactly to the total. */
export function pointsOfMilestones(definition: ProjectDefinition): Map<string, number> {
  const points = splitByWeight(
    definition.points,
    definition.milestones.map((milestone) => milestone.weight),
  );
  return new Map(definition.milestones.map((milestone, index) => [milestone.id, points[index] ?? 0]));
}

/** While a project rests its dates stand still: what was not yet due moves by the days that it rested. */
function movedByRest(context: ProjectContext, resumedAt: string): Record<string, MilestoneContext> {
  const { suspendedAt, timeZone, milestones } = context;
  if (suspendedAt === null) return milestones;
  const days = startedDaysBetween(suspendedAt, resumedAt);
  const moved = (date: string) =>
    Date.parse(date) < Date.parse(suspendedAt) ? date : moveByDays(date, days, timeZone);
  return Object.fromEntries(
    Object.entries(milestones).map(([id, milestone]) => {
      const { due, extension } = milestone;
      const asked = extension === null ? null : { ...extension, due: moved(extension.due) };
      return [id, { ...milestone, due: moved(due), extension: asked }];
    }),
  );
}

/**
 * What a project remembers at first. XState asks for it once more at every transition, without an input and
 * for nothing, so that this way has to be quick.
 */
function firstContext(definition: ProjectDefinition, input: ProjectInput | undefined): ProjectContext {
  const fresh = { planSubmittedAt: null, suspendedAt: null };
  if (input === undefined)
    return { ...fresh, timeZone: '', owner: '', leader: '', start: '', milestones: {} };
  const { timeZone, owner, leader } = input;
  const first = { awards: 0, rounds: 0, submission: null, mend: null, extension: null };
  const milestones = definition.milestones.map(({ id, due }): [string, MilestoneContext] => [
    id,
    { due: dueInstant(due, timeZone), ...first },
  ]);
  const start = startOfDay(definition.start, timeZone);
  return { ...fresh, timeZone, owner, leader, start, milestones: Object.fromEntries(milestones) };
}

/**
 * The statechart of a project: its life on one side, a region for each milestone on the other. The two are
 * orthogonal, so that a milestone keeps its state while the project is suspended, and a completed project can
 * be taken up again by reopening a milestone.
 */
export function projectMachine(definition: ProjectDefinition) {
  const points = pointsOfMilestones(definition);
  const { milestones } = definition;
  const cancel = {
    target: '#project.life.cancelled',
    actions: [tell('owner', 'project_cancelled'), tell('leader', 'project_cancelled')],
  };
  const begin = {
    target: 'active',
    actions: [tell('owner', 'project_started'), tell('leader', 'project_started')],
  };

  const adopt = {
    type: 'adopt' as const,
    params: ({ event }: { event: DatedEvent }) => {
      if (event.type !== 'REVISE_PLAN') throw new RangeError('only a revision adopts a definition');
      return { definition: event.definition, owner: event.owner, leader: event.leader };
    },
  };

  const life = chart.createStateConfig({
    initial: 'draft',
    states: {
      draft: {
        initial: 'editing',
        on: { CANCEL: cancel },
        states: {
          editing: {
            on: {
              SUBMIT_PLAN: {
                target: 'submitted',
                actions: [
                  chart.assign({ planSubmittedAt: ({ event }) => event.at }),
                  tell('leader', 'plan_submitted'),
                ],
              },
              REVISE_PLAN: [
                { guard: 'replacesLeader', actions: [tell('leader', 'review_handed_over'), adopt] },
                { guard: 'revisable', actions: adopt },
              ],
            },
          },
          submitted: review({
            ACCEPT_PLAN: { target: '#project.life.planned', actions: [tell('owner', 'plan_accepted')] },
            RETURN_PLAN: { target: 'editing', actions: [tell('owner', 'plan_returned')] },
            WITHDRAW_PLAN: { target: 'editing', actions: [] },
          }),
        },
      },
      planned: {
        meta: {
          timers: [{ event: { type: 'START_DUE' }, date: (context) => context.start, kind: 'deadline' }],
        },
        on: { START: begin, START_DUE: begin, CANCEL: cancel },
      },
      active: {
        always: {
          guard: and(milestones.map((milestone) => isSettled(milestone.id))),
          target: 'completed',
          actions: [tell('owner', 'project_completed'), tell('leader', 'project_completed')],
        },
        on: {
          SUSPEND: {
            target: 'suspended',
            actions: [
              chart.assign({ suspendedAt: ({ event }) => event.at }),
              tell('owner', 'project_suspended'),
            ],
          },
          CANCEL: cancel,
        },
      },
      suspended: {
        on: {
          RESUME: {
            target: 'active',
            actions: [
              chart.assign({
                milestones: ({ context, event }) => movedByRest(context, event.at),
                suspendedAt: null,
              }),
              tell('owner', 'project_resumed'),
            ],
          },
          CANCEL: cancel,
        },
      },
      completed: {
        on: { REOPEN: milestones.map((milestone) => ({ guard: mayReopen(milestone), target: 'active' })) },
      },
      cancelled: {},
    },
  });

  return chart.createMachine({
    id: 'project',
    type: 'parallel',
    context: ({ input }) => firstContext(definition, input),
    states: {
      life,
      milestones: {
        type: 'parallel',
        states: Object.fromEntries(
          milestones.map((milestone) => [
            milestone.id,
            milestoneRegion(
              milestone,
              points.get(milestone.id) ?? 0,
              prerequisites(definition, milestone),
              definition.remindDaysBefore,
            ),
          ]),
        ),
      },
    },
    options: { maxIterations: 1000 },
  });
}
export type ProjectMachine = ReturnType<typeof projectMachine>;
