import { describe, expect, it } from 'vitest';
import type { Actor } from '../../workflows/permissions.ts';
import type { Command } from '../../workflows/events.ts';
import type { Relation } from '../../workflows/permissions.ts';
import { snapshotSchemas, timersOf } from '../../workflows/statechart.ts';
import { decide, decideDue } from '../../server/runner/decide.ts';
import { hashOf } from '../../server/runner/machines.ts';
import { fingerprintOf, historyId } from '../../server/runner/steps.ts';
import { SYSTEM } from '../../server/store/documents.ts';
import { findingsOf } from '../model/checks.ts';
import { refusalOf } from '../model/walk.ts';
import { INSTANCE, later, pass, running, send, sendAll, worldOf, type World } from '../model/world.ts';
import { actorWho, aDefinition, input, milestones, people, personId } from '../support/factories.ts';
import { accept, ask, grant, reopen, resume, returned, submit, suspend, withdraw } from './story.ts';

const { owner, leader } = people;
/** Due at the ends of 28 January, 28 February and 28 March, 16:00 in UTC less a millisecond. */
const definition = aDefinition({ points: 2000, order: 'parallel', milestones: milestones(3) });
const JANUARY = '2026-01-28T15:59:59.999Z';
const MAY = '2026-05-01T02:00:00.000Z';
const linesOf = ({ kept }: World, from = 0) =>
  kept.history
    .slice(from)
    .map(({ event, at, actor }) => `${event.type} ${at} ${actor === SYSTEM ? 'system' : 'person'}`);

describe('a command', () => {
  it('makes one line of history, with who sent what, when, and which definition holds', () => {
    const world = running(definition);
    const sent = send(world, owner, submit('a'), { now: '2026-01-02T02:00:00.000Z', commandId: 'c-1' });

    expect(sent.kept.history.slice(world.kept.history.length)).toEqual([
      {
        _id: historyId(INSTANCE, 5),
        instance: INSTANCE,
        seq: 5,
        commandId: 'c-1',
        fingerprint: fingerprintOf(owner.id, INSTANCE, submit('a')),
        actor: owner.id,
        at: '2026-01-02T02:00:00.000Z',
        recordedAt: '2026-01-02T02:00:00.000Z',
        event: submit('a'),
        definition: hashOf(definition),
        from: 'open',
        to: 'submitted',
        points: 0,
        sum: null,
        owner: owner.id,
        leader: leader.id,
      },
    ]);
  });

  it('that is an acceptance makes one entry, whose key says what it is for', () => {
    const world = sendAll(running(definition), [owner, submit('a')], [leader, accept('a')]);

    expect(world.kept.entries).toEqual([
      {
        _id: `${INSTANCE}/a/award/1`,
        person: owner.id,
        points: 667,
        day: '2026-01-01',
        kind: 'award',
        instance: INSTANCE,
        milestone: 'a',
        rule: null,
        reason: null,
        facts: [],
        definition: hashOf(definition),
        seq: 6,
        decidedBy: leader.id,
        at: world.now,
        reversalOf: null,
      },
    ]);
    expect(world.kept.history.at(-1)).toMatchObject({ points: 667, from: 'submitted', to: 'accepted' });
  });

  it('that reopens makes the entry that reverses it, and the next award has the next key', () => {
    const handedIn = sendAll(running(definition), [owner, submit('a')], [leader, accept('a')]);
    const again = sendAll(handedIn, [leader, reopen('a')], [owner, submit('a')], [leader, accept('a')]);

    expect(again.kept.entries.map(({ _id, points, reversalOf }) => [_id, points, reversalOf])).toEqual([
      [`${INSTANCE}/a/award/1`, 667, null],
      [`${INSTANCE}/a/reverse/1`, -667, `${INSTANCE}/a/award/1`],
      [`${INSTANCE}/a/award/2`, 667, null],
    ]);
  });

  it('is dated in the time zone of the company', () => {
    const late = '2026-01-02T16:30:00.000Z';
    const handedIn = sendAll(running(definition), [owner, submit('a')]);

    expect(send(handedIn, leader, accept('a'), { now: late }).kept.entries[0]?.day).toBe('2026-01-03');
  });

  it.each<{ what: string; as: Relation[]; event: Command; code: string }>([
    { what: 'of an unknown milestone', as: ['owner'], event: submit('nowhere'), code: 'unknown_milestone' },
    { what: 'on own work', as: ['owner', 'pointsManager'], event: suspend, code: 'own_work' },
    { what: 'of somebody else', as: [], event: submit('a'), code: 'not_allowed' },
    { what: 'that the state does not take', as: ['leader'], event: accept('a'), code: 'not_taken' },
    {
      what: 'that is wrong in itself',
      as: ['owner'],
      event: submit('a', { text: '' }),
      code: 'evidence_missing',
    },
  ])('$what is refused as $code', ({ as, event, code }) => {
    expect(refusalOf(() => send(running(definition), actorWho(...as), event))).toBe(code);
  });

  it('that is not taken says what would be', () => {
    const world = running(definition);
    const allowed = world.loaded.state.eventsTaken(later(world.now, 1_000));

    expect(allowed).toContainEqual({ type: 'SUBMIT', milestone: 'a' });
    expect(() => send(world, leader, accept('a'))).toThrow(expect.objectContaining({ details: { allowed } }));
  });

  it('is refused as stale if it was meant for another version', () => {
    const { loaded, machines, now } = running(definition);
    const received = { commandId: 'c', actor: owner, event: submit('a'), now };

    expect(refusalOf(() => decide(loaded, { ...received, expectedVersion: 3 }, machines))).toBe('stale');
    expect(decide(loaded, { ...received, expectedVersion: 4 }, machines).before).toBe(4);
  });

  it('changes nothing that was loaded', () => {
    const world = running(definition);
    const before = JSON.stringify([
      world.project.document,
      world.project.state.value,
      world.project.state.context,
    ]);

    send(world, owner, submit('a'));

    expect(
      JSON.stringify([world.project.document, world.project.state.value, world.project.state.context]),
    ).toBe(before);
  });

  it('has a fingerprint of who sent what to which instance', () => {
    const prints = [
      fingerprintOf(owner.id, INSTANCE, submit('a')),
      fingerprintOf(leader.id, INSTANCE, submit('a')),
      fingerprintOf(owner.id, personId(1), submit('a')),
      fingerprintOf(owner.id, INSTANCE, submit('b')),
    ];

    expect(new Set(prints).size).toBe(4);
    expect(fingerprintOf(owner.id, INSTANCE, submit('a'))).toBe(prints[0]);
  });
});

describe('timers', () => {
  it('fire one millisecond after their date, not at it', () => {
    const handedIn = sendAll(running(definition), [owner, submit('b')], [owner, submit('c')]);
    const atDate = pass(handedIn, JANUARY);
    const after = pass(atDate, later(JANUARY, 1));

    expect(atDate.project.document.summary.milestones[0]?.overdue).toBe(false);
    expect(decideDue(atDate.loaded, JANUARY, atDate.machines)).toBeNull();
    expect(after.project.document.summary.milestones[0]?.overdue).toBe(true);
    expect(linesOf(after).at(-1)).toBe(`DUE ${JANUARY} system`);
  });

  it('that passed while everything was down fire in the order of their dates, each with its own date', () => {
    const world = running(definition);
    const up = pass(world, MAY);

    expect(linesOf(up, world.kept.history.length)).toEqual([
      'REMIND 2026-01-21T15:59:59.999Z system',
      'REMIND 2026-01-27T15:59:59.999Z system',
      'DUE 2026-01-28T15:59:59.999Z system',
      'REMIND 2026-02-21T15:59:59.999Z system',
      'REMIND 2026-02-27T15:59:59.999Z system',
      'DUE 2026-02-28T15:59:59.999Z system',
      'REMIND 2026-03-21T15:59:59.999Z system',
      'REMIND 2026-03-27T15:59:59.999Z system',
      'DUE 2026-03-28T15:59:59.999Z system',
    ]);
    expect(up.kept.history.slice(4).every(({ recordedAt }) => recordedAt === MAY)).toBe(true);
  });

  it('that are due fire before the command that comes first, in the same commit', () => {
    const world = running(definition);
    const sent = send(world, owner, submit('b'), { now: '2026-01-28T16:00:00.000Z' });

    expect(linesOf(sent, world.kept.history.length)).toEqual([
      'REMIND 2026-01-21T15:59:59.999Z system',
      'REMIND 2026-01-27T15:59:59.999Z system',
      'DUE 2026-01-28T15:59:59.999Z system',
      'SUBMIT 2026-01-28T16:00:00.000Z person',
    ]);
  });

  it('begin a planned project on its day, and plant what it then waits for', () => {
    const planned = sendAll(
      worldOf(definition),
      [owner, { type: 'SUBMIT_PLAN' }],
      [leader, { type: 'ACCEPT_PLAN', comment: '' }],
    );
    expect(planned.project.document.nextTimerAt).toBe('2025-12-31T16:00:00.000Z');

    const begun = pass(planned, '2026-01-22T00:00:00.000Z');

    expect(linesOf(begun, 3)).toEqual([
      'START_DUE 2025-12-31T16:00:00.000Z system',
      'REMIND 2026-01-21T15:59:59.999Z system',
    ]);
  });

  it('that are reminders are left out if their date has passed when their state begins', () => {
    const inside = running(definition, '2026-01-25T02:00:00.000Z');

    expect(linesOf(pass(inside, '2026-01-28T00:00:00.000Z'), 4)).toEqual([
      'REMIND 2026-01-27T15:59:59.999Z system',
    ]);
  });

  it('that are deadlines fire at once if their date has passed when their state begins, dated by then', () => {
    const handedIn = sendAll(running(definition), [owner, submit('a')]);
    const back = send(handedIn, leader, returned('a'), { now: '2026-02-02T02:00:00.000Z' });

    expect(linesOf(back, handedIn.kept.history.length)).toEqual([
      'RETURN 2026-02-02T02:00:00.000Z person',
      'DUE 2026-02-02T02:00:00.000Z system',
    ]);
    expect(back.kept.history.at(-1)).toMatchObject({ from: 'returned', to: 'returned.overdue' });
  });

  it('that have fired are not planted again, and do not fire again', () => {
    const reminded = pass(running(definition), '2026-01-22T00:00:00.000Z');
    const touched = sendAll(reminded, [owner, submit('b')], [owner, withdraw('b')]);

    const fired = touched.project.document.timers.filter(({ fired }) => fired);
    expect(fired.map(({ event }) => event)).toEqual([{ type: 'REMIND', milestone: 'a', days: 7 }]);
    expect(decideDue(touched.loaded, '2026-01-22T00:00:00.000Z', touched.machines)).toBeNull();
  });

  it('fire anew for a date that was moved, and for the old one no more', () => {
    const world = sendAll(running(definition), [owner, ask('a', '2026-02-10')], [leader, grant('a')]);

    const lines = linesOf(pass(world, '2026-02-10T16:00:00.000Z'), world.kept.history.length);

    expect(lines).toEqual([
      'REMIND 2026-02-03T15:59:59.999Z system',
      'REMIND 2026-02-09T15:59:59.999Z system',
      'DUE 2026-02-10T15:59:59.999Z system',
    ]);
  });

  it('stand still while the project rests, and are moved', () => {
    const resting = send(running(definition), leader, suspend, { now: '2026-01-10T02:00:00.000Z' });
    expect(resting.project.document).toMatchObject({ timers: [], nextTimerAt: null });
    expect(decideDue(resting.loaded, MAY, resting.machines)).toBeNull();

    const resumed = send(resting, leader, resume, { now: '2026-03-11T02:00:00.000Z' });

    expect(resumed.project.document.nextTimerAt).toBe('2026-03-22T15:59:59.999Z');
  });
});

describe('time', () => {
  it('never runs backwards in a history, though the clock may', () => {
    const world = running(definition, '2026-01-10T02:00:00.000Z');
    const sent = send(world, owner, submit('a'), { now: '2026-01-05T02:00:00.000Z' });

    expect(sent.kept.history.at(-1)).toMatchObject({
      at: world.project.document.updatedAt,
      recordedAt: '2026-01-05T02:00:00.000Z',
    });
    expect(decideDue(sent.loaded, '2020-01-01T00:00:00.000Z', sent.machines)).toBeNull();
  });
});

describe('a revision of the plan', () => {
  const another = aDefinition({
    title: 'Another',
    points: 10,
    start: '2026-02-01',
    milestones: milestones(2, () => ({ due: '2026-04-30' })),
  });
  const revise: Command = { type: 'REVISE_PLAN', definition: another, owner: personId(5), leader: leader.id };

  it('changes the people only if a points manager sends it', () => {
    const world = worldOf(definition);
    const owners = { ...revise, owner: owner.id };
    expect(refusalOf(() => send(world, owner, revise))).toBe('not_yours_to_assign');
    expect(refusalOf(() => send(world, owner, { ...owners, leader: personId(6) }))).toBe(
      'not_yours_to_assign',
    );
    expect(send(world, owner, owners).loaded.document.definition).toBe(hashOf(another));
  });

  it('puts another definition and other people under the same instance, which goes on with them', async () => {
    const keepers: Actor = { id: personId(9), roles: ['pointsManager'] };
    const revised = send(worldOf(definition), keepers, revise);

    expect(revised.project.document).toMatchObject({
      _id: INSTANCE,
      version: 2,
      definition: hashOf(another),
      summary: { title: 'Another', total: 10, owner: personId(5), state: 'draft' },
    });
    expect(revised.project.document.snapshot.context).toMatchObject({
      timeZone: input.timeZone,
      start: '2026-01-31T16:00:00.000Z',
    });
    expect(revised.kept.history.at(-1)).toMatchObject({ definition: hashOf(another), owner: personId(5) });
    expect(refusalOf(() => send(revised, owner, { type: 'SUBMIT_PLAN' }))).toBe('not_allowed');

    const newOwner = { ...owner, id: personId(5) };
    const active = sendAll(
      revised,
      [newOwner, { type: 'SUBMIT_PLAN' }],
      [leader, { type: 'ACCEPT_PLAN', comment: '' }],
      [newOwner, { type: 'START' }],
      [newOwner, submit('b')],
      [leader, accept('b')],
    );
    expect(active.kept.entries).toMatchObject([
      { person: personId(5), points: 5, definition: hashOf(another) },
    ]);
    expect(await findingsOf(active.kept)).toEqual([]);
  });
});

describe('a stored state', () => {
  it('is the same after JSON, and goes on as the fresh one does', () => {
    const world = pass(sendAll(running(definition), [owner, submit('b')]), later(JANUARY, 1));
    const { workflow, document, state } = world.project;

    const restored = workflow.restore(
      snapshotSchemas.project.parse(JSON.parse(JSON.stringify(document.snapshot))),
    );

    expect(restored.value).toEqual(state.value);
    expect(restored.context).toEqual(state.context);
    expect(workflow.summarize(restored)).toEqual(document.summary);
    const event = { ...accept('b'), at: MAY };
    expect(workflow.take(restored, event)?.effects).toEqual(workflow.take(state, event)?.effects);
    expect(workflow.take(restored, event)?.state.value).toEqual(workflow.take(state, event)?.state.value);
  });

  it('waits for the same timers and offers the same events, in the same order, as the one in memory', () => {
    const world = sendAll(running(definition), [owner, submit('a')], [owner, withdraw('a')]);
    const { workflow, document, state } = world.project;

    const restored = workflow.restore(
      snapshotSchemas.project.parse(JSON.parse(JSON.stringify(document.snapshot))),
    );

    expect(timersOf(state)).toEqual(timersOf(restored));
    expect(timersOf(state).map(({ node }) => node.split('.')[2])).toEqual([
      'a',
      'a',
      'a',
      'b',
      'b',
      'b',
      'c',
      'c',
      'c',
    ]);
    expect(workflow.eventsTaken(state, world.now)).toEqual(workflow.eventsTaken(restored, world.now));
  });

  it('that the machine does not know is not restored', () => {
    const { workflow, document } = running(definition).project;
    const unknown = { ...document.snapshot, value: { life: 'asleep', milestones: {} } };

    expect(() => workflow.restore(unknown)).toThrow();
  });

  it('keeps who it is for', () => {
    expect(running(definition).project.document.summary).toMatchObject({
      owner: input.owner,
      leader: input.leader,
    });
  });
});
