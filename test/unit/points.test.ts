import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_MILESTONES, MAX_POINTS } from '../../workflows/definition.ts';
import { FULL_WEIGHT, splitByWeight, sumOfWeights } from '../../workflows/points.ts';
import { pointsOfMilestones } from '../../workflows/project.ts';
import { toFullWeight } from '../model/arbitraries.ts';
import { aDefinition, milestones } from '../support/factories.ts';

const weights = fc
  .array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: MAX_MILESTONES })
  .map(toFullWeight);
const total = fc.integer({ min: 0, max: MAX_POINTS });

describe('splitByWeight', () => {
  it.each([
    { points: 2000, given: [4000, 3000, 3000], split: [800, 600, 600] },
    { points: 100, given: [3333, 3333, 3334], split: [33, 33, 34] },
    { points: 10, given: [2500, 2500, 5000], split: [3, 2, 5] },
    { points: 1, given: [5000, 5000], split: [1, 0] },
    { points: 0, given: [1, 9999], split: [0, 0] },
    { points: 7, given: [10_000], split: [7] },
    { points: 2, given: [3000, 3000, 4000], split: [1, 0, 1] },
    { points: MAX_POINTS, given: [1, 9999], split: [1000, 9_999_000] },
  ])('gives $split of $points at $given', ({ points, given, split }) => {
    expect(splitByWeight(points, given)).toEqual(split);
  });

  it('gives parts that sum exactly to the total', () => {
    fc.assert(
      fc.property(total, weights, (points, given) => {
        expect(sumOfWeights(splitByWeight(points, given))).toBe(points);
      }),
    );
  });

  it('gives each part less than one point away from its exact share, and never below 0', () => {
    fc.assert(
      fc.property(total, weights, (points, given) => {
        splitByWeight(points, given).forEach((part, index) => {
          const exact = (points * (given[index] ?? 0)) / FULL_WEIGHT;
          expect(Math.abs(part - exact)).toBeLessThan(1);
          expect(part).toBeGreaterThanOrEqual(0);
          expect(Number.isInteger(part)).toBe(true);
        });
      }),
    );
  });

  it('gives what is left to the largest remainders, and of equal ones to the earlier', () => {
    fc.assert(
      fc.property(total, weights, (points, given) => {
        const shares = given.map((weight) => ({
          whole: Math.floor((points * weight) / FULL_WEIGHT),
          remainder: (points * weight) % FULL_WEIGHT,
        }));
        const extra = splitByWeight(points, given).map((part, index) => part - (shares[index]?.whole ?? 0));
        shares.forEach((winner, i) => {
          shares.forEach((loser, j) => {
            if (extra[i] !== 1 || extra[j] !== 0) return;
            expect(winner.remainder).toBeGreaterThanOrEqual(loser.remainder);
            if (winner.remainder === loser.remainder) expect(i).toBeLessThan(j);
          });
        });
      }),
      { numRuns: 50 },
    );
  });

  it('gives a heavier milestone never less than a lighter one', () => {
    fc.assert(
      fc.property(total, weights, (points, given) => {
        const split = splitByWeight(points, given);
        given.forEach((weight, i) => {
          given.forEach((other, j) => {
            if (weight > other) expect(split[i]).toBeGreaterThanOrEqual(split[j] ?? 0);
          });
        });
      }),
      { numRuns: 50 },
    );
  });

  it('is not monotone in the total: largest remainders can take a point back, but one at most', () => {
    expect(splitByWeight(3, [4300, 4300, 1400])).toEqual([1, 1, 1]);
    expect(splitByWeight(4, [4300, 4300, 1400])).toEqual([2, 2, 0]);

    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), weights, (points, given) => {
        const more = splitByWeight(points + 1, given);
        splitByWeight(points, given).forEach((part, index) => {
          expect(more[index]).toBeGreaterThanOrEqual(part - 1);
        });
      }),
    );
  });

  it.each([
    { given: [4000, 3000], sum: '70 %' },
    { given: [4000, 3000, 3001], sum: '100.01 %' },
    { given: [3333, 3333, 3333], sum: '99.99 %' },
    { given: [], sum: '0 %' },
  ])('refuses weights $given and shows that they sum to $sum', ({ given, sum }) => {
    expect(() => splitByWeight(100, given)).toThrow(`weights sum to ${sum}, not to 100 %`);
  });
});

describe('pointsOfMilestones', () => {
  it('names the points of each milestone by its id', () => {
    const definition = aDefinition({
      points: 10,
      milestones: milestones(3, (_, index) => ({ weight: [2500, 2500, 5000][index] ?? 0 })),
    });

    expect([...pointsOfMilestones(definition)]).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 5],
    ]);
  });
});
