import { describe, expect, it } from 'vitest';
import { commandTypes, type CommandType } from '../../workflows/events.ts';
import { eventPolicy, forbids, relationsOf, roles, type Actor } from '../../workflows/permissions.ts';
import { anActor, people, personId } from '../support/factories.ts';

/** Who somebody is to a project, by the columns of the table below. */
const columns = {
  owner: people.owner,
  leader: people.leader,
  manager: people.pointsManager,
  ownerAndManager: anActor(people.owner.id, 'member', 'pointsManager'),
  leaderAndManager: anActor(people.leader.id, 'leader', 'pointsManager'),
  anotherLeader: anActor(personId(7), 'leader'),
  administrator: anActor(personId(8), 'administrator'),
  auditor: anActor(personId(9), 'auditor'),
  member: anActor(personId(10), 'member'),
} as const satisfies Record<string, Actor>;

/** y: may; o: not on one's own work; n: may not. In the order of the columns. */
const table: Record<CommandType, string> = {
  SUBMIT_PLAN: 'y n y y y n n n n',
  WITHDRAW_PLAN: 'y n y y y n n n n',
  REVISE_PLAN: 'y n y y y n n n n',
  ACCEPT_PLAN: 'o y n o y n n n n',
  RETURN_PLAN: 'o y n o y n n n n',
  START: 'y y y y y n n n n',
  SUSPEND: 'o y y o y n n n n',
  RESUME: 'o y y o y n n n n',
  CANCEL: 'o y y o y n n n n',
  SUBMIT: 'y n n y n n n n n',
  WITHDRAW: 'y n n y n n n n n',
  URGE: 'y n n y n n n n n',
  ASK_EXTENSION: 'y n n y n n n n n',
  ACCEPT: 'o y n o y n n n n',
  RETURN: 'o y n o y n n n n',
  REJECT: 'o y n o y n n n n',
  REOPEN: 'o y n o y n n n n',
  GRANT_EXTENSION: 'o y n o y n n n n',
  DECLINE_EXTENSION: 'o y n o y n n n n',
  SUBMIT_WORK: 'y n n y n n n n n',
  WITHDRAW_WORK: 'y n n y n n n n n',
  URGE_WORK: 'y n n y n n n n n',
  ACCEPT_WORK: 'o y n o y n n n n',
  RETURN_WORK: 'o y n o y n n n n',
  REJECT_WORK: 'o y n o y n n n n',
  TRANSFER_WORK: 'o y n o y n n n n',
  REVERSE_WORK: 'o y y o y n n n n',
};

const project = { owner: people.owner.id, leader: people.leader.id };
const answers = { y: null, o: 'own_work', n: 'not_allowed' } as const;
const cells = commandTypes.flatMap((type) =>
  Object.entries(columns).map(([who, actor], column) => {
    const mark = table[type].split(' ')[column];
    return { type, who, actor, mark };
  }),
);

describe('the policy', () => {
  it('has a row for every command, and a cell for everybody', () => {
    expect(Object.keys(eventPolicy).toSorted()).toEqual([...commandTypes].toSorted());
    expect(cells.filter(({ mark }) => mark === undefined)).toEqual([]);
  });

  it.each(cells)('$type by $who: $mark', ({ type, actor, mark }) => {
    expect(forbids(type, actor, project)).toBe(
      mark === 'y' || mark === 'o' || mark === 'n' ? answers[mark] : '',
    );
  });

  it('never lets the owner decide, whatever roles the owner holds besides', () => {
    const everything = anActor(people.owner.id, ...roles);
    const same = { owner: people.owner.id, leader: people.owner.id };

    for (const type of commandTypes.filter((known) => eventPolicy[known].decides)) {
      expect(forbids(type, everything, project)).toBe('own_work');
      expect(forbids(type, everything, same)).toBe('own_work');
    }
  });

  it('lets who recorded a claim hand it in and take it back, and nothing else', () => {
    const claim = { ...project, filer: people.filer.id };
    const allowed = commandTypes.filter((type) => forbids(type, people.filer, claim) === null);

    expect(relationsOf(people.filer, claim)).toEqual(['filer']);
    expect(allowed).toEqual(['SUBMIT_WORK', 'WITHDRAW_WORK', 'URGE_WORK']);
    expect(forbids('ACCEPT_WORK', people.owner, { ...claim, filer: people.owner.id })).toBe('own_work');
    expect(forbids('SUBMIT_WORK', people.filer, project)).toBe('not_allowed');
  });

  it('goes by who is who in this project, not by the role of a leader', () => {
    expect(relationsOf(columns.anotherLeader, project)).toEqual([]);
    expect(relationsOf(people.leader, project)).toEqual(['leader']);
    expect(relationsOf(columns.ownerAndManager, project)).toEqual(['owner', 'pointsManager']);
  });
});
