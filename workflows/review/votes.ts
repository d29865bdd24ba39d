import { z } from 'zod';
import type { Passing } from './chain.ts';

/** A place in a step: whose vote it is, of which group, and the vote once it is cast; `by` can be a substitute. */
export const seatSchema = z.strictObject({
  person: z.string(),
  group: z.int(),
  vote: z
    .strictObject({ says: z.enum(['accept', 'reject']), by: z.string(), at: z.iso.datetime() })
    .nullable(),
});
export type Seat = z.output<typeof seatSchema>;
export type Vote = NonNullable<Seat['vote']>;

/** `nobody`: there is no place left from which anything could come. */
export type Verdict = 'waiting' | 'accepted' | 'rejected' | 'nobody';

/**
 * What the votes so far come to. The number of votes needed follows from the places that are there now, so that a
 * step still ends when somebody leaves in the middle of it.
 */
export function verdictOf(passing: Passing, seats: readonly Seat[]): Verdict {
  if (seats.length === 0) return 'nobody';
  const accepted = seats.filter(({ vote }) => vote?.says === 'accept');
  const rejected = seats.filter(({ vote }) => vote?.says === 'reject');
  switch (passing.by) {
    case 'any':
      if (accepted.length > 0) return 'accepted';
      return rejected.length > 0 ? 'rejected' : 'waiting';
    case 'all':
    case 'turn':
      if (rejected.length > 0) return 'rejected';
      return accepted.length === seats.length ? 'accepted' : 'waiting';
    case 'count':
    case 'percent': {
      const needed = votesNeeded(passing, seats.length);
      if (accepted.length >= needed) return 'accepted';
      return seats.length - rejected.length < needed ? 'rejected' : 'waiting';
    }
    case 'each_group': {
      if (rejected.length > 0) return 'rejected';
      const groups = new Set(seats.map(({ group }) => group));
      const settled = new Set(accepted.map(({ group }) => group));
      return settled.size === groups.size ? 'accepted' : 'waiting';
    }
  }
}

/** At least one, at most as many as there are places. */
function votesNeeded(passing: Extract<Passing, { by: 'count' | 'percent' }>, places: number): number {
  const asked = passing.by === 'count' ? passing.votes : Math.ceil((places * passing.percent) / 100);
  return Math.min(asked, places);
}

/** The places that can vote now: in turn only the first that has not; of a group that has accepted none any more. */
export function openSeats(passing: Passing, seats: readonly Seat[]): Seat[] {
  if (verdictOf(passing, seats) !== 'waiting') return [];
  const open = seats.filter(({ vote }) => vote === null);
  switch (passing.by) {
    case 'turn':
      return open.slice(0, 1);
    case 'each_group': {
      const settled = new Set(seats.filter(({ vote }) => vote !== null).map(({ group }) => group));
      return open.filter(({ group }) => !settled.has(group));
    }
    default:
      return open;
  }
}

/** The places after one of them has voted. Throws if that one cannot vote now: nobody votes twice, or out of turn. */
export function voted(passing: Passing, seats: readonly Seat[], person: string, vote: Vote): Seat[] {
  const own = openSeats(passing, seats).find((seat) => seat.person === person);
  if (own === undefined) throw new RangeError(`${person} has no vote now`);
  return seats.map((seat) => (seat === own ? { ...seat, vote } : seat));
}

/** Somebody leaves: what was voted stays, a vote that was not cast goes. */
export function without(seats: readonly Seat[], person: string): Seat[] {
  return seats.filter((seat) => seat.person !== person || seat.vote !== null);
}

/** Somebody else takes a place that has not voted. Who has one already gets no second: one vote each. */
export function handedOver(seats: readonly Seat[], from: string, to: string): Seat[] {
  if (from === to) return [...seats];
  if (seats.some(({ person }) => person === to)) return without(seats, from);
  return seats.map((seat) => (seat.person === from && seat.vote === null ? { ...seat, person: to } : seat));
}

/** One more place beside that of somebody, in the same group and next in turn; none for who has one already. */
export function withBeside(seats: readonly Seat[], beside: string, person: string): Seat[] {
  const index = seats.findIndex((seat) => seat.person === beside);
  const neighbour = seats[index];
  if (neighbour === undefined) throw new RangeError(`${beside} has no place`);
  if (seats.some((seat) => seat.person === person)) return [...seats];
  return seats.toSpliced(index + 1, 0, { person, group: neighbour.group, vote: null });
}
