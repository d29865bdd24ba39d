import { describe, expect, it } from 'vitest';
import type { Role } from '../../workflows/permissions.ts';
import { reviewerOf } from '../../server/access/reviewer.ts';
import type { DepartmentDocument } from '../../server/store/documents.ts';
import type { KnownPerson, Organisation } from '../../server/store/directory.ts';

function person(_id: string, department: string, ...roles: Role[]): KnownPerson {
  return { _id, account: _id, name: _id, department, roles, active: true };
}

function department(_id: string, parent: string | null, leader: string | null): DepartmentDocument {
  return { _id, name: _id, parent, leader };
}

function company(people: KnownPerson[], departments: DepartmentDocument[]): Organisation {
  return {
    company: null,
    people,
    departments,
    person: (id) => people.find(({ _id }) => _id === id),
    department: (id) => departments.find(({ _id }) => _id === id),
    ref: (id) => ({ id, name: id }),
    ledBy: () => [],
  };
}

const people = [
  person('director', 'company', 'leader'),
  person('head', 'sales', 'leader', 'member'),
  person('first', 'key_accounts', 'leader', 'member'),
  person('seller', 'key_accounts', 'member'),
  person('points-2', 'company', 'pointsManager'),
  person('points-1', 'company', 'pointsManager'),
  person('admin', 'company', 'administrator'),
];
const departments = [
  department('company', null, 'director'),
  department('sales', 'company', 'head'),
  department('key_accounts', 'sales', 'first'),
];
const closed = (id: string) => people.map((one) => (one._id === id ? { ...one, active: false } : one));
const led = (id: string, leader: string | null) =>
  departments.map((one) => (one._id === id ? { ...one, leader } : one));

describe('who decides on the work of a person', () => {
  it('is the leader of their department', () => {
    expect(reviewerOf(company(people, departments), 'seller')).toBe('first');
  });

  it('is the leader above for somebody who leads their own department', () => {
    expect(reviewerOf(company(people, departments), 'first')).toBe('head');
  });

  it('is the leader two levels up where somebody leads both departments below', () => {
    expect(reviewerOf(company(people, led('key_accounts', 'head')), 'head')).toBe('director');
    const both = departments.map((one) => (one._id === 'company' ? one : { ...one, leader: 'first' }));
    expect(reviewerOf(company(people, both), 'first')).toBe('director');
  });

  it('is the next one above where a department has no leader, or one whose account is closed', () => {
    expect(reviewerOf(company(people, led('key_accounts', null)), 'seller')).toBe('head');
    expect(reviewerOf(company(closed('first'), departments), 'seller')).toBe('head');
    expect(reviewerOf(company(people, led('key_accounts', 'nobody')), 'seller')).toBe('head');
  });

  it('is a points manager where nobody else leads, the same one each time', () => {
    expect(reviewerOf(company(people, departments), 'director')).toBe('points-1');
    expect(reviewerOf(company(closed('points-1'), departments), 'director')).toBe('points-2');
    const alone = company(people, []);
    expect(reviewerOf(alone, 'points-1')).toBe('points-2');
    expect(reviewerOf(alone, 'somebody unknown')).toBe('points-1');
  });

  it('is an administrator where there is no other points manager', () => {
    const few = people.filter(({ _id }) => ['director', 'points-1', 'admin'].includes(_id));
    expect(reviewerOf(company(few, []), 'points-1')).toBe('admin');
  });

  it('is nobody rather than the person', () => {
    const alone = person('alone', 'company', 'leader', 'pointsManager', 'administrator');
    expect(reviewerOf(company([alone], [department('company', null, 'alone')]), 'alone')).toBeNull();
  });

  it('is found although departments stand in a circle', () => {
    const circle = [department('a', 'b', null), department('b', 'a', 'lost')];
    const [lost, points] = [person('lost', 'a', 'leader'), person('points', 'a', 'pointsManager')];
    expect(reviewerOf(company([lost, points], circle), 'lost')).toBe('points');
  });
});
