import type { Command } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import { Refusal } from '../../server/errors.ts';
import { decide, decideDue } from '../../server/runner/decide.ts';
import type { Machines } from '../../server/runner/machines.ts';
import { fingerprintOf, type Change, type Loaded } from '../../server/runner/steps.ts';
import { instanceSchema, type InstanceDocument } from '../../server/store/documents.ts';
import { INSTANCE, keep, type Kept, type World } from './world.ts';

export type Sent = { commandId: string; actor: Actor; event: Command };
export type Answer = { version: number; replayed: boolean } | { refused: string };

/**
 * The database in memory, and the runner's way of using it: a commit needs the version that was decided on, and a
 * command that is there is not carried out again. Every read goes through JSON, as after a restart.
 */
export type Memory = {
  kept(): Kept;
  /** The instance as a process knows it that has missed the last versions. */
  read(behind?: number): Loaded;
  commit(change: Change): 'committed' | 'clash' | 'there';
  /** Carries a command out once, from a copy that may be old. */
  carryOut(sent: Sent, now: string, behind?: number): Answer;
  /** Fires what is due, from a copy that may be old; whether anything was. */
  fireDue(now: string, behind?: number): boolean;
};

export function memoryOf({ kept: first, machines }: World): Memory {
  let kept = first;
  const versions: InstanceDocument[] = [first.document];
  const memory: Memory = {
    kept: () => kept,

    read(behind = 0) {
      const known = versions.at(-1 - behind) ?? versions[0] ?? kept.document;
      return loadedOf(instanceSchema.parse(JSON.parse(JSON.stringify(known))), kept, machines);
    },

    commit(change) {
      const { history, before } = change;
      const commands = new Set(kept.history.map(({ commandId }) => commandId));
      if (history.some(({ commandId }) => commands.has(commandId))) return 'there';
      if (before !== kept.document.version) return 'clash';
      kept = keep(kept, change);
      versions.push(kept.document);
      return 'committed';
    },

    carryOut({ commandId, actor, event }, now, behind = 0) {
      const fingerprint = fingerprintOf(actor.id, INSTANCE, event);
      const earlier = (): Answer | null => {
        const line = kept.history.find((step) => step.commandId === commandId);
        if (line === undefined) return null;
        if (line.fingerprint !== fingerprint) return { refused: 'command_id_reused' };
        return { version: line.seq, replayed: true };
      };
      for (const copy of [behind, 0]) {
        try {
          const change = decide(memory.read(copy), { commandId, actor, event, now }, machines);
          const done = memory.commit(change);
          const line = change.history.find((step) => step.commandId === commandId);
          if (done === 'committed' && line !== undefined) return { version: line.seq, replayed: false };
          if (done === 'there') {
            const answer = earlier();
            if (answer !== null) return answer;
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          if (copy === 0) return earlier() ?? { refused: error.code };
        }
      }
      throw new Error(`command ${commandId} found no end`);
    },

    fireDue(now, behind = 0) {
      for (const copy of [behind, 0]) {
        const change = decideDue(memory.read(copy), now, machines);
        if (change === null && copy === 0) return false;
        if (change !== null && memory.commit(change) === 'committed') return true;
      }
      return false;
    },
  };
  return memory;
}

function loadedOf(document: InstanceDocument, { definitions }: Kept, machines: Machines): Loaded {
  const definition = definitions.get(document.definition);
  if (definition === undefined) throw new Error(`definition ${document.definition} is missing`);
  const { workflow } = machines.ofDefinition(definition);
  return { document, workflow, state: workflow.restore(document) };
}
