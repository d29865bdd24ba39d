import { describe, expect, it } from 'vitest';
import { chainSchema, stepsFor } from '../../../workflows/review/chain.ts';

const person = (number: number) => ({ by: 'person', person: String(number).padStart(24, '0') });
const step = (id: string, rest: object = {}) => ({
  id,
  name: id,
  reviewers: [{ by: 'department_leader' }],
  passing: { by: 'any' },
  ...rest,
});
const faultsOf = (steps: unknown[]) =>
  (chainSchema.safeParse({ steps }).error?.issues ?? []).map(({ path, ...issue }) =>
    [path.join('.'), 'params' in issue ? issue.params?.['code'] : issue.code].join(' '),
  );

describe('a review chain', () => {
  it.each([
    { what: 'no step', steps: [], fault: 'steps too_small' },
    { what: '11 steps', steps: Array.from({ length: 11 }, (_, n) => step(`s${n}`)), fault: 'steps too_big' },
    { what: 'nobody to ask', steps: [step('a', { reviewers: [] })], fault: 'steps.0.reviewers too_small' },
    {
      what: '3 votes of 2 people',
      steps: [step('a', { reviewers: [person(1), person(2)], passing: { by: 'count', votes: 3 } })],
      fault: 'steps.0.passing.votes more_votes_than_reviewers',
    },
    {
      what: 'somebody named twice',
      steps: [step('a', { reviewers: [person(1), person(1)] })],
      fault: 'steps.0.reviewers reviewer_named_twice',
    },
    { what: 'two steps of one id', steps: [step('a'), step('a')], fault: 'steps.1.id duplicate_id' },
    {
      what: 'nobody for few points',
      steps: [step('a', { above: 30 })],
      fault: 'steps no_step_for_few_points',
    },
    {
      what: 'an unknown role',
      steps: [step('a', { reviewers: [{ by: 'role', role: 'king' }] })],
      fault: 'steps.0.reviewers.0.role invalid_value',
    },
    {
      what: '101 per cent',
      steps: [step('a', { passing: { by: 'percent', percent: 101 } })],
      fault: 'steps.0.passing.percent too_big',
    },
  ])('of $what is refused with its place', ({ steps, fault }) => {
    expect(faultsOf(steps)).toEqual([fault]);
  });

  it('takes ten steps, and as many votes as people', () => {
    expect(faultsOf(Array.from({ length: 10 }, (_, n) => step(`s${n}`)))).toEqual([]);
    const two = step('a', { reviewers: [person(1), person(2)], passing: { by: 'count', votes: 2 } });
    expect(faultsOf([two])).toEqual([]);
  });

  it('asks more people for more points, also where points are taken', () => {
    const chain = chainSchema.parse({
      steps: [step('leader'), step('manager', { above: 30 }), step('head', { above: 50 })],
    });
    const asked = (points: number) => stepsFor(chain, points).map(({ id }) => id);
    expect([0, 30, 31, 50, 51, -30, -31].map((points) => asked(points).length)).toEqual([
      1, 1, 2, 2, 3, 1, 2,
    ]);
    expect(asked(51)).toEqual(['leader', 'manager', 'head']);
  });
});
