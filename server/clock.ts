/** The only source of time in the server; tests, demos and simulations pass another one in. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
