import type { ProjectDefinition } from '../../workflows/definition.ts';
import type { Command } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import { decide, decideDue } from '../../server/runner/decide.ts';
import { projectWorkflow, type Definition, type ProjectWorkflow } from '../../workflows/index.ts';
import type { ProjectState } from '../../workflows/statechart.ts';
import { createMachines, type Machines } from '../../server/runner/machines.ts';
import { creation, fingerprintOf, settled, type Change, type Loaded } from '../../server/runner/steps.ts';
import type {
  EntryDocument,
  HistoryDocument,
  InstanceDocument,
  OutboxDocument,
  ProjectInstance,
} from '../../server/store/documents.ts';
import { input, people, personId } from '../support/factories.ts';

/** What the database would hold of one instance, and the definitions that it was made from. */
export type Kept = {
  document: ProjectInstance;
  history: HistoryDocument[];
  entries: EntryDocument[];
  outbox: OutboxDocument[];
  definitions: ReadonlyMap<string, Definition>;
};

/** What is loaded, as those see it who look into the states of a project. */
export type Project = {
  document: ProjectInstance;
  definition: ProjectDefinition;
  workflow: ProjectWorkflow;
  state: ProjectState;
};

/** One instance as the runner sees it, and the time. Never changed: every step makes another world. */
export type World = { now: string; loaded: Loaded; project: Project; kept: Kept; machines: Machines };

const workflows = new WeakMap<ProjectDefinition, ProjectWorkflow>();

/** The project that is loaded. Throws if it is something else. */
export function projectOf({ document, workflow: { definition } }: Loaded): Project {
  if (definition.kind !== 'project') throw new Error(`a ${definition.kind} is no project`);
  const workflow = workflows.get(definition) ?? projectWorkflow(definition);
  workflows.set(definition, workflow);
  const project = projectIn(document);
  return { document: project, definition, workflow, state: workflow.restore(project.snapshot) };
}

function projectIn(document: InstanceDocument): ProjectInstance {
  if (document.kind !== 'project') throw new Error(`a ${document.kind} is no project`);
  return document;
}

export const INSTANCE = personId(0xfeed);

/** The moment so many milliseconds later. */
export function later(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** A world in which a project has just been made. */
export function worldOf(
  definition: ProjectDefinition,
  { now = '2025-12-15T02:00:00.000Z', timeZone = input.timeZone } = {},
): World {
  const machines = createMachines();
  const { hash, workflow } = machines.ofDefinition(definition);
  const change = settled(
    creation({
      instance: INSTANCE,
      commandId: 'create-project',
      fingerprint: fingerprintOf(people.owner.id, INSTANCE, { type: 'CREATE' }),
      actor: people.owner.id,
      input: { kind: 'project', owner: input.owner, leader: input.leader, timeZone },
      hash,
      workflow,
      now,
    }),
  );
  const definitions = new Map([[hash, definition]]);
  const document = projectIn(change.after.document);
  const empty: Kept = { document, history: [], entries: [], outbox: [], definitions };
  const loaded = change.after;
  return { now, machines, loaded, project: projectOf(loaded), kept: keep(empty, change) };
}

/** What is kept after a change was committed. Throws where the database would: a clash, or a key that is taken. */
export function keep(kept: Kept, change: Change): Kept {
  const { before, after, history, entries, outbox } = change;
  if (before !== kept.history.length) throw new Error(`clash: version ${before} is not there any more`);
  const whole = {
    history: [...kept.history, ...history],
    entries: [...kept.entries, ...entries],
    outbox: [...kept.outbox, ...outbox],
  };
  const commands = whole.history.map(({ commandId }) => ({ _id: commandId }));
  for (const rows of [whole.history, whole.entries, whole.outbox, commands]) {
    if (new Set(rows.map(({ _id }) => _id)).size < rows.length) throw new Error('a key is taken twice');
  }
  const definitions = new Map(kept.definitions).set(after.document.definition, after.workflow.definition);
  return { ...whole, document: projectIn(after.document), definitions };
}

function after(world: World, change: Change, now: string): World {
  const loaded = change.after;
  return { ...world, now, loaded, project: projectOf(loaded), kept: keep(world.kept, change) };
}

/** The world after somebody sent a command at a time. Throws a Refusal if it is not taken. */
export function send(
  world: World,
  actor: Actor,
  event: Command,
  { now = later(world.now, 1_000), commandId = `command-${world.kept.history.length}` } = {},
): World {
  return after(world, decide(world.loaded, { commandId, actor, event, now }, world.machines), now);
}

/** The world at a later time, whatever was due until then having fired. */
export function pass(world: World, now: string): World {
  const change = decideDue(world.loaded, now, world.machines);
  return change === null ? { ...world, now } : after(world, change, now);
}

/** Sends commands one after the other, each by who may, a second apart. */
export function sendAll(world: World, ...sent: [Actor, Command][]): World {
  return sent.reduce((reached, [actor, event]) => send(reached, actor, event), world);
}

/** A project whose plan was just accepted on its day or later, so that it has begun by itself. */
export function running(definition: ProjectDefinition, now = '2026-01-01T02:00:00.000Z'): World {
  return sendAll(
    worldOf(definition, { now: later(now, -60_000) }),
    [people.owner, { type: 'SUBMIT_PLAN' }],
    [people.leader, { type: 'ACCEPT_PLAN', comment: '' }],
  );
}
