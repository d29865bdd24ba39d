const LONGEST = 60;

/** Gives every part of a table an id of its own, those that the table brings first. */
export class Ids {
  readonly #used = new Set<string>();
  readonly #reserved: Set<string>;

  constructor(brought: Iterable<string>) {
    this.#reserved = new Set(brought);
  }

  /** The id that the table brings, if nothing has it yet; otherwise the one for its place. */
  of(brought: string | undefined, place: string): string {
    if (brought !== undefined && !this.#used.has(brought)) return this.#take(brought);
    for (let copy = 1; ; copy += 1) {
      const id = copy === 1 ? place.slice(-LONGEST) : `${place.slice(0, LONGEST - 6)}_${copy}`;
      if (!this.#used.has(id) && !this.#reserved.has(id)) return this.#take(id);
    }
  }

  #take(id: string): string {
    this.#used.add(id);
    return id;
  }
}
