import { z } from 'zod/mini';
import type { Evidence } from '../../../workflows/events.ts';
import type { MilestoneView } from '../../lib/api.ts';
import { EvidenceForm, typedEvidenceSchema } from '../../lib/evidence-form.svelte.ts';
import type { StoredFile } from '../../lib/uploads.svelte.ts';

/** What stands in the fields, as it was typed; kept on this device until the server has it. */
const typedSchema = z.object({
  ...typedEvidenceSchema.shape,
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

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The fields of one submission, and what is wrong with them. */
export class SubmissionForm extends EvidenceForm {
  value: number | undefined = $state();
  list = $state('');
  shortfall = $state('');

  constructor(readonly target: MilestoneView['criterion']['target']) {
    super();
  }

  /** Takes over what was saved or handed in before. */
  fill(evidence: Evidence, files: readonly StoredFile[]) {
    this.fillEvidence(evidence, files);
    this.value = evidence.value;
    this.list = evidence.list.join('\n');
    this.shortfall = evidence.shortfall;
  }

  /** Takes over what was typed on this device and never reached the server. */
  retype(typed: Typed) {
    this.retypeEvidence(typed);
    this.value = typed.value;
    this.list = typed.list;
    this.shortfall = typed.shortfall;
  }

  get typed(): Typed {
    const { list, shortfall, value } = this;
    const typed = { ...this.typedEvidence, list, shortfall };
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

  /** What can be sent now: half-typed links and files under way are left out. */
  override get evidence(): Evidence {
    const evidence: Evidence = {
      ...this.given,
      list: this.items,
      shortfall: this.missing > 0 ? this.shortfall.trim() : '',
    };
    return this.value === undefined ? evidence : { ...evidence, value: this.value };
  }

  get faults(): FormFault[] {
    const { shortfall } = this.evidence;
    const faults: FormFault[] = [];
    if (this.isEmpty) faults.push('evidence_missing');
    if (this.target !== undefined && this.value === undefined) faults.push('value_missing');
    if (this.missing > 0 && shortfall === '') faults.push('shortfall_unexplained');
    return faults;
  }
}
