const LONGEST = 60;

/** Gives every part of a table an id of its own, those that the table brings first. */
export class Ids {
  readonly #given = new Set<string>();
  readonly #reserved: Set<string>;
  readonly #isUsed: (id: string) => boolean;

  /** What is reserved, or used elsewhere, is given only to what brings it. */
  constructor(reserved: Iterable<string>, isUsed: (id: string) => boolean = () => false) {
    this.#reserved = new Set(reserved);
    this.#isUsed = isUsed;
  }

  /** The id that a part brings, if nothing has it yet; otherwise the one for its place. */
  of(brought: string | undefined, place: string): string {
    if (brought !== undefined && !this.#given.has(brought)) return this.#give(brought);
    for (let copy = 1; ; copy += 1) {
      const id = copy === 1 ? lastOf(place) : `${place.slice(0, LONGEST - 6)}_${copy}`;
      if (!this.#given.has(id) && !this.#reserved.has(id) && !this.#isUsed(id)) return this.#give(id);
    }
  }

  #give(id: string): string {
    this.#given.add(id);
    return id;
  }
}

/** As much of the end as an id can have; it begins with a letter. */
function lastOf(place: string): string {
  return place.slice(-LONGEST).replace(/^[^a-z]+/u, '');
}
