import type { ClaimFact } from '../../workflows/rules/claim-fact.ts';
import type { WorkRound } from '../contract/rule-work.ts';
import type { Organisation } from '../store/directory.ts';
import type { HistoryDocument } from '../store/documents.ts';
import type { StoredFile } from '../store/files.ts';
import { fileView } from './submissions.ts';

/**
 * What was handed in for a duty or a claim, oldest first, rebuilt from its history: each time with what was claimed
 * then, and what became of it. A claim that its reviewer has recorded is decided by that; one that nobody has to look
 * at has no decision.
 */
export function workRounds(
  lines: readonly HistoryDocument[],
  files: ReadonlyMap<string, StoredFile>,
  organisation: Organisation,
): WorkRound[] {
  const rounds: WorkRound[] = [];
  let fact: ClaimFact | null = null;
  for (const { event, at, actor, to, leader } of lines) {
    const by = organisation.ref(actor);
    if (event.type === 'BEGIN') fact = event.input.kind === 'claim' ? event.input.fact : null;
    if (event.type === 'SUBMIT_WORK') {
      const { evidence } = event;
      fact = event.fact ?? fact;
      rounds.push({
        round: rounds.length + 1,
        at,
        by,
        evidence,
        files: evidence.files.flatMap((id) => {
          const file = files.get(id);
          return file === undefined ? [] : [fileView(file, organisation)];
        }),
        fact,
        decision: to === 'accepted' && actor === leader ? { type: 'ACCEPT_WORK', by, at, text: '' } : null,
      });
      continue;
    }
    const round = rounds.at(-1);
    if (round === undefined || round.decision !== null) continue;
    switch (event.type) {
      case 'ACCEPT_WORK':
        round.decision = { type: event.type, by, at, text: event.comment };
        break;
      case 'RETURN_WORK':
      case 'REJECT_WORK':
        round.decision = { type: event.type, by, at, text: event.reason };
        break;
      case 'WITHDRAW_WORK':
        round.decision = { type: event.type, by, at, text: '' };
        break;
      default:
        break;
    }
  }
  return rounds;
}
