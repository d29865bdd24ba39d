import { Refusal } from '../errors.ts';
import type { Organisation } from '../store/directory.ts';

/** Refuses somebody who is not there or whose account is closed, at the path of the field that names them. */
export function requireActive({ person }: Organisation, id: string, path: string): void {
  if (person(id)?.active !== true)
    throw new Refusal('unknown_person', { faults: [{ path, code: 'unknown_person' }] });
}
