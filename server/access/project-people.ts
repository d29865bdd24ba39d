import { Refusal, type FaultAt } from '../errors.ts';
import type { Organisation } from '../store/directory.ts';

/** Refuses a project whose owner or leader cannot be: unknown, closed, the same person, or no leader. */
export function requireProjectPeople(
  { person }: Organisation,
  { owner, leader }: { owner: string; leader: string },
): void {
  if (owner === leader)
    throw new Refusal('owner_is_leader', { faults: [{ path: 'leader', code: 'owner_is_leader' }] });
  const faults: FaultAt[] = [];
  if (person(owner)?.active !== true) faults.push({ path: 'owner', code: 'unknown_person' });
  if (person(leader)?.active !== true) faults.push({ path: 'leader', code: 'unknown_person' });
  if (faults.length > 0) throw new Refusal('unknown_person', { faults });
  if (person(leader)?.roles.includes('leader') !== true) {
    throw new Refusal('not_a_leader', { faults: [{ path: 'leader', code: 'not_a_leader' }] });
  }
}
