export type Tone = 'done' | 'note' | 'warning' | 'error';
export type Toast = { id: number; tone: Tone; text: string };

const SHOWN_FOR = 5000;
const MOST = 3;

/** Short notices that leave by themselves; errors and what is still under way stay until they are closed. */
class Toasts {
  list: Toast[] = $state([]);
  #last = 0;

  show(tone: Tone, text: string): number {
    const id = this.#add(tone, text);
    if (tone !== 'error') setTimeout(() => this.close(id), SHOWN_FOR);
    return id;
  }

  /** Stays until `close`: for something whose outcome is not known yet. */
  hold(text: string): number {
    return this.#add('warning', text);
  }

  close(id: number) {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(tone: Tone, text: string): number {
    const id = ++this.#last;
    // Of what is merely good to know the last one is enough; an error is shown until somebody has seen it.
    const kept = this.list.filter((toast) => (tone === 'error' ? toast.text !== text : toast.tone !== tone));
    this.list = [...kept, { id, tone, text }].slice(-MOST);
    return id;
  }
}

export const toasts = new Toasts();
