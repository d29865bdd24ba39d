import { FULL_WEIGHT, sumOfWeights } from '../points.ts';
import type { KeyResultPart } from './outline.ts';
import type { TableFault } from './preview.ts';
import { asking, isOpen, type Answers, type Question } from './questions.ts';
import { hundredthsOf, weightIn } from './weight-cell.ts';

export type AreaWeights = {
  weights: (number | null)[];
  sum: number;
  questions: Question[];
  faults: TableFault[];
};

/**
 * The weights of an area's key results in hundredths of a percent, as they are written or as somebody answered. One
 * that is missing is asked, and all of them as long as they do not sum to 100 %: with what would do as a suggestion.
 */
export function weightsOf(
  keyResults: readonly KeyResultPart[],
  area: { number: number; name: string },
  shares: boolean,
  answers: Answers,
): AreaWeights {
  const path = `areas.${area.number}`;
  const written = keyResults.map(({ weight }) => {
    const found = weightIn(weight);
    return found === undefined ? undefined : hundredthsOf(found, shares);
  });
  const suggested = scaled(written);
  const isRight =
    written.every((weight) => weight !== undefined) &&
    sumOfWeights(suggested) === sumOfWeights(written.map((weight) => weight ?? 0));
  const questions: Question[] = [];
  const weights = keyResults.map(({ name }, index) => {
    const ask = asking(answers, `a${area.number}k${index + 1}`, path);
    const known = written[index];
    const given = ask.number('weight', 1, FULL_WEIGHT, {
      needed: known === undefined,
      suggested: isRight ? known : suggested[index],
      params: { keyResult: name, ...(known === undefined ? {} : { written: known }) },
    });
    const [question] = ask.questions;
    if (question === undefined) return known ?? null;
    const isAnswered = question.given !== undefined && question.fault === undefined;
    if (!isRight || question.given !== undefined) questions.push(question);
    return (isAnswered ? given : known) ?? null;
  });
  const sum = sumOfWeights(weights.map((weight) => weight ?? 0));
  const isFull = sum === FULL_WEIGHT && !questions.some(isOpen);
  const params = { sum: sum / 100, area: area.name };
  const code = weights.includes(null) ? 'area_weight_missing' : 'area_weights_do_not_sum';
  const faults = isFull ? [] : [{ path, code, params }];
  return { weights, sum, questions, faults };
}

/** What the weights could be: what is missing shares what is left, or all are scaled to sum to 100 %. */
function scaled(written: readonly (number | undefined)[]): number[] {
  const missing = written.filter((weight) => weight === undefined).length;
  const sum = sumOfWeights(written.map((weight) => weight ?? 0));
  const left = FULL_WEIGHT - sum;
  if (missing > 0 && left >= missing) {
    const shares = evenly(left, missing);
    return written.map((weight) => weight ?? shares.pop() ?? 1);
  }
  if (sum === FULL_WEIGHT && missing === 0) return written.map((weight) => weight ?? 0);
  const parts = written.map((weight) => weight ?? Math.max(1, Math.round(sum / written.length)));
  const whole = Math.max(1, sumOfWeights(parts));
  const floored = parts.map((part) => Math.max(1, Math.floor((part * FULL_WEIGHT) / whole)));
  const rest = FULL_WEIGHT - sumOfWeights(floored);
  const largest = floored.indexOf(Math.max(...floored));
  return floored.map((part, index) => (index === largest ? part + rest : part));
}

/** The first of the last shares is the smaller one, so that they come out in order. */
function evenly(total: number, count: number): number[] {
  const share = Math.floor(total / count);
  return Array.from({ length: count }, (_, index) =>
    index === count - 1 ? total - share * (count - 1) : share,
  );
}
