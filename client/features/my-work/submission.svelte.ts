import { z } from 'zod/mini';
import type { Evidence } from '../../../workflows/events.ts';
import type { MilestoneView } from '../../lib/api.ts';
import { Upload, type StoredFile } from '../../lib/uploads.svelte.ts';

/** What stands in the fields, as it was typed; kept on this device until the server has it. */
const typedSchema = z.object({
  text: z.string(),
  links: z.array(z.string()),
  value: z.optional(z.number()),
  list: z.string(),
  shortfall: z.string(),
});
export type Typed = z.output<typeof typedSchema>;

/** Reads what `JSON.stringify` of a Typed gave, or null if it is something else. */
export function readTyped(text: string | null): Typed | null {
  if (text === null) return null;
  try {
    const { data } = typedSchema.safeParse(JSON.parse(text));
    return data ?? null;
  } catch {
    return null;
  }
}

export type FormFault = 'evidence_missing' | 'value_missing' | 'shortfall_unexplained';

function isLink(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\/\S+$/i.test(text);
}

/** Somebody who types `example.com` means https. */
function completed(text: string): string {
  const trimmed = text.trim();
  return /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(trimmed) ? `https://${trimmed}` : trimmed;
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The fields of one submission, and what is wrong with them. */
export class SubmissionForm {
  text = $state('');
  links: string[] = $state(['']);
  uploads: Upload[] = $state([]);
  value: number | undefined = $state();
  list = $state('');
  shortfall = $state('');

  constructor(readonly target: MilestoneView['criterion']['target']) {}

  /** Takes over what was saved or handed in before. */
  fill(evidence: Evidence, files: readonly StoredFile[]) {
    this.text = evidence.text;
    this.links = evidence.links.length > 0 ? [...evidence.links] : [''];
    this.value = evidence.value;
    this.list = evidence.list.join('\n');
    this.shortfall = evidence.shortfall;
    this.uploads = files.map((file) => Upload.already(file));
  }

  /** Takes over what was typed on this device and never reached the server. */
  retype(typed: Typed) {
    this.text = typed.text;
    this.links = typed.links.length > 0 ? [...typed.links] : [''];
    this.value = typed.value;
    this.list = typed.list;
    this.shortfall = typed.shortfall;
  }

  get typed(): Typed {
    const { text, list, shortfall, value } = this;
    const typed = { text, list, shortfall, links: [...this.links] };
    return value === undefined ? typed : { ...typed, value };
  }

  get items(): string[] {
    return lines(this.list);
  }

  /** How many are missing to the target; 0 if it is reached, or if there is none. */
  get missing(): number {
    return this.target === undefined || this.value === undefined
      ? 0
      : Math.max(0, this.target.atLeast - this.value);
  }

  wrongLink(index: number): boolean {
    const text = completed(this.links[index] ?? '');
    return text !== '' && !isLink(text);
  }

  completeLink(index: number) {
    this.links[index] = completed(this.links[index] ?? '');
  }

  /** What can be sent now: half-typed links and files under way are left out. */
  get evidence(): Evidence {
    const evidence: Evidence = {
      text: this.text.trim(),
      links: this.links.map(completed).filter(isLink),
      files: this.uploads.flatMap(({ stored }) => (stored === null ? [] : [stored.id])),
      list: this.items,
      shortfall: this.missing > 0 ? this.shortfall.trim() : '',
    };
    return this.value === undefined ? evidence : { ...evidence, value: this.value };
  }

  get faults(): FormFault[] {
    const { text, links, files, shortfall } = this.evidence;
    const faults: FormFault[] = [];
    if (text === '' && links.length === 0 && files.length === 0) faults.push('evidence_missing');
    if (this.target !== undefined && this.value === undefined) faults.push('value_missing');
    if (this.missing > 0 && shortfall === '') faults.push('shortfall_unexplained');
    return faults;
  }

  get isUploading(): boolean {
    return this.uploads.some(({ state }) => state === 'sending');
  }

  get hasFailedUpload(): boolean {
    return this.uploads.some(({ state }) => state === 'failed');
  }

  get hasWrongLink(): boolean {
    return this.links.some((_, index) => this.wrongLink(index));
  }
}
