import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandSchema, commandTypes, type Command, type CommandType } from '../../workflows/events.ts';
import { actorWho, people } from '../support/factories.ts';
import { definitions, happenings, timeZones, type Happening } from './arbitraries.ts';
import { findingsAtOnce, findingsOf, findingsOfSteps } from './checks.ts';
import { senderOf, variantsOf } from './graph.ts';
import { memoryOf, type Memory, type Sent } from './memory.ts';
import { later, projectOf, worldOf, type World } from './world.ts';

/** An instance to which things happen, what was sent to it, and what it answered. */
type Run = { memory: Memory; world: World; now: string; sent: Sent[]; accepted: Map<string, number> };

const somebody = [
  people.owner,
  people.leader,
  actorWho('pointsManager'),
  actorWho('owner', 'pointsManager'),
  people.stranger,
];

/** The world as it stands in memory now: what the events that fit it are made from. */
function present({ memory, world, now }: Run): World {
  const loaded = memory.read();
  return { ...world, now, loaded, project: projectOf(loaded), kept: memory.kept() };
}

/** What is offered nearly always, and would leave most runs nowhere if it were chosen as often as the rest. */
const LEADS_AWAY: readonly CommandType[] = [
  'CANCEL',
  'SUSPEND',
  'REVISE_PLAN',
  'WITHDRAW_PLAN',
  'RETURN_PLAN',
];

function offered(run: Run, choice: number): Command | undefined {
  const world = present(run);
  const { workflow, state, definition } = world.project;
  const offers = workflow.eventsTaken(state, run.now);
  const onward = offers.filter(({ type }) => choice % 10 === 0 || !LEADS_AWAY.includes(type));
  const { type, milestone } = onward[choice % Math.max(1, onward.length)] ?? {};
  const first = definition.milestones[0]?.id ?? '';
  const variants = type === undefined ? [] : variantsOf(type, milestone ?? first, world);
  return variants[choice % Math.max(1, variants.length)];
}

/** Sends a command, once or more often under the same id, and checks that it is acted on once. */
function sendOnce(run: Run, sent: Sent, { behind = 0, times = 1 } = {}): void {
  run.sent.push(sent);
  for (let time = 0; time < times; time += 1) {
    const before = run.memory.kept();
    const answer = run.memory.carryOut(sent, run.now, behind);
    const known = run.accepted.get(sent.commandId);
    if ('refused' in answer) {
      expect(run.memory.kept()).toBe(before);
    } else if (known === undefined) {
      expect(answer.replayed).toBe(false);
      run.accepted.set(sent.commandId, answer.version);
    } else {
      expect(answer).toEqual({ version: known, replayed: true });
      expect(run.memory.kept()).toBe(before);
    }
  }
}

function happen(run: Run, happening: Happening): void {
  const commandId = `command-${run.sent.length}`;
  switch (happening.kind) {
    case 'offered': {
      const event = offered(run, happening.choice);
      if (event !== undefined) sendOnce(run, { commandId, actor: senderOf(event.type), event }, happening);
      return;
    }
    case 'anything': {
      const world = present(run);
      const { milestones } = world.project.definition;
      const milestone = milestones[happening.milestone % milestones.length]?.id ?? '';
      const variants = variantsOf(happening.type, milestone, world);
      const event = variants[happening.variant % variants.length];
      const actor = somebody[happening.who];
      if (event !== undefined && actor !== undefined) sendOnce(run, { commandId, actor, event }, happening);
      return;
    }
    case 'repeated': {
      const again = run.sent[happening.choice % Math.max(1, run.sent.length)];
      if (again !== undefined) sendOnce(run, again);
      return;
    }
    case 'reused': {
      const first = run.sent[happening.choice % Math.max(1, run.sent.length)];
      const milestone = projectOf(run.memory.read()).definition.milestones[0]?.id ?? '';
      const event = variantsOf(happening.type, milestone, present(run))[0];
      if (first === undefined || event === undefined || !run.accepted.has(first.commandId)) return;
      if (JSON.stringify(event) === JSON.stringify(first.event)) return;
      const before = run.memory.kept();
      const answer = run.memory.carryOut({ ...first, event }, run.now);
      expect(answer).toHaveProperty('refused');
      expect(run.memory.kept()).toBe(before);
      return;
    }
    case 'raced': {
      const events = happening.choices.map((choice) => offered(run, choice));
      const [first, second] = events;
      if (first === undefined || second === undefined) return;
      sendOnce(run, { commandId, actor: senderOf(first.type), event: first });
      sendOnce(
        run,
        { commandId: `${commandId}-b`, actor: senderOf(second.type), event: second },
        { behind: 1 },
      );
      return;
    }
    case 'clock':
      run.now = later(run.now, happening.by);
      return;
    case 'alarm':
      for (let time = 0; time < happening.times; time += 1) run.memory.fireDue(run.now, happening.behind);
      expect(run.memory.fireDue(run.now)).toBe(false);
  }
}

describe('whatever happens to an instance: commands repeated, late, reordered or racing, and a clock that jumps', () => {
  it('what always must hold does after every step, and its history gives the same when replayed', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, timeZones, happenings, async (definition, timeZone, all) => {
        const world = worldOf(definition, { timeZone });
        const run: Run = { memory: memoryOf(world), world, now: world.now, sent: [], accepted: new Map() };
        for (const happening of all) {
          const before = run.memory.kept();
          happen(run, happening);
          const after = run.memory.kept();
          if (after === before) continue;
          expect(findingsAtOnce(after, world.machines)).toEqual([]);
          expect(findingsOfSteps(before, after)).toEqual([]);
          if (happening.kind !== 'offered') expect(await findingsOf(after, world.machines)).toEqual([]);
        }
        expect(await findingsOf(run.memory.kept(), world.machines)).toEqual([]);
        for (const [commandId, version] of run.accepted) {
          const lines = run.memory.kept().history.filter((line) => line.commandId === commandId);
          expect(lines.map(({ seq }) => seq)).toEqual([version]);
        }
      }),
      { numRuns: 80, interruptAfterTimeLimit: 25_000 },
    );
  });

  it('a project that is led to its end gives its owner exactly its points', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, fc.infiniteStream(fc.nat(40)), async (definition, choices) => {
        const world = worldOf(definition);
        const run: Run = { memory: memoryOf(world), world, now: world.now, sent: [], accepted: new Map() };
        const wanted = [
          'SUBMIT_PLAN',
          'ACCEPT_PLAN',
          'START',
          'SUBMIT',
          'ACCEPT',
          'ASK_EXTENSION',
          'GRANT_EXTENSION',
        ];
        for (const choice of choices) {
          const offers = run.memory
            .read()
            .state.eventsTaken(run.now)
            .filter(({ type }) => wanted.includes(type));
          const { type, milestone } = offers[choice % Math.max(1, offers.length)] ?? {};
          if (type === undefined) break;
          const first = definition.milestones[0]?.id ?? '';
          const event = variantsOf(type, milestone ?? first, present(run))[0];
          if (event === undefined) break;
          sendOnce(
            run,
            { commandId: `command-${run.sent.length}`, actor: senderOf(type), event },
            { times: 2 },
          );
        }
        const { document, entries } = run.memory.kept();
        expect(document.summary.state).toBe('completed');
        expect(entries.reduce((sum, { points }) => sum + points, 0)).toBe(definition.points);
        expect(await findingsOf(run.memory.kept(), world.machines)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('every command of the model is one that the API would take', () => {
    const world = worldOf(fc.sample(definitions, { numRuns: 1, seed: 1 })[0] ?? expect.fail('no definition'));
    const { milestones } = world.project.definition;

    for (const type of commandTypes) {
      for (const event of variantsOf(type, milestones[0]?.id ?? '', world)) {
        expect(commandSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
      }
    }
  });
});
