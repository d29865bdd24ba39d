import { Refused, request, type DraftView } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { session } from '../../lib/session.svelte.ts';
import { forget, readStored, store } from '../../lib/storage.ts';
import { readTyped, type SubmissionForm, type Typed } from './submission.svelte.ts';

const PAUSE = 2000;
const TRY_AGAIN = 10_000;

/**
 * Keeps a form safe while it is written: on this device at once, on the server two seconds after the last change.
 * What the server has not confirmed is found again on this device.
 */
export class Draft {
  state: 'none' | 'saving' | 'saved' | 'local' = $state('none');
  savedAt: string | null = $state(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changes = 0;
  readonly #key: string;
  readonly #address: string;

  constructor(
    instance: string,
    milestone: string,
    private readonly form: SubmissionForm,
  ) {
    this.#key = `draft.${instance}.${milestone}`;
    this.#address = `/instances/${instance}/milestones/${milestone}/draft`;
  }

  /** What the server has, and what was typed here but never got there. */
  async load(): Promise<{ saved: DraftView; unsent: Typed | null }> {
    const saved = await request<DraftView>(this.#address);
    if (saved.evidence !== null) {
      this.savedAt = saved.savedAt;
      this.state = 'saved';
    }
    return { saved, unsent: readTyped(readStored(this.#key)) };
  }

  /** Called after every change of the form. */
  changed() {
    this.#changes += 1;
    store(this.#key, JSON.stringify(this.form.typed));
    this.#saveIn(PAUSE);
  }

  /** Sends at once what waits to be saved. */
  flush() {
    if (this.#timer !== undefined) void this.#save();
  }

  /** Handed in: nothing of the draft is needed any more. */
  drop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changes += 1;
    forget(this.#key);
  }

  #saveIn(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), ms);
  }

  async #save() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changes = this.#changes;
    this.state = 'saving';
    try {
      const { savedAt } = await request<DraftView>(this.#address, {
        method: 'PUT',
        body: { evidence: this.form.evidence },
      });
      this.savedAt = savedAt;
      this.state = 'saved';
      // What was typed meanwhile, and a link that is none yet, is only on this device.
      if (changes === this.#changes && !this.form.hasWrongLink) forget(this.#key);
      void queryClient.invalidateQueries({ queryKey: ['my-work'] });
    } catch (error) {
      this.state = 'local';
      // What was typed is kept on this device and is found again after signing in.
      session.endIfOver(error);
      if (changes === this.#changes && !(error instanceof Refused)) this.#saveIn(TRY_AGAIN);
    }
  }
}
