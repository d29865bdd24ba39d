import { createHash } from 'node:crypto';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import type { Command } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import type { Clock } from '../clock.ts';
import type { Outcome } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { keepDefinition } from '../store/instances.ts';
import { createAttempts } from './attempts.ts';
import { decide, decideDue } from './decide.ts';
import { creation, fingerprintOf, type Change, type Loaded } from './steps.ts';
import { createLoader } from './loading.ts';
import { createMachines } from './machines.ts';
import { createTurns } from './turns.ts';

export type NewProject = {
  commandId: string;
  actor: Actor;
  definition: ProjectDefinition;
  owner: string;
  leader: string;
};
export type Advance = {
  instance: string;
  commandId: string;
  actor: Actor;
  event: Command;
  expectedVersion?: number;
};

/** The only way to change an instance, and so the only way to the ledger. */
export type Runner = {
  /** Makes a project from a definition. Throws a Refusal. */
  create(project: NewProject): Promise<Outcome>;
  /** Takes an instance one event further. Throws a Refusal; nothing was written then. */
  advance(command: Advance): Promise<Outcome>;
  /** Fires the timers of an instance whose date has passed; false if there was none. */
  fireDue(instance: string): Promise<boolean>;
  /** The instance as it is in the database, or null. */
  load(instance: string): Promise<Loaded | null>;
};

export type RunnerOptions = {
  database: Database;
  clock: Clock;
  /** The company's time zone, which every due moment is worked out in. */
  timeZone: string;
  /** Told after a commit; nothing that has to happen may depend on it. */
  committed?: (change: Change) => void;
};

/** The runner: load → decide → commit, once for each command however often it is sent. */
export function createRunner({ database, clock, timeZone, committed }: RunnerOptions): Runner {
  const machines = createMachines();
  const loader = createLoader(database, machines);
  const turns = createTurns();
  const attempts = createAttempts({ database, loader, ...(committed === undefined ? {} : { committed }) });
  const now = () => clock.now().toISOString();

  return {
    async create({ commandId, actor, definition, owner, leader }) {
      if (owner === leader) throw new Refusal('owner_is_leader');
      const instance = createHash('sha256').update(`instance/${commandId}`).digest('hex').slice(0, 24);
      const { hash, workflow } = machines.ofDefinition(definition);
      const fingerprint = fingerprintOf(actor.id, instance, { type: 'CREATE', hash, owner, leader });
      return turns.take(instance, () =>
        attempts.carryOut(commandId, fingerprint, async () => {
          await keepDefinition(database, hash, definition);
          const names = { instance, commandId, fingerprint, actor: actor.id, owner, leader, timeZone };
          return creation({ ...names, hash, workflow, now: now() });
        }),
      );
    },

    async advance({ instance, commandId, actor, event, expectedVersion }) {
      const fingerprint = fingerprintOf(actor.id, instance, event);
      const version = expectedVersion === undefined ? {} : { expectedVersion };
      return turns.take(instance, () =>
        attempts.carryOut(commandId, fingerprint, async (mayBeRemembered) => {
          const recalled = mayBeRemembered ? await loader.recall(instance) : null;
          const loaded = recalled?.loaded ?? (await loader.read(instance));
          if (loaded === null) throw new Refusal('unknown_instance');
          const change = decide(loaded, { commandId, actor, event, now: now(), ...version }, machines);
          const { document, workflow } = change.after;
          if (document.definition !== loaded.document.definition) {
            await keepDefinition(database, document.definition, workflow.definition);
          }
          return change;
        }),
      );
    },

    async fireDue(instance) {
      return turns.take(instance, () =>
        attempts.carryOutDue(async () => {
          const loaded = await loader.read(instance);
          return loaded === null ? null : decideDue(loaded, now(), machines);
        }),
      );
    },

    load: (instance) => loader.read(instance),
  };
}
