import { z } from 'zod/mini';
import { typedEvidenceSchema, type EvidenceForm } from './evidence-form.svelte.ts';
import { forget, readStored, store } from './storage.ts';
import { Upload } from './uploads.svelte.ts';

const keptSchema = z.object({
  ...typedEvidenceSchema.shape,
  files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number() })),
});

/** Keeps evidence on this device while it is written, under a key of its own, until it has been handed in. */
export class KeptEvidence {
  readonly #key: string;

  constructor(
    key: string,
    private readonly form: EvidenceForm,
  ) {
    this.#key = `evidence.${key}`;
  }

  /** Takes over what was written here before; false if there was nothing. */
  restore(): boolean {
    const kept = this.#read();
    if (kept === null) return false;
    this.form.retypeEvidence(kept);
    this.form.uploads = kept.files.map((file) => Upload.already(file));
    return true;
  }

  /** Called after every change of the form. */
  changed() {
    if (this.form.isUntouched) forget(this.#key);
    else store(this.#key, JSON.stringify({ ...this.form.typedEvidence, files: this.#files }));
  }

  /** Handed in: nothing of it is needed any more. */
  drop() {
    forget(this.#key);
  }

  /** Whether everything would be found again: nothing is under way, and storage has taken it. */
  get isSafe(): boolean {
    return !this.form.isUploading && (this.form.isUntouched || this.#read() !== null);
  }

  get #files() {
    return this.form.uploads.flatMap(({ stored }) =>
      stored === null ? [] : [{ id: stored.id, name: stored.name, size: stored.size }],
    );
  }

  #read() {
    try {
      return keptSchema.safeParse(JSON.parse(readStored(this.#key) ?? '')).data ?? null;
    } catch {
      return null;
    }
  }
}
