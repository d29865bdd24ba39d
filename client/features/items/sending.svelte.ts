import { Refused } from '../../lib/api.ts';
import { explain } from '../../lib/commands.ts';
import { queryClient } from '../../lib/query-client.ts';
import { toasts } from '../../lib/toasts.svelte.ts';

/** Something on its way to the server, and what the server found wrong with it. */
export class Sending {
  busy = $state(false);
  /** What no field shows. */
  refusal: string | null = $state(null);
  /** By field, where the request was one item. */
  faults: Record<string, string> = $state.raw({});
  readonly #fields: readonly string[];

  constructor(fields: readonly string[] = []) {
    this.#fields = fields;
  }

  /** Notes what is wrong before anything is sent; true if nothing is. */
  check(wrong: Record<string, string | false>): boolean {
    this.refusal = null;
    this.faults = Object.fromEntries(
      Object.entries(wrong).filter((pair): pair is [string, string] => pair[1] !== false),
    );
    return Object.keys(this.faults).length === 0;
  }

  /** Sends it and says what `done` makes of the answer; false if the server has not taken it. */
  async send<Answer>(request: () => Promise<Answer>, done: (answer: Answer) => string): Promise<boolean> {
    this.busy = true;
    try {
      toasts.show('done', done(await request()));
      void queryClient.invalidateQueries();
      return true;
    } catch (error) {
      this.#take(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #take(error: unknown) {
    const faults = error instanceof Refused ? (error.problem.faults ?? []) : [];
    this.faults = Object.fromEntries(faults.map(({ path, message }) => [path, message]));
    const shown = faults.length > 0 && faults.every(({ path }) => this.#fields.includes(path));
    this.refusal = shown ? null : explain(error);
  }
}
