import { newId } from '../../lib/ids.ts';

const LENGTH = 12;

/** An id for something new in a rule set; people never see it, and it stays the same whatever the thing is called. */
export function newThingId(what: 'department' | 'area' | 'process' | 'result' | 'rule'): string {
  return `${what}_${newId().slice(0, LENGTH)}`;
}
