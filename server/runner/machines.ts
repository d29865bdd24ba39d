import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { workflowOf, type Definition, type Workflow } from '../../workflows/index.ts';

/** Name of a definition: the hash of its JSON, whose keys always stand in the order of the schema. */
export function hashOf(definition: Definition): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex');
}

export type Machines = {
  /** The runnable form of a definition; built once and kept while it is in use. */
  of(hash: string, definition: () => Promise<Definition>): Promise<Workflow>;
  /** The same for a definition at hand. */
  ofDefinition(definition: Definition): { hash: string; workflow: Workflow };
};

/** Keeps the machines of the definitions used last: building one takes milliseconds, using one microseconds. */
export function createMachines(max = 500): Machines {
  const cache = new LRUCache<string, Workflow>({ max });
  return {
    async of(hash, definition) {
      const known = cache.get(hash);
      if (known !== undefined) return known;
      const built = workflowOf(await definition());
      cache.set(hash, built);
      return built;
    },
    ofDefinition(definition) {
      const hash = hashOf(definition);
      const workflow = cache.get(hash) ?? workflowOf(definition);
      cache.set(hash, workflow);
      return { hash, workflow };
    },
  };
}
