import type { ProjectDefinition } from '../../workflows/definition.ts';
import type { Command, Evidence } from '../../workflows/events.ts';
import type { Input, TallyKey } from '../../workflows/index.ts';
import type { Actor } from '../../workflows/permissions.ts';
import type { ClaimDefinition } from '../../workflows/rule-definition.ts';
import type { Clock } from '../clock.ts';
import type { Outcome } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { keepDefinition } from '../store/instances.ts';
import type { TallyDocument } from '../store/tally-document.ts';
import { findTally } from '../store/tallies.ts';
import { createAttempts } from './attempts.ts';
import { beginClaim } from './claims.ts';
import { closeDuties } from './closing.ts';
import { decide, decideDue } from './decide.ts';
import { createLoader } from './loading.ts';
import { createMachines } from './machines.ts';
import { planDuties, type DutyPlan } from './planning.ts';
import { tallied } from './running-sums.ts';
import { settleTally, type Settling } from './settling.ts';
import { tellSystem, type SystemOrder } from './system.ts';
import {
  claimIdOf,
  creation,
  fingerprintOf,
  instanceIdOf,
  settled,
  type Change,
  type Loaded,
} from './steps.ts';
import { createTurns } from './turns.ts';

export type NewProject = {
  commandId: string;
  actor: Actor;
  definition: ProjectDefinition;
  owner: string;
  leader: string;
};
export type NewClaim = {
  commandId: string;
  actor: Actor;
  definition: ClaimDefinition;
  input: Omit<Extract<Input, { kind: 'claim' }>, 'kind' | 'timeZone' | 'filer'>;
  evidence: Evidence;
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
  /** Hands in a claim. One with an external id that is there already is refused as `already_claimed`. */
  claim(claim: NewClaim): Promise<Outcome>;
  /** Takes an instance one event further. Throws a Refusal; nothing was written then. */
  advance(command: Advance): Promise<Outcome>;
  /** Fires the timers of an instance whose date has passed; false if there was none. */
  fireDue(instance: string): Promise<boolean>;
  /** Makes the duties of a rule and period that are not there yet; how many they were. */
  plan(plan: DutyPlan): Promise<number>;
  /** Closes the duties whose due moment is over, in groups; how many they were. */
  closeDuties(): Promise<number>;
  /**
   * Posts what the facts of a person, rule and period come to; false if nothing differs from what stands, and then
   * nothing was written. Throws a Clash if they have changed since the tally was read.
   */
  settle(order: Settling): Promise<boolean>;
  /** Tells an instance what the calendar or the organisation have changed; false if it does not take it. */
  tell(order: SystemOrder): Promise<boolean>;
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

  /** The running sum that a step moves, as it is; `kept` is undefined and `sum` null where it moves none. */
  async function sumBefore(key: TallyKey | null) {
    if (key === null) return { kept: undefined, sum: null };
    const kept = await findTally(database, key);
    return { kept, sum: kept?.sum ?? 0 };
  }

  /** A change with the running sum that it moves: the one that it was decided on, or one that only adds up. */
  async function moving(change: Change, known: TallyDocument | null | undefined): Promise<Change> {
    const [count] = change.counts;
    if (count === undefined) return change;
    return tallied(change, known === undefined ? await findTally(database, count) : known);
  }

  return {
    async create({ commandId, actor, definition, owner, leader }) {
      if (owner === leader) throw new Refusal('owner_is_leader');
      const instance = instanceIdOf(`instance/${commandId}`);
      const { hash, workflow } = machines.ofDefinition(definition);
      const fingerprint = fingerprintOf(actor.id, instance, { type: 'CREATE', hash, owner, leader });
      const input = { kind: 'project' as const, owner, leader, timeZone };
      return turns.take(instance, () =>
        attempts.carryOut(commandId, fingerprint, async () => {
          await keepDefinition(database, hash, definition);
          const origin = { instance, hash, workflow, input, actor: actor.id, now: now() };
          return settled(creation({ ...origin, commandId, fingerprint }));
        }),
      );
    },

    async claim({ commandId, actor, definition, input, evidence }) {
      const { externalId } = input;
      const instance = claimIdOf(commandId, definition.rule.id, externalId);
      const { hash, workflow } = machines.ofDefinition(definition);
      const begun: Input = { kind: 'claim', ...input, filer: actor.id, timeZone };
      const fingerprint = fingerprintOf(actor.id, instance, { type: 'CLAIM', hash, begun, evidence });
      const key = workflow.begin(begun).sumMovedBy({ type: 'SUBMIT_WORK', evidence });
      const sums = key === null ? `claim/${instance}` : `${key.rule}/${key.person}/${key.from}`;
      return turns.take(sums, () =>
        attempts.carryOut(commandId, fingerprint, async () => {
          if (externalId !== null && (await loader.read(instance)) !== null)
            throw new Refusal('already_claimed');
          await keepDefinition(database, hash, definition);
          const { kept, sum } = await sumBefore(key);
          const origin = { instance, hash, workflow, input: begun, actor: actor.id, now: now() };
          const first = { actor, evidence, sum };
          return moving(beginClaim({ ...origin, commandId, fingerprint }, first, machines), kept);
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
          const key = loaded.state.sumMovedBy(event);
          const { kept, sum } = await sumBefore(key);
          const received = { commandId, actor, event, now: now(), sum, ...version };
          const change = await moving(decide(loaded, received, machines), kept);
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

    plan: (plan) => planDuties({ database, machines, timeZone, now: now() }, plan),
    closeDuties: () => closeDuties({ database, machines, loader, now: now() }),

    async settle(order) {
      const instance = instanceIdOf(`tally/${order.tally._id}`);
      return turns.take(instance, () =>
        attempts.carryOutOnce(async () => {
          const loaded = await loader.read(instance);
          return settleTally({ database, machines, timeZone, now: now() }, instance, loaded, order);
        }),
      );
    },

    async tell(order) {
      return turns.take(order.instance, () =>
        attempts.carryOutDue(async () => {
          const loaded = await loader.read(order.instance);
          return loaded === null ? null : tellSystem(loaded, order, now(), machines);
        }),
      );
    },

    load: (instance) => loader.read(instance),
  };
}
