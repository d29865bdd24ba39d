import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';
import { eventPolicy } from '../../workflows/permissions.ts';
import type { EntryDocument, HistoryDocument, ProjectInstance } from '../../server/store/documents.ts';
import { aDefinition, evidence, milestones, people } from '../support/factories.ts';
import { findingsAtOnce, findingsOf, findingsOfSteps } from './checks.ts';
import { refusalOf } from './walk.ts';
import { keep, later, pass, running, send, sendAll, type Kept, type World } from './world.ts';

/**
 * The checks of the model, turned on forged documents: each has to see what it is there for. A check that finds
 * nothing in these would find nothing in a broken product either.
 */

const { owner, leader } = people;
const definition = aDefinition({ points: 2000, order: 'parallel', milestones: milestones(2) });
const submit = (milestone: string): [Actor, Command] => [
  owner,
  { type: 'SUBMIT', milestone, evidence: evidence() },
];
const accept = (milestone: string): [Actor, Command] => [leader, { type: 'ACCEPT', milestone, comment: '' }];

let world: World;
let kept: Kept;

/** One milestone accepted, reopened, accepted again and one overdue: something of everything. */
beforeEach(() => {
  const accepted = sendAll(running(definition), submit('a'), accept('a'));
  const reopened = sendAll(
    accepted,
    [leader, { type: 'REOPEN', milestone: 'a', reason: 'wrong' }],
    submit('a'),
  );
  world = pass(sendAll(reopened, accept('a')), '2026-03-01T00:00:00.000Z');
  kept = world.kept;
});

const first = <Row>(rows: readonly Row[]): Row => rows[0] ?? expect.fail('there is nothing');
const withEntries = (change: (entries: EntryDocument[]) => EntryDocument[]): Kept => ({
  ...kept,
  entries: change(kept.entries),
});
const withLine = (type: string, change: Partial<HistoryDocument>): Kept => ({
  ...kept,
  history: kept.history.map((line) => (line.event.type === type ? { ...line, ...change } : line)),
});
const withDocument = (change: Partial<ProjectInstance>): Kept => ({
  ...kept,
  document: { ...kept.document, ...change },
});

describe('an honest history', () => {
  it('has no findings', async () => {
    expect(await findingsOf(kept)).toEqual([]);
    expect(kept.entries.map(({ kind }) => kind)).toEqual(['award', 'reverse', 'award']);
  });
});

describe('the check of awards finds', () => {
  it('an award that is made twice', async () => {
    const forged = withEntries((entries) => [...entries, { ...first(entries), _id: 'another' }]);

    expect(findingsAtOnce(forged)).toEqual(
      expect.arrayContaining(['a is accepted with 2 awards', 'the entries sum to 2000, awarded are 1000']),
    );
    expect(await findingsOf(forged)).toContain('the ledger differs from its replay');
  });

  it('an entry that is there twice under its own key', () => {
    expect(findingsAtOnce(withEntries((entries) => [...entries, first(entries)]))).toContain(
      'an entry is there twice',
    );
  });

  it('an award that is missing', () => {
    expect(findingsAtOnce(withEntries((entries) => entries.slice(0, -1)))).toEqual(
      expect.arrayContaining(['a is accepted with 0 awards', 'the entries sum to 0, awarded are 1000']),
    );
  });

  it('a reversal that is missing, or that reverses nothing', () => {
    const without = withEntries((entries) => entries.filter(({ kind }) => kind !== 'reverse'));
    const astray = withEntries((entries) =>
      entries.map((entry) => (entry.kind === 'reverse' ? { ...entry, reversalOf: 'nothing' } : entry)),
    );

    expect(findingsAtOnce(without)).toContain('a is accepted with 2 awards');
    expect(findingsAtOnce(astray)).toContain('a has a reversal of nothing');
  });

  it('an award of other points than the milestone has', () => {
    const forged = withEntries((entries) => entries.map((entry) => ({ ...entry, points: entry.points * 2 })));

    expect(findingsAtOnce(forged)).toContain('a has other points');
  });

  it('an award for what was not accepted', () => {
    const forged = withEntries((entries) => [
      ...entries,
      { ...first(entries), _id: 'b/award/1', milestone: 'b' },
    ]);

    expect(findingsAtOnce(forged)).toContain('b is open with 1 awards');
  });

  it('an award that its step does not stand for', () => {
    const before = { ...kept, history: kept.history.slice(0, -1), entries: kept.entries.slice(0, -1) };
    const last = kept.history.at(-1) ?? expect.fail('there is no step');
    const forged = { ...kept, entries: [...before.entries, { ...first(kept.entries), seq: last.seq }] };

    expect(findingsOfSteps(before, forged)[0]).toMatch(/makes award/);
  });
});

describe('the database in memory refuses', () => {
  it('an entry under a key that is taken, a command under an id that is taken, and an old version', () => {
    const change = {
      before: kept.history.length,
      after: world.loaded,
      history: [],
      entries: [],
      outbox: [],
      moves: [],
      counts: [],
      tally: null,
    };
    const line = first(kept.history);

    expect(() => keep(kept, { ...change, entries: [first(kept.entries)] })).toThrow('a key is taken twice');
    expect(() => keep(kept, { ...change, history: [{ ...line, _id: 'new' }] })).toThrow(
      'a key is taken twice',
    );
    expect(() => keep(kept, { ...change, before: 1 })).toThrow('clash');
  });
});

describe('the check of sums finds', () => {
  it('points that do not sum to the total', () => {
    const { summary } = kept.document;
    const forged = withDocument({ summary: { ...summary, standing: { ...summary.standing, open: 7 } } });

    expect(findingsAtOnce(forged)).toContain('the points do not sum to the total');
  });
});

describe('the check of decisions finds', () => {
  it('an acceptance by the owner, and one by nobody', () => {
    expect(findingsAtOnce(withLine('ACCEPT', { actor: owner.id })).join()).toMatch(
      /ACCEPT was decided by 0+1/,
    );
    expect(findingsAtOnce(withLine('REOPEN', { actor: 'system' })).join()).toMatch(
      /REOPEN was decided by system/,
    );
  });

  it('that without the policy an owner would get through', () => {
    const handedIn = sendAll(running(definition), submit('a'));
    const [, event] = accept('a');
    expect(refusalOf(() => send(handedIn, owner, event))).toBe('own_work');

    const rule = eventPolicy.ACCEPT;
    try {
      eventPolicy.ACCEPT = { by: ['owner'], decides: false };
      const through = send(handedIn, owner, event);
      eventPolicy.ACCEPT = rule;
      expect(findingsAtOnce(through.kept).join()).toMatch(/ACCEPT was decided by/);
    } finally {
      eventPolicy.ACCEPT = rule;
    }
  });
});

describe('the check of order finds', () => {
  it('time that runs backwards', () => {
    expect(findingsAtOnce(withLine('REOPEN', { at: '2020-01-01T00:00:00.000Z' })).join()).toMatch(
      /is before the step before it/,
    );
  });

  it('a timer that fires before its date, or that has another', () => {
    const dueLine = kept.history.find(({ event }) => event.type === 'DUE') ?? expect.fail('nothing was due');

    for (const ms of [-1, 1]) {
      const forged = withLine('DUE', { at: later(dueLine.at, ms) });
      expect(findingsAtOnce(forged).join()).toMatch(/fired with a date that is not its own/);
    }
  });

  it('a step that is missing', async () => {
    const forged = { ...kept, history: kept.history.filter(({ event }) => event.type !== 'REOPEN') };

    expect(findingsAtOnce(forged)).toContain('the version is not the number of steps');
    expect((await findingsOf(forged)).join()).toMatch(/it cannot be replayed: .* is not taken when replayed/);
  });
});

describe('the check of timers finds', () => {
  const open = () => running(definition).kept;

  it('one that is missing, not wanted, or planted twice', () => {
    const { document } = open();
    const [timer] = document.timers;
    const stray = { ...(timer ?? expect.fail('no timer')), node: 'project.life.planned' };
    const forge = (timers: ProjectInstance['timers']) =>
      findingsAtOnce({ ...open(), document: { ...document, timers } });

    expect(forge([])).toContain('a timer is missing');
    expect(forge([...document.timers, stray])).toContain('a timer is not wanted');
    expect(forge([...document.timers, ...document.timers])).toContain('a timer is planted twice');
  });

  it('a next date that is not the next', () => {
    const { document } = open();

    expect(findingsAtOnce({ ...open(), document: { ...document, nextTimerAt: null } })).toContain(
      'the next date is wrong',
    );
  });
});

describe('the replay finds', () => {
  it('a snapshot that was tampered with', async () => {
    const { snapshot } = kept.document;
    const forged = withDocument({
      snapshot: { ...snapshot, context: { ...snapshot.context, leader: owner.id } },
    });

    expect(await findingsOf(forged)).toContain('the instance differs from its replay');
  });

  it('a line of the history that says something else, or another time', async () => {
    expect(await findingsOf(withLine('ACCEPT', { points: 1 }))).toContain(
      'the history differs from its replay',
    );
    expect(await findingsOf(withLine('SUBMIT', { at: '2026-01-01T09:00:00.000Z' }))).not.toEqual([]);
  });

  it('an entry that was changed, and a message that is missing', async () => {
    const entries = withEntries((all) => all.map((entry) => ({ ...entry, decidedBy: owner.id })));

    expect(await findingsOf(entries)).toContain('the ledger differs from its replay');
    expect(await findingsOf({ ...kept, outbox: kept.outbox.slice(1) })).toContain(
      'the outbox differs from its replay',
    );
  });

  it('a definition that is another than the one it was made from', async () => {
    const another = aDefinition({ points: 1000, order: 'parallel', milestones: milestones(2) });
    const forged = { ...kept, definitions: new Map([[kept.document.definition, another]]) };

    expect(await findingsOf(forged)).not.toEqual([]);
  });
});
