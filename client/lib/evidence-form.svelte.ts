import { z } from 'zod/mini';
import type { Evidence } from '../../workflows/events.ts';
import { Upload, type StoredFile } from './uploads.svelte.ts';

/** What stands in the fields that all evidence has, as it was typed. */
export const typedEvidenceSchema = z.object({ text: z.string(), links: z.array(z.string()) });
export type TypedEvidence = z.output<typeof typedEvidenceSchema>;

function isLink(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\/\S+$/i.test(text);
}

/** Somebody who types `example.com` means https. */
function completed(text: string): string {
  const trimmed = text.trim();
  return /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(trimmed) ? `https://${trimmed}` : trimmed;
}

/** The fields of evidence: text, links and files. */
export class EvidenceForm {
  text = $state('');
  links: string[] = $state(['']);
  uploads: Upload[] = $state([]);

  /** Takes over what was handed in before. */
  fillEvidence(evidence: Pick<Evidence, 'text' | 'links'>, files: readonly StoredFile[]) {
    this.text = evidence.text;
    this.links = evidence.links.length > 0 ? [...evidence.links] : [''];
    this.uploads = files.map((file) => Upload.already(file));
  }

  /** Takes over what was typed on this device and never reached the server. */
  retypeEvidence({ text, links }: TypedEvidence) {
    this.text = text;
    this.links = links.length > 0 ? [...links] : [''];
  }

  get typedEvidence(): TypedEvidence {
    return { text: this.text, links: [...this.links] };
  }

  wrongLink(index: number): boolean {
    const text = completed(this.links[index] ?? '');
    return text !== '' && !isLink(text);
  }

  completeLink(index: number) {
    this.links[index] = completed(this.links[index] ?? '');
  }

  /** What can be sent now: half-typed links and files under way are left out. */
  get given(): Pick<Evidence, 'text' | 'links' | 'files'> {
    return {
      text: this.text.trim(),
      links: this.links.map(completed).filter(isLink),
      files: this.uploads.flatMap(({ stored }) => (stored === null ? [] : [stored.id])),
    };
  }

  get evidence(): Evidence {
    return { ...this.given, list: [], shortfall: '' };
  }

  /** Whether there is nothing in it that a reviewer could look at. */
  get isEmpty(): boolean {
    const { text, links, files } = this.given;
    return text === '' && links.length === 0 && files.length === 0;
  }

  /** Whether nothing has been typed or chosen, not even half a link. */
  get isUntouched(): boolean {
    return this.text === '' && this.links.every((link) => link === '') && this.uploads.length === 0;
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
