import { z } from 'zod/mini';
import type { ClaimRule } from '../../../workflows/rule-definition.ts';
import type { ClaimInput, Outcome } from '../../lib/api.ts';
import { untilAnswered } from '../../lib/commands.ts';
import { EvidenceForm } from '../../lib/evidence-form.svelte.ts';
import { newId } from '../../lib/ids.ts';
import { KeptEvidence } from '../../lib/kept-evidence.svelte.ts';
import { forget, readStored, store } from '../../lib/storage.ts';
import { FactForm, typedFactSchema } from './fact-form.svelte.ts';

const keptSchema = z.object({
  commandId: z.string(),
  rule: z.string(),
  externalId: z.string(),
  fact: typedFactSchema,
});

/** One claim while it is written; kept on this device until it has been sent. */
export class ClaimForm {
  readonly fact = new FactForm();
  readonly evidence = new EvidenceForm();
  externalId = $state('');
  /** Made before the first file is sent: files belong to the claim that this command will make. */
  commandId = $state(newId());
  readonly #kept: KeptEvidence;
  readonly #key: string;

  /** `me` is signed in here; `person` is whose claim it is, if it is somebody else's. */
  constructor(
    me: string,
    private readonly person: string | undefined,
  ) {
    this.#key = `claim.${me}.${person ?? me}`;
    this.#kept = new KeptEvidence(this.#key, this.evidence);
  }

  /** Takes over what was written here before and never sent; the rule that it was for, or null. */
  restore(): string | null {
    const kept = this.#read();
    if (kept === null) return null;
    this.commandId = kept.commandId;
    this.externalId = kept.externalId;
    this.fact.retype(kept.fact);
    this.#kept.restore();
    return kept.rule;
  }

  /** Called after every change. */
  changed(rule: ClaimRule) {
    const { commandId, externalId } = this;
    const content = { commandId, rule: rule.id, externalId, fact: this.fact.typed };
    if (this.isUntouched) this.forget();
    else store(this.#key, JSON.stringify(content));
    this.#kept.changed();
  }

  forget() {
    forget(this.#key);
    this.#kept.drop();
  }

  get isUntouched(): boolean {
    const { units, money, points, level } = this.fact;
    const says = units ?? points ?? level;
    return says === undefined && money === '' && this.externalId === '' && this.evidence.isUntouched;
  }

  /** Whether everything would be found again here. */
  get isSafe(): boolean {
    return this.isUntouched || (this.#kept.isSafe && this.#read() !== null);
  }

  /** What is asked about and sent, or null as long as it is not filled in well. */
  claimFor(rule: ClaimRule): ClaimInput | null {
    const fact = this.fact.fact(rule);
    const externalId = this.externalId.trim();
    if (fact === null) return null;
    return {
      rule: rule.id,
      fact,
      ...(this.person === undefined ? {} : { person: this.person }),
      ...(externalId === '' ? {} : { externalId }),
    };
  }

  /** Throws Refused. */
  async send(claim: ClaimInput): Promise<Outcome> {
    const { commandId, evidence } = this;
    const outcome = await untilAnswered<Outcome>('/claims', {
      commandId,
      ...claim,
      evidence: evidence.evidence,
    });
    this.forget();
    return outcome;
  }

  #read() {
    try {
      return keptSchema.safeParse(JSON.parse(readStored(this.#key) ?? '')).data ?? null;
    } catch {
      return null;
    }
  }
}
