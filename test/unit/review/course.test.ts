import { describe, expect, it } from 'vitest';
import { chainSchema, type Chain } from '../../../workflows/review/chain.ts';
import {
  afterVote,
  backTo,
  courseOf,
  courseSchema,
  presentStep,
  reseated,
  votersOf,
  type Course,
  type Moment,
} from '../../../workflows/review/course.ts';
import { handedOver, withBeside, without } from '../../../workflows/review/votes.ts';

const at = '2026-06-10T04:00:00.000Z';
const BOSS = 'f'.repeat(24);
const chainOf = (...steps: object[]): Chain =>
  chainSchema.parse({
    steps: steps.map((rest, index) => ({
      id: `step_${index + 1}`,
      name: `Step ${index + 1}`,
      reviewers: [{ by: 'department_leader' }, { by: 'role', role: 'leader' }],
      passing: { by: 'any' },
      ...rest,
    })),
  });
const moment = (seating: Moment['seating'], barred: string[] = ['owner']): Moment => ({
  at,
  seating,
  barred,
});
const accept = (course: Course, person: string, now: Moment) =>
  afterVote(course, person, { says: 'accept', by: person, at }, now);

describe('the course of a submission', () => {
  const chain = chainOf({}, { passing: { by: 'all' } });
  const now = moment({ step_1: [['ann']], step_2: [['bob'], ['cem', 'bob']] });

  it('goes through its steps, and is accepted after the last', () => {
    let course = courseOf(chain, 0, now);
    expect(votersOf(course)).toEqual(['ann']);
    course = accept(course, 'ann', now);
    expect(votersOf(course)).toEqual(['bob', 'cem']);
    course = accept(course, 'cem', now);
    expect(course.state).toBe('waiting');
    course = accept(course, 'bob', now);
    expect(course.state).toBe('accepted');
    expect(votersOf(course)).toEqual([]);
    expect(courseSchema.parse(JSON.parse(JSON.stringify(course)))).toEqual(course);
  });

  it('keeps whom it asked when a step begins, whoever is there later', () => {
    const course = courseOf(chain, 0, now);
    const later = moment({ step_1: [['dan']], step_2: [['eve']] });
    expect(votersOf(course)).toEqual(['ann']);
    expect(votersOf(accept(course, 'ann', later))).toEqual(['eve']);
  });

  it('is rejected by whoever says no where all have to agree', () => {
    const course = accept(courseOf(chain, 0, now), 'ann', now);
    expect(afterVote(course, 'bob', { says: 'reject', by: 'bob', at }, now).state).toBe('rejected');
  });

  it('lets nobody vote twice, out of turn or without a place', () => {
    const inTurn = chainOf({ passing: { by: 'turn' } });
    const two = moment({ step_1: [['ann'], ['bob']] });
    const course = courseOf(inTurn, 0, two);
    expect(() => accept(course, 'bob', two)).toThrow(RangeError);
    expect(() => accept(course, 'cem', two)).toThrow(RangeError);
    expect(() => accept(accept(course, 'ann', two), 'ann', two)).toThrow(RangeError);
  });

  it('never asks who must not decide, even by name or as the one to ask instead', () => {
    const own = chainOf({ nobody: { then: 'ask', person: BOSS } });
    expect(votersOf(courseOf(own, 0, moment({ step_1: [['owner', 'ann']] })))).toEqual(['ann']);
    expect(votersOf(courseOf(own, 0, moment({ step_1: [['owner']] })))).toEqual([BOSS]);
    expect(courseOf(own, 0, moment({ step_1: [['owner']] }, ['owner', BOSS])).state).toBe('stopped');
  });

  it('skips a step without anyone if that is said, and stops as an incident otherwise', () => {
    const skipping = chainOf({ nobody: { then: 'skip' } }, {});
    const course = courseOf(skipping, 0, moment({ step_2: [['bob']] }));
    expect(presentStep(course)?.id).toBe('step_2');
    expect(course.steps[0]?.end?.how).toBe('skipped');
    expect(courseOf(chainOf({}), 0, moment({})).state).toBe('stopped');
  });

  it('is never accepted by steps that were all skipped', () => {
    const course = courseOf(chainOf({ nobody: { then: 'skip' } }), 0, moment({}));
    expect(course.state).toBe('stopped');
  });

  it('goes back to a step that has been, and asks anew whom it would ask now', () => {
    const course = accept(courseOf(chain, 0, now), 'ann', now);
    const back = backTo(course, 'step_1', moment({ step_1: [['dan']] }));
    expect(votersOf(back)).toEqual(['dan']);
    expect(back.steps[1]).toMatchObject({ seats: [], begunAt: null, end: null });
    expect(() => backTo(course, 'step_2', now)).toThrow('has not been');
    expect(() => backTo(course, 'step_9', now)).toThrow('has not been');
  });

  describe('where somebody leaves, hands over or is added', () => {
    const four = moment({ step_1: [['ann'], ['bob', 'cem', 'dan']] });

    it('still ends when who is missing for all has left', () => {
      let course = courseOf(chainOf({ passing: { by: 'all' } }), 0, four);
      for (const person of ['ann', 'bob', 'cem']) course = accept(course, person, four);
      expect(reseated(course, ({ seats }) => without(seats, 'dan'), four).state).toBe('accepted');
    });

    it('needs no more votes than there are places left', () => {
      const course = courseOf(chainOf({ passing: { by: 'count', votes: 3 } }), 0, four);
      const two = reseated(course, ({ seats }) => without(without(seats, 'ann'), 'bob'), four);
      expect(accept(accept(two, 'cem', four), 'dan', four).state).toBe('accepted');
    });

    it('asks instead, or stops, when the last one has left', () => {
      const alone = moment({ step_1: [['ann']] }, ['owner', 'ann']);
      const leave = (chain: Chain) =>
        reseated(
          courseOf(chain, 0, moment({ step_1: [['ann']] })),
          ({ seats }) => without(seats, 'ann'),
          alone,
        );
      expect(votersOf(leave(chainOf({ nobody: { then: 'ask', person: BOSS } })))).toEqual([BOSS]);
      expect(leave(chainOf({})).state).toBe('stopped');
    });

    it('counts the vote of who stands in for somebody and is a reviewer too only once', () => {
      const course = courseOf(chainOf({ passing: { by: 'all' } }), 0, four);
      const moved = reseated(course, ({ seats }) => handedOver(seats, 'ann', 'bob'), four);
      expect(votersOf(moved)).toEqual(['bob', 'cem', 'dan']);
    });

    it('asks who was added beside somebody next in turn, and once', () => {
      const course = courseOf(chainOf({ passing: { by: 'turn' } }), 0, four);
      const add = (from: Course, person: string) =>
        reseated(from, ({ seats }) => withBeside(seats, 'ann', person), four);
      const more = accept(add(add(course, 'eve'), 'eve'), 'ann', four);
      expect(votersOf(more)).toEqual(['eve']);
      expect(presentStep(more)?.seats.map(({ person }) => person)).toEqual([
        'ann',
        'eve',
        'bob',
        'cem',
        'dan',
      ]);
    });
  });
});
