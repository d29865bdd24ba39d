import { isDeepStrictEqual } from 'node:util';
import type { Evidence } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import type { ClaimProblem } from '../contract/claims.ts';
import type { Outcome } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import { requireFilesOf } from '../evidence/linked-files.ts';
import { claimIdOf } from '../runner/steps.ts';
import type { Runner } from '../runner/index.ts';
import type { HistoryDocument } from '../store/documents.ts';
import { moveFiles } from '../store/files.ts';
import { findCommand, findHistory } from '../store/history.ts';
import type { Sight } from '../store/visible.ts';
import type { Ground } from './ground.ts';
import { judge, type Wanted } from './judge.ts';
import { claimedBefore } from './preview.ts';

/** The version of a claim that was begun and handed in. */
const FILED = 2;

type Filing = { commandId: string; actor: Actor; wanted: Wanted; evidence: Evidence; sight: Sight };

/**
 * Files a claim by the version of its rule that was in force on its day. The same command, or the same claim with the
 * same external id, gets the first outcome. Throws a Refusal with the code of the first thing that is in its way.
 */
export async function fileClaim(
  ground: Ground,
  runner: Pick<Runner, 'claim'>,
  { commandId, actor, wanted, evidence, sight }: Filing,
): Promise<Outcome> {
  const { database } = ground;
  const { rule, person: owner, fact, externalId } = wanted;
  const sent = await findCommand(database, commandId);
  if (sent !== null) return replayed(ground, sent, { commandId, actor, wanted, evidence });

  const [claimed] = await claimedBefore(ground, wanted, sight);
  if (claimed !== undefined) return claimedAgain(ground, { commandId, wanted, evidence }, claimed);
  const { judged, problems } = judge(ground, wanted);
  const blocking = problems.find(({ blocks }) => blocks);
  if (blocking !== undefined) throw refusalOf(blocking);
  if (judged?.reviewer == null) throw new Refusal('no_reviewer');

  const instance = claimIdOf(commandId, rule, externalId);
  if (externalId !== null)
    await moveFiles(database, evidence.files, claimIdOf(commandId, rule, null), instance);
  await requireFilesOf(database, instance, evidence.files);
  const definition = { kind: 'claim' as const, rule: judged.rule, version: judged.version };
  const input = { owner, leader: judged.reviewer, externalId, fact };
  try {
    return await runner.claim({ commandId, actor, definition, input, evidence });
  } catch (error) {
    // Another one with the same external id came in between.
    const isThere = error instanceof Refusal && error.code === 'already_claimed';
    const [first] = isThere ? await claimedBefore(ground, wanted, sight) : [];
    if (first === undefined) throw error;
    return claimedAgain(ground, { commandId, wanted, evidence }, first);
  }
}

/** The first outcome of a command that comes again. Throws if its id was used for something else. */
async function replayed(
  { database }: Ground,
  line: HistoryDocument,
  filing: Omit<Filing, 'sight'>,
): Promise<Outcome> {
  const { commandId, actor, wanted } = filing;
  const isHere = line.instance === claimIdOf(commandId, wanted.rule, wanted.externalId);
  const lines = isHere ? await findHistory(database, line.instance) : [];
  if (line.actor !== actor.id || !saysTheSame(lines, filing)) throw new Refusal('command_id_reused');
  return { instance: line.instance, version: line.seq, replayed: true };
}

/** The first outcome, if the claim that has the external id says the same. Throws `already_claimed`. */
async function claimedAgain(
  { database }: Ground,
  { commandId, wanted, evidence }: Pick<Filing, 'commandId' | 'wanted' | 'evidence'>,
  claimed: ClaimProblem,
): Promise<Outcome> {
  const instance = claimIdOf(commandId, wanted.rule, wanted.externalId);
  const lines = await findHistory(database, instance);
  if (!saysTheSame(lines, { wanted, evidence })) throw refusalOf(claimed);
  return { instance, version: FILED, replayed: true };
}

/** Whether a claim was begun and handed in with just this. */
function saysTheSame(
  [begun, handedIn]: readonly HistoryDocument[],
  { wanted, evidence }: Pick<Filing, 'wanted' | 'evidence'>,
): boolean {
  if (begun?.event.type !== 'BEGIN' || begun.event.input.kind !== 'claim') return false;
  const { owner, fact, externalId } = begun.event.input;
  return (
    owner === wanted.person &&
    externalId === wanted.externalId &&
    isDeepStrictEqual(fact, wanted.fact) &&
    handedIn?.event.type === 'SUBMIT_WORK' &&
    isDeepStrictEqual(handedIn.event.evidence, evidence)
  );
}

export function refusalOf({ code, from, positions, instance }: ClaimProblem): Refusal {
  // What is beyond the cap is never in the way of a claim.
  if (code === 'cap_reached') throw new RangeError('the cap blocks nothing');
  const params = {
    ...(from === null ? {} : { from }),
    ...(positions.length === 0 ? {} : { positions: positions.join('、') }),
    ...(instance === null ? {} : { instance }),
  };
  return new Refusal(code, { params });
}
