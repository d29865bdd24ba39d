import type { PositionView, StaffedPerson } from '../../lib/api.ts';

/** Which question is open, and about whom. */
export type Asked =
  | { about: 'assign' | 'replace' | 'period' | 'leave'; person: StaffedPerson }
  | { about: 'position'; position: PositionView | null }
  | { about: 'remove'; what: 'assignment' | 'leave' | 'position'; id: string; name: string };
export type Ask = (asked: Asked) => void;
