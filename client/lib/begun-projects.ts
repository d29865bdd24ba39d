import { z } from 'zod';
import { projectDefinitionSchema, type ProjectDefinition } from '../../workflows/definition.ts';
import { readStored, store } from './storage.ts';

const KEY = 'begun-projects';
const begun = z.array(projectDefinitionSchema);

/** Keeps what was found in a table for the page of new projects; what was kept before goes. */
export function keepBegunProjects(definitions: readonly ProjectDefinition[]) {
  store(KEY, JSON.stringify(definitions));
}

/** The project that the address names by its place, `?begun=0`; nothing if this browser keeps none. */
export function begunProject(place: string | null): ProjectDefinition | undefined {
  if (place === null) return undefined;
  try {
    return begun.safeParse(JSON.parse(readStored(KEY) ?? '')).data?.[Number(place)];
  } catch {
    return undefined;
  }
}
