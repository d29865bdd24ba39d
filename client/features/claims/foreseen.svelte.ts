import { untrack } from 'svelte';
import type { ClaimInput, ClaimPreview } from '../../lib/api.ts';

const PAUSE = 250;

/**
 * What a claim would give, asked for once the typing has paused. What is shown is always an answer beside the very
 * fact that was asked about.
 */
export class Foreseen {
  asked: ClaimInput | null = $state.raw(null);
  shown: { fact: ClaimInput['fact']; preview: ClaimPreview } | null = $state.raw(null);
  #answered = $state('');

  constructor(private readonly claim: () => ClaimInput | null) {
    // Live data makes the same claim anew; only one that says something else is asked about.
    const said = $derived(JSON.stringify(claim()));
    $effect(() => {
      const now = said;
      if (now === JSON.stringify(untrack(() => this.asked))) return;
      const timer = setTimeout(() => (this.asked = untrack(this.claim)), this.asked === null ? 0 : PAUSE);
      return () => clearTimeout(timer);
    });
  }

  /** Takes the answer to what was asked last. */
  take(preview: ClaimPreview) {
    const { asked } = this;
    if (asked === null) return;
    this.shown = { fact: asked.fact, preview };
    this.#answered = JSON.stringify(asked);
  }

  /** Whether what is shown is of an earlier claim. */
  get isBehind(): boolean {
    return this.#answered !== JSON.stringify(this.claim());
  }
}
