import type { TimerEvent } from './events.ts';

/** A date that a state waits for, and the event which then comes. */
export type TimerDeclaration<Context> = {
  event: TimerEvent;
  date: (context: Context) => string;
  /** A reminder whose date has passed when its state is entered is left out; a deadline fires at once. */
  kind: 'deadline' | 'reminder';
};

/** Timers under a state stand still unless the life of the project is in one of `runsWhile`. */
export type StateMeta<Context> = { timers?: TimerDeclaration<Context>[]; runsWhile?: 'active' };
