/** All weights are whole hundredths of a percent; this many of them are 100 %. */
export const FULL_WEIGHT = 10_000;

/** Sum of weights in hundredths of a percent. */
export function sumOfWeights(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/**
 * Splits whole points by weight so that the parts sum exactly to the total: the largest remainder gets the
 * next point, and of equal remainders the earlier one (domain: the project, in full).
 * `weights` are hundredths of a percent. Throws if they do not sum to 100 %.
 */
export function splitByWeight(total: number, weights: readonly number[]): number[] {
  const sum = sumOfWeights(weights);
  if (sum !== FULL_WEIGHT) throw new RangeError(`weights sum to ${sum / 100} %, not to 100 %`);
  const shares = weights.map((weight, index) => {
    const exact = total * weight;
    return { index, whole: Math.floor(exact / FULL_WEIGHT), remainder: exact % FULL_WEIGHT };
  });
  const left = total - shares.reduce((given, share) => given + share.whole, 0);
  const favoured = new Set(
    shares
      .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
      .slice(0, left)
      .map((share) => share.index),
  );
  return shares.map((share) => share.whole + (favoured.has(share.index) ? 1 : 0));
}
