import { SvelteDate } from 'svelte/reactivity';

const TICK = 20_000;

/**
 * The time as the server has it: the clock of a demo can be moved, and the clock of a phone can be wrong.
 * Whatever shows a time left reads `clock.now` and so changes by itself.
 */
class ServerClock {
  #ahead = 0;
  readonly #shown = new SvelteDate();
  timeZone = $state('Asia/Shanghai');

  constructor() {
    setInterval(() => this.#shown.setTime(Date.now() + this.#ahead), TICK);
  }

  /** Takes over the server's time, as an answer of the server named it. */
  set(now: string) {
    this.#ahead = Date.parse(now) - Date.now();
    this.#shown.setTime(Date.parse(now));
  }

  get now(): number {
    return this.#shown.getTime();
  }
}

export const clock = new ServerClock();
