import { z } from 'zod';
import { passingSchema, stepId, stepsFor, stepSchema, type Chain, type ReviewStep } from './chain.ts';
import { openSeats, seatSchema, verdictOf, voted, type Seat, type Vote } from './votes.ts';

/** One step on the way: whom it asked, when it began and how it ended. Steps to come have nobody yet. */
export const courseStepSchema = z.strictObject({
  id: stepId,
  name: z.string(),
  passing: passingSchema,
  nobody: stepSchema.shape.nobody,
  seats: z.array(seatSchema),
  begunAt: z.iso.datetime().nullable(),
  end: z.strictObject({ how: z.enum(['accepted', 'rejected', 'skipped']), at: z.iso.datetime() }).nullable(),
});
export type CourseStep = z.output<typeof courseStepSchema>;

/** The way of one submission through its chain: the route so far and to come. */
export const courseSchema = z.strictObject({
  steps: z.array(courseStepSchema),
  state: z
    .enum(['waiting', 'accepted', 'rejected', 'stopped'])
    .describe('stopped: a step has nobody who could decide, which is an incident'),
});
export type Course = z.output<typeof courseSchema>;

/**
 * Whom each step would ask at this moment, by the id of the step and group by group: found by whoever knows the
 * organisation, kept with the event, and never asked for again.
 */
export type Seating = Readonly<Record<string, readonly (readonly string[])[]>>;

/** What a moment brings: its time (ISO, UTC), who would be asked, and who must not decide on this. */
export type Moment = { at: string; seating: Seating; barred: readonly string[] };

/** The course of what is handed in now, at its first step. */
export function courseOf(chain: Chain, points: number, moment: Moment): Course {
  const steps = stepsFor(chain, points).map(toCome);
  return begun({ steps, state: 'waiting' }, 0, moment);
}

function toCome({ id, name, passing, nobody }: Omit<ReviewStep, 'reviewers' | 'above'>): CourseStep {
  return { id, name, passing, nobody, seats: [], begunAt: null, end: null };
}

/** The step that decides now; undefined once everything is decided. */
export function presentStep({ steps }: Course): CourseStep | undefined {
  return steps.find(({ end }) => end === null);
}

/** Whose votes are waited for. */
export function votersOf(course: Course): string[] {
  const step = presentStep(course);
  if (course.state !== 'waiting' || step === undefined) return [];
  return openSeats(step.passing, step.seats).map(({ person }) => person);
}

/** The course after a vote. Throws if that person has none now. */
export function afterVote(course: Course, person: string, vote: Vote, moment: Moment): Course {
  return reseated(course, ({ passing, seats }) => voted(passing, seats, person, vote), moment);
}

/**
 * The course after the places of the present step have changed: somebody voted, left, handed over, was added or taken
 * away. What the step comes to follows from the places alone.
 */
export function reseated(course: Course, change: (step: CourseStep) => Seat[], moment: Moment): Course {
  const step = presentStep(course);
  if (step === undefined) throw new RangeError('everything is decided');
  const seats = change(step);
  const changed = replaced(course, { ...step, seats });
  const verdict = verdictOf(step.passing, seats);
  switch (verdict) {
    case 'waiting':
      return { ...changed, state: 'waiting' };
    case 'rejected':
      return {
        ...replaced(changed, { ...step, seats, end: { how: 'rejected', at: moment.at } }),
        state: 'rejected',
      };
    case 'accepted': {
      const ended = replaced(changed, { ...step, seats, end: { how: 'accepted', at: moment.at } });
      return begun(ended, indexOf(ended, step.id) + 1, moment);
    }
    case 'nobody':
      return begun(changed, indexOf(changed, step.id), { ...moment, seating: {} });
  }
}

/**
 * The course back at a step that has been, which asks anew whom it would ask now. Throws if that step has not been.
 */
export function backTo(course: Course, id: string, moment: Moment): Course {
  const index = indexOf(course, id);
  if (course.steps[index]?.end?.how !== 'accepted') throw new RangeError(`step ${id} has not been`);
  const steps = course.steps.map((step, place) => (place < index ? step : toCome(step)));
  return begun({ steps, state: 'waiting' }, index, moment);
}

/** Begins a step, or the next one where nobody has to be asked. At the end something is accepted if anybody said so. */
function begun(course: Course, index: number, moment: Moment): Course {
  const step = course.steps[index];
  if (step === undefined) {
    const isSeen = course.steps.some(({ end }) => end?.how === 'accepted');
    return { ...course, state: isSeen ? 'accepted' : 'stopped' };
  }
  const seats = seatsFor(step, moment);
  const asked = { ...step, seats, begunAt: moment.at };
  if (seats.length > 0) return { ...replaced(course, asked), state: 'waiting' };
  switch (step.nobody.then) {
    case 'skip':
      return begun(replaced(course, { ...asked, end: { how: 'skipped', at: moment.at } }), index + 1, moment);
    case 'ask':
    case 'stop':
      return { ...replaced(course, asked), state: 'stopped' };
  }
}

/** One place for each person who may decide, in the first of the groups that name them. */
function seatsFor({ id, nobody }: CourseStep, { seating, barred }: Moment): Seat[] {
  const groups = seating[id] ?? [];
  const taken = new Set(barred);
  const seats = groups.flatMap((people, group) =>
    people.flatMap((person): Seat[] => {
      if (taken.has(person)) return [];
      taken.add(person);
      return [{ person, group, vote: null }];
    }),
  );
  if (seats.length > 0 || nobody.then !== 'ask' || taken.has(nobody.person)) return seats;
  return [{ person: nobody.person, group: 0, vote: null }];
}

function indexOf({ steps }: Course, id: string): number {
  return steps.findIndex((step) => step.id === id);
}

function replaced(course: Course, changed: CourseStep): Course {
  return { ...course, steps: course.steps.map((step) => (step.id === changed.id ? changed : step)) };
}
