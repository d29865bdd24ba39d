import type { Offer } from '../workflows/offers.ts';
import { problems, type ProblemCode } from './problems.ts';

export type FaultAt = { path: string; code: string; params?: Record<string, unknown> };
type Details = {
  params?: Record<string, string | number>;
  faults?: FaultAt[];
  allowed?: Offer[];
  retryAfter?: number;
};

/** A request that is refused: nothing was written. `retryAfter` is in seconds. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly details: Details;

  constructor(code: ProblemCode, details: Details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return problems[this.code].status;
  }
}
