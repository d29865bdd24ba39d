import { describe, expect, it } from 'vitest';
import type { Passing } from '../../workflows/review/chain.ts';
import {
  handedOver,
  openSeats,
  verdictOf,
  voted,
  withBeside,
  without,
  type Seat,
  type Vote,
} from '../../workflows/review/votes.ts';

const at = '2026-06-10T04:00:00.000Z';
const kinds: Passing[] = [
  { by: 'any' },
  { by: 'all' },
  ...[1, 2, 3, 4].map((votes): Passing => ({ by: 'count', votes })),
  ...[1, 50, 51, 100].map((percent): Passing => ({ by: 'percent', percent })),
  { by: 'turn' },
  { by: 'each_group' },
];
const cases = kinds.flatMap((passing) =>
  [1, 2, 3, 4].map((places) => ({ name: Object.values(passing).join(' '), passing, places })),
);
/** Places of two groups, as far as there are two. */
const placesOf = (count: number): Seat[] =>
  Array.from({ length: count }, (_, index) => ({ person: `p${index}`, group: index % 2, vote: null }));
const says: Vote['says'][] = ['accept', 'reject'];
const vote = (person: string, what: Vote['says']): Vote => ({ says: what, by: person, at });

/** Everything that can happen to a step, from all states that can be reached. */
function reachable(passing: Passing, places: number, moves: (seats: Seat[]) => Seat[][]): Seat[][] {
  const known = new Map<string, Seat[]>();
  const waiting = [placesOf(places)];
  for (let seats = waiting.pop(); seats !== undefined; seats = waiting.pop()) {
    const key = JSON.stringify(seats);
    if (known.has(key)) continue;
    known.set(key, seats);
    if (verdictOf(passing, seats) === 'waiting') waiting.push(...moves(seats));
  }
  return [...known.values()];
}

const votes = (passing: Passing) => (seats: Seat[]) =>
  openSeats(passing, seats).flatMap(({ person }) =>
    says.map((what) => voted(passing, seats, person, vote(person, what))),
  );

describe.each(cases)('a step of $places that passes by $name', ({ passing, places }) => {
  it('always has somebody who can vote as long as it waits, and ends at the latest with the last vote', () => {
    for (const seats of reachable(passing, places, votes(passing))) {
      const isWaiting = verdictOf(passing, seats) === 'waiting';
      expect(openSeats(passing, seats).length > 0).toBe(isWaiting);
      if (seats.every((seat) => seat.vote !== null)) expect(isWaiting).toBe(false);
    }
  });

  it('is accepted if everybody accepts and rejected if everybody rejects', () => {
    for (const what of says) {
      let seats = placesOf(places);
      while (verdictOf(passing, seats) === 'waiting') {
        const [next] = openSeats(passing, seats);
        if (next === undefined) throw new Error('nobody can vote');
        seats = voted(passing, seats, next.person, vote(next.person, what));
      }
      expect(verdictOf(passing, seats)).toBe(`${what}ed`);
    }
  });

  it('comes to the same whichever of two votes comes first, and neither is lost or counted twice', () => {
    for (const seats of reachable(passing, places, votes(passing))) {
      const open = openSeats(passing, seats);
      for (const [first, second] of open.flatMap((one) => open.map((other) => [one, other] as const))) {
        if (first === second) continue;
        for (const [one, other] of says.flatMap((a) => says.map((b) => [a, b] as const))) {
          const forth = voted(passing, seats, first.person, vote(first.person, one));
          const back = voted(passing, seats, second.person, vote(second.person, other));
          const isOpen = (after: Seat[], { person }: Seat) =>
            openSeats(passing, after).some((seat) => seat.person === person);
          if (!isOpen(forth, second) || !isOpen(back, first)) continue;
          expect(voted(passing, forth, second.person, vote(second.person, other))).toEqual(
            voted(passing, back, first.person, vote(first.person, one)),
          );
        }
      }
    }
  });

  it('has a way out whoever leaves, hands over or is added in the middle', () => {
    const moves = (seats: Seat[]) => {
      const open = seats.filter((seat) => seat.vote === null);
      const cast = says
        .slice(0, 1)
        .flatMap((what) =>
          openSeats(passing, seats).map(({ person }) => voted(passing, seats, person, vote(person, what))),
        );
      return [
        ...cast,
        ...open.map(({ person }) => without(seats, person)),
        ...open.map(({ person }) => handedOver(seats, person, 'p0')),
        ...(seats.length <= 4 ? open.map(({ person }) => withBeside(seats, person, 'new')) : []),
      ];
    };
    for (const seats of reachable(passing, places, moves)) {
      const people = seats.map(({ person }) => person);
      expect(new Set(people).size).toBe(people.length);
      expect(openSeats(passing, seats).length > 0).toBe(verdictOf(passing, seats) === 'waiting');
    }
  });
});
