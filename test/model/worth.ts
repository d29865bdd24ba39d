import { milestoneOf } from '../../workflows/chart.ts';
import type { Grain, Move } from './graph.ts';
import type { World } from './world.ts';

/**
 * Keeps a graph of several milestones small: a command for one, or a rest, only while no other is in hand, that is
 * handed in, returned, or with a question open; and time passes over reminders. A rest with work in hand is seen with
 * one milestone, what two milestones in hand do to each other in random sequences.
 */
export const oneAtATime: Grain = {
  stopsAtReminders: false,
  worth({ project: { state, document } }: World, move: Move): boolean {
    if (move.type === 'TIME') return true;
    const milestone = 'milestone' in move.event ? move.event.milestone : null;
    if (milestone === null && move.event.type !== 'SUSPEND') return true;
    return document.summary.milestones.every((other) => {
      const { extension, rounds } = milestoneOf(state.context, other.id);
      const inHand = other.state === 'submitted' || other.state === 'returned' || extension !== null;
      return other.id === milestone || !(inHand || (other.state === 'open' && rounds > 0));
    });
  },
};
