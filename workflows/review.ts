import type { EventType } from './events.ts';

/**
 * The state in which something waits for its reviewer: one step, one decision, and whoever handed it in may
 * take it back as long as nobody has decided. Every chart that has something to accept embeds it, so that a
 * chain of steps can grow here and nowhere else. `ways` are the ways out, by the event that takes them.
 */
export function review<const Ways extends Partial<Record<EventType, object>>>(ways: Ways) {
  return { on: ways };
}
