import type { MilestoneView } from './api.ts';

/** Why there is something to mend: it was returned, or it was settled already and has been opened again. */
export function mendingOf({ state, submissions }: Pick<MilestoneView, 'state' | 'submissions'>) {
  // What was withdrawn was never judged: the judgement before it still stands.
  const judged = submissions.findLast(({ decision }) => decision !== null && decision.type !== 'WITHDRAW');
  return state === 'open' || (judged !== undefined && judged.decision?.type !== 'RETURN')
    ? 'reopened'
    : 'returned';
}
