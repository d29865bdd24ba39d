import { LRUCache } from 'lru-cache';
import { chartVersion } from '../../workflows/index.ts';
import type { Database } from '../store/database.ts';
import type { InstanceDocument } from '../store/documents.ts';
import { findDefinition, findInstances } from '../store/instances.ts';
import { Unanswered } from '../store/passing-errors.ts';
import { within } from '../store/within.ts';
import type { Loaded } from './steps.ts';
import type { Machines } from './machines.ts';

const ANSWER_WITHIN_MS = 6_000;

export type Loader = {
  /** The instance as it is in the database, or null. */
  read(instance: string): Promise<Loaded | null>;
  /** The instance as this process committed it last, or as it is in the database; the commit checks which. */
  recall(instance: string): Promise<{ loaded: Loaded; remembered: boolean } | null>;
  remember(loaded: Loaded): void;
  forget(instance: string): void;
};

type Asker = { found: (document: InstanceDocument | null) => void; failed: (error: unknown) => void };

/**
 * Loads instances: those that are asked for in the same moment with one query, and none at all where this
 * process has just committed the version itself.
 */
export function createLoader(database: Database, machines: Machines, max = 5_000): Loader {
  const recent = new LRUCache<string, Loaded>({ max });
  let asked = new Map<string, Asker[]>();

  async function fetchAsked(): Promise<void> {
    const batch = asked;
    asked = new Map();
    try {
      const asking = findInstances(database, [...batch.keys()]);
      const documents = await within(ANSWER_WITHIN_MS, asking, () => new Unanswered());
      const byId = new Map(documents.map((document) => [document._id, document]));
      for (const [id, askers] of batch) for (const { found } of askers) found(byId.get(id) ?? null);
    } catch (error) {
      for (const askers of batch.values()) for (const { failed } of askers) failed(error);
    }
  }

  function find(instance: string): Promise<InstanceDocument | null> {
    return new Promise((found, failed) => {
      if (asked.size === 0) setImmediate(() => void fetchAsked());
      asked.set(instance, [...(asked.get(instance) ?? []), { found, failed }]);
    });
  }

  async function read(instance: string): Promise<Loaded | null> {
    const document = await find(instance);
    if (document === null) return null;
    if (document.chartVersion !== chartVersion[document.kind]) {
      throw new Error(
        `instance ${instance} runs on chart version ${document.chartVersion}, which is not known here`,
      );
    }
    const workflow = await machines.of(document.definition, () =>
      findDefinition(database, document.definition),
    );
    return { document, workflow, state: workflow.restore(document) };
  }

  return {
    read,
    async recall(instance) {
      const known = recent.get(instance);
      if (known !== undefined) return { loaded: known, remembered: true };
      const loaded = await read(instance);
      return loaded === null ? null : { loaded, remembered: false };
    },
    remember: (loaded) => void recent.set(loaded.document._id, loaded),
    forget: (instance) => void recent.delete(instance),
  };
}
