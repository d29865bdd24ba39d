import { Refused, request, type Request } from '../../lib/api.ts';
import { explain } from '../../lib/commands.ts';
import { queryClient } from '../../lib/query-client.ts';
import { toasts } from '../../lib/toasts.svelte.ts';

/** One change on its way to the server, and what the server found wrong with it, field by field. */
export class Change {
  busy = $state(false);
  /** What no field can show. */
  refusal: string | null = $state(null);
  #faults: Record<string, string> = $state.raw({});
  readonly #fields: readonly string[];

  /** `fields` are those that show their own fault. */
  constructor(fields: readonly string[] = []) {
    this.#fields = fields;
  }

  faultAt(field: string): string | undefined {
    return this.#faults[field];
  }

  /** Notes what is wrong before anything is sent; true if nothing is. */
  check(wrong: Record<string, string | false>): boolean {
    this.refusal = null;
    const found = Object.entries(wrong).filter((pair): pair is [string, string] => pair[1] !== false);
    this.#faults = Object.fromEntries(found);
    return found.length === 0;
  }

  /** Sends it, and says `done` once the server has taken it; false if it has not. */
  async send(path: string, options: Request, done: string): Promise<boolean> {
    this.busy = true;
    try {
      await request(path, options);
      toasts.show('done', done);
      return true;
    } catch (error) {
      this.#take(error);
      return false;
    } finally {
      this.busy = false;
      void queryClient.invalidateQueries();
    }
  }

  #take(error: unknown) {
    const faults = error instanceof Refused ? (error.problem.faults ?? []) : [];
    this.#faults = Object.fromEntries(faults.map(({ path, message }) => [path.split('.')[0], message]));
    const shown =
      faults.length > 0 && Object.keys(this.#faults).every((field) => this.#fields.includes(field));
    this.refusal = shown ? null : explain(error);
  }
}
