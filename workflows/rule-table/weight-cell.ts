import { FULL_WEIGHT } from '../points.ts';
import { textOf, type Cell } from './grid.ts';
import { plain } from './plain-text.ts';

/** A weight as it was written: with a percent sign, or a bare number that means percent or a share of 1. */
export type WrittenWeight = { value: number; percent: boolean };

/** What a cell of the weight column says: `60%`, `60`, `0.6`, `６０％`; none if that is no weight. */
export function weightIn(cell: Cell | undefined): WrittenWeight | undefined {
  const text = plain(textOf(cell)).replace(/\s/gu, '');
  const parts = /^(\d+(?:\.\d+)?|\.\d+)(%|percent)?$/u.exec(text);
  return parts === null ? undefined : { value: Number(parts[1]), percent: parts[2] !== undefined };
}

/** Whether the bare numbers of a table are shares of 1: 0.6 and 0.4, not 60 and 40. */
export function areShares(weights: readonly WrittenWeight[]): boolean {
  return weights.every(({ value, percent }) => percent || value <= 1);
}

/** Hundredths of a percent; none if the weight is nothing, or more than all. */
export function hundredthsOf({ value, percent }: WrittenWeight, shares: boolean): number | undefined {
  const weight = Math.round(value * (percent || !shares ? FULL_WEIGHT / 100 : FULL_WEIGHT));
  return weight >= 1 && weight <= FULL_WEIGHT ? weight : undefined;
}

/** `33.33%` */
export function weightText(weight: number): string {
  return `${weight / 100}%`;
}
