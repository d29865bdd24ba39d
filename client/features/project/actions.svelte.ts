import type { InstanceView } from '../../lib/api.ts';
import { clock } from '../../lib/clock.svelte.ts';
import { explain, sendCommand } from '../../lib/commands.ts';
import { t } from '../../lib/messages.ts';
import { toasts } from '../../lib/toasts.svelte.ts';
import { asksOf, commandOf, type Offer, type Said } from './command-form.ts';

/** A plan is decided on as it was read: if it has changed meanwhile, the server says so. */
const AS_READ = new Set<Offer['type']>(['ACCEPT_PLAN', 'RETURN_PLAN']);

/** What the caller does with a project from its page: at once, or after a dialog has asked for what it needs. */
export class ProjectActions {
  /** The offer whose dialog is open. */
  asked: Offer | null = $state(null);
  /** The offer that is on its way. */
  sending: Offer | null = $state(null);
  readonly #project: () => InstanceView;

  constructor(project: () => InstanceView) {
    this.#project = project;
  }

  asksOf(offer: Offer) {
    return asksOf(offer, this.milestoneOf(offer), clock.now);
  }

  milestoneOf({ milestone }: Offer) {
    return this.#project().milestones.find(({ id }) => id === milestone);
  }

  choose(offer: Offer) {
    if (this.asksOf(offer) === null) void this.send(offer, { text: '', due: '' });
    else this.asked = offer;
  }

  /** Sends it; what went wrong is a sentence for the dialog, or a notice if there is none. */
  async send(offer: Offer, said: Said): Promise<string | null> {
    const command = commandOf(offer, said);
    if (command === null || this.sending !== null) return null;
    const { id, version } = this.#project();
    this.sending = offer;
    try {
      await sendCommand(id, command, AS_READ.has(offer.type) ? version : undefined);
      this.asked = null;
      toasts.show('done', t(`project.done_${offer.type}`));
      return null;
    } catch (error) {
      const sentence = explain(error);
      if (this.asked === null) toasts.show('error', sentence);
      return sentence;
    } finally {
      this.sending = null;
    }
  }
}
